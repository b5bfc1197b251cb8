// Task<T>: what a suspending function returns. It runs on the executor of whoever awaits it.
//
// Pitfall kept out by clang-19 (docs/adr/0002): never build with g++ 12, which frees braced
// temporaries in co_await expressions twice. Name a lambda before co_spawn.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace parley {

template <class T = void>
using Task = boost::asio::awaitable<T>;

}  // namespace parley
