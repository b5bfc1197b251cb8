#include "http/server/server_metrics.hpp"

#include <fmt/format.h>

namespace parley::http {
namespace {

Counter& dropped(Metrics& metrics, std::string_view cause) {
    return metrics.counter("parley_connections_dropped_total", "Connections the server gave up.",
                           fmt::format("cause=\"{}\"", cause));
}

Counter& messages(Metrics& metrics, std::string_view direction) {
    return metrics.counter("parley_websocket_messages_total", "WebSocket messages.",
                           fmt::format("direction=\"{}\"", direction));
}

}  // namespace

ServerMetrics::ServerMetrics(Metrics& metrics)
    : connections(metrics.gauge("parley_connections", "Open connections.")),
      accepted(metrics.counter("parley_connections_accepted_total", "Connections accepted.")),
      refused_full(metrics.counter("parley_connections_refused_total",
                                   "Connections closed at once.", "cause=\"full\"")),
      handshakes_failed(metrics.counter("parley_tls_handshakes_failed_total",
                                        "TLS handshakes that came to nothing.")),
      rejected(metrics.counter("parley_http_rejected_total",
                               "Requests turned down before any handler.")),
      request_seconds(
          metrics.histogram("parley_http_request_seconds", "From a request's head to its answer.")),
      websockets(metrics.gauge("parley_websockets", "Open WebSockets.")),
      messages_in(messages(metrics, "in")),
      messages_out(messages(metrics, "out")),
      dropped_slow(dropped(metrics, "slow_reader")),
      dropped_silent(dropped(metrics, "silent")),
      dropped_stalled(dropped(metrics, "stalled")),
      dropped_protocol(dropped(metrics, "protocol")),
      buffered_bytes(
          metrics.gauge("parley_output_buffered_bytes", "Bytes waiting to be written.")) {
    for (int i = 0; i < 5; ++i) {
        requests[i] = &metrics.counter("parley_http_requests_total", "Requests answered.",
                                       fmt::format("class=\"{}xx\"", i + 1));
    }
}

}  // namespace parley::http
