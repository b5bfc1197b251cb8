// `parley lab`: parts of the product on their own, for corpora and measurements.
//
// ws-echo runs the product's server and WebSocket code with a session that sends everything back.
#include <memory>
#include <string>
#include <utility>

#include "base/log.hpp"
#include "base/metrics.hpp"
#include "http/server/certificate.hpp"
#include "http/server/server.hpp"
#include "main/commands.hpp"
#include "main/signals.hpp"

namespace parley {
namespace {

constexpr std::size_t message_max = 64 * 1024 * 1024;
constexpr std::size_t pause_above = 1024 * 1024;  // Pending bytes; then the peer must read first.
constexpr Duration drain_within = 2s;

struct EchoOptions {
    std::uint16_t port = 0;
    std::uint16_t tls_port = 0;
    std::string data_directory;
    std::size_t io_threads = 1;
    bool http = false;
};

class EchoSession final : public http::WebSocketSession {
public:
    void on_open(std::shared_ptr<http::WebSocketConnection> connection) override {
        connection_ = std::move(connection);
    }
    void on_text(std::string_view text) override {
        connection_->send(std::string(text));
        pause_when_full();
    }
    bool on_binary(std::string_view data) override {
        connection_->send_binary(data);
        pause_when_full();
        return true;
    }
    void on_drained() override { connection_->resume_reading(); }
    void on_close(std::uint16_t, std::string_view) override { connection_.reset(); }

private:
    void pause_when_full() {
        if (connection_->pending_bytes() > pause_above) connection_->pause_reading();
    }

    std::shared_ptr<http::WebSocketConnection> connection_;
};

class EchoHandler final : public http::Handler, public http::WebSocketHandler {
public:
    EchoHandler(bool http, const Metrics& metrics) : http_(http), metrics_(metrics) {}

    http::BodyPolicy policy(std::string_view, std::string_view path) override {
        const bool upload = path == "/upload";
        return {upload ? http::BodyPolicy::Kind::stream : http::BodyPolicy::Kind::memory, 64 << 20};
    }

    Task<http::Response> handle(http::Request& request) override {
        if (!http_) co_return http::Response::problem(404, "not_found");
        if (request.path == "/metrics") co_return http::Response::text(200, metrics_.render());
        if (request.body_reader == nullptr) co_return http::Response::text(200, "ok\n");
        std::size_t size = 0;
        for (;;) {
            const auto chunk = co_await request.body_reader->next();
            if (!chunk) {
                const int status = chunk.error().code == Code::over_limit ? 413 : 400;
                co_return http::Response::problem(status, chunk.error().reason);
            }
            if (chunk->empty()) break;
            size += chunk->size();
        }
        co_return http::Response::text(200, std::to_string(size) + "\n");
    }

    Task<http::Upgrade> upgrade(http::Request&) override {
        auto accepted = http::Upgrade::accept(std::make_shared<EchoSession>());
        accepted.message_max = message_max;
        co_return accepted;
    }

private:
    bool http_;
    const Metrics& metrics_;
};

int run_echo(const EchoOptions& options) {
    block_stop_signals();
    http::ServerOptions server_options;
    server_options.io_threads = options.io_threads;
    server_options.listen.push_back({"127.0.0.1", options.port, false});
    // A whole message may be on its way back while the next one is read.
    server_options.limits.websocket_pending_max = 2 * message_max;
    if (!options.data_directory.empty()) {
        const auto files = http::ensure_certificate(options.data_directory);
        server_options.certificate_file = files.certificate;
        server_options.key_file = files.key;
        server_options.listen.push_back({"127.0.0.1", options.tls_port, true});
    }
    Metrics metrics;
    EchoHandler handler(options.http, metrics);
    http::Server server(std::move(server_options), handler, handler, metrics);
    server.start();
    const int signal = wait_for_stop_signal();
    log_info("stopping", {{"signal", signal}, {"connections", server.connections()}});
    server.drain(drain_within);
    return 0;
}

}  // namespace

void add_lab(CLI::App& app, int& status) {
    CLI::App* lab =
        app.add_subcommand("lab", "Parts of the product on their own, for measurements");
    lab->require_subcommand(1);
    add_lab_call(*lab, status);
    add_lab_queueing(*lab, status);
    add_lab_day(*lab, status);
    CLI::App* echo = lab->add_subcommand("ws-echo", "A WebSocket echo at every path, on loopback");
    const auto options = std::make_shared<EchoOptions>();
    echo->add_option("--port", options->port, "Port; 0 picks one (see the log)")->required();
    echo->add_flag("--http", options->http,
                   "Answer plain requests, /healthz, /upload and /metrics");
    echo->add_option("--io-threads", options->io_threads, "Threads")->check(CLI::Range(1, 64));
    echo->add_option("--tls-port", options->tls_port, "TLS too, with --data");
    echo->add_option("--data", options->data_directory, "Where the TLS certificate is kept");
    echo->callback([options, &status] { status = run_echo(*options); });
}

}  // namespace parley
