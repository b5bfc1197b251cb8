// Every limit of the transport in one place. What one route allows of a body is its BodyPolicy.
#pragma once

#include <cstddef>

#include "base/time.hpp"

namespace parley::http {

struct Limits {
    std::size_t request_line_max = 4'096;    // Bytes without line end; above: 414.
    std::size_t header_line_max = 8'000;     // Bytes of one field line; above: 431.
    std::size_t header_count_max = 100;      // Above: 431.
    std::size_t head_bytes_max = 32 * 1024;  // Request line and fields together; above: 431.
    std::size_t connections_max = 18'000;    // In the whole server; above: closed at once, counted.
    std::size_t requests_per_connection_max = 10'000;
    std::size_t websocket_pending_max = 256 * 1024;

    Duration handshake_timeout = 10s;  // TLS, from accept.
    Duration head_timeout = 10s;       // From the first byte of a head to its end.
    Duration idle_timeout = 60s;       // Between requests.
    Duration body_timeout = 20s;       // Without any progress of the body.
    Duration write_timeout = 30s;      // Without any progress of the answer.
    Duration ping_interval = 20s;      // A silent WebSocket is asked for a sign of life …
    Duration pong_timeout = 20s;       // … and given up (1006) without one.
    Duration close_wait = 5s;          // For the peer's answer to our close frame.
};

}  // namespace parley::http
