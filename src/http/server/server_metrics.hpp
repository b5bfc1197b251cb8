// The transport's figures, looked up once.
#pragma once

#include "base/metrics.hpp"

namespace parley::http {

struct ServerMetrics {
    explicit ServerMetrics(Metrics& metrics);

    Gauge& connections;
    Counter& accepted;
    Counter& refused_full;       // Connection cap reached.
    Counter& handshakes_failed;  // TLS.
    Counter& rejected;           // Malformed or over a limit, before any handler.
    Counter* requests[5]{};      // By class of status, 1xx … 5xx.
    Histogram& request_seconds;  // From the end of the head to the answer's hand-over.
    Gauge& websockets;
    Counter& messages_in;
    Counter& messages_out;
    Counter& dropped_slow;      // Output above its limit.
    Counter& dropped_silent;    // No answer to a ping.
    Counter& dropped_stalled;   // No progress of writing.
    Counter& dropped_protocol;  // Broken WebSocket rules.
    Gauge& buffered_bytes;      // Waiting to be written, all connections.
};

}  // namespace parley::http
