// The baseline: an echo server of nothing but epoll, recv and send, that knows no protocol.
#pragma once

#include <cstdint>

namespace parley::bench {

// Serves on loopback until the process is ended.
[[noreturn]] void run_raw_echo(std::uint16_t port);

}  // namespace parley::bench
