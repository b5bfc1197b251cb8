// The core under a virtual clock, driven synchronously: each call returns when its commit is on
// disk. The demo uses it, and so do the tests of whole houses.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <optional>
#include <stdexcept>

#include "main/core.hpp"

namespace parley {

// Runs a task to its end on this thread; rethrows what it throws.
template <class T>
T wait_for(Task<T> task) {
    // It outlives the call: whoever woke this thread may still be leaving post().
    thread_local boost::asio::io_context io;
    std::optional<T> value;
    std::exception_ptr error;
    auto finish = [&](std::exception_ptr thrown, T result) {
        error = std::move(thrown);
        if (!error) value.emplace(std::move(result));
    };
    boost::asio::co_spawn(io, std::move(task), finish);
    io.restart();
    io.run();
    if (error) std::rethrow_exception(error);
    return std::move(*value);
}

// The value of a command that cannot be refused here; a refusal is our own bug.
template <class T>
T expect(Result<T> result) {
    if (!result)
        throw std::logic_error("refused: " + result.error().reason + " " + result.error().field);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace parley
