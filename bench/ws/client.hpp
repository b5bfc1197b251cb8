// One client's connection, blocking: plain TCP, or a WebSocket over TCP or TLS.
#pragma once

#include <cstdint>

#include "bench/ws/load.hpp"

namespace parley::bench {

// From the address that the `index`th connection comes from, so that no address runs out of ports.
// All throw std::runtime_error.
int connect_to(std::uint16_t port, int index);
// Upgraded. Over TLS the socket stays, but nothing can be read from it or written to it any more:
// what a client keeps for TLS would cost more than what is measured.
int open_websocket(const Target& target, int index);
// Resets the connection, which keeps no port busy afterwards.
void leave_at_once(int socket);

}  // namespace parley::bench
