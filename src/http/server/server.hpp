// The HTTP and WebSocket server: listeners, IO threads, connections, limits, drain.
//
// Threads:   `io_threads` threads of its own, one io_context and one acceptor per address each
//            (SO_REUSEPORT); a connection stays on its thread. Public functions are for the one
//            thread that owns the Server.
// Failures:  start() throws std::runtime_error naming address and port where it cannot listen, or
//            naming the file where certificate or key cannot be used.
// Bounds:    all in Limits.
// Start with: connection.hpp (bytes), then http_session.hpp (requests) and websocket_session.hpp.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/metrics.hpp"
#include "base/time.hpp"
#include "http/server/handler.hpp"
#include "http/server/limits.hpp"
#include "http/server/websocket.hpp"

namespace parley::http {

struct ListenAddress {
    std::string address = "127.0.0.1";  // IPv4 or IPv6 literal.
    std::uint16_t port = 0;             // 0: any free port; see Server::ports().
    bool tls = false;
};

struct ServerOptions {
    std::vector<ListenAddress> listen;
    std::size_t io_threads = 1;
    std::string certificate_file;  // PEM chain and key; needed when any address is `tls`.
    std::string key_file;
    Limits limits;
};

class Server {
public:
    // Handlers and metrics must outlive the server.
    Server(ServerOptions options, Handler& handler, WebSocketHandler& websockets, Metrics& metrics);
    ~Server();  // Stops at once, as drain(0ms) does.
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // `before_accepting` is given the executor of each IO thread while none of them runs yet.
    void start(const std::function<void(std::span<const boost::asio::any_io_executor>)>&
                   before_accepting = {});
    // The port of each `listen` entry, in order. REQUIRES: started.
    std::vector<std::uint16_t> ports() const;
    // Where to post work that belongs to IO thread `index` < io_threads.
    boost::asio::any_io_executor executor(std::size_t index) const;
    std::size_t connections() const;

    // Stops accepting, lets running requests finish, closes WebSockets with 1001 "draining", spread
    // over half of `deadline` at most, and returns when all connections are gone or the deadline
    // has passed; the threads have ended then. Answers meanwhile carry `Connection: close`. Once
    // only.
    void drain(Duration deadline);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace parley::http
