// For tests: a whole server on loopback whose handler and WebSocket session do a little of
// everything.
#pragma once

#include <atomic>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <stdexcept>
#include <string>
#include <thread>

#include "http/server/server.hpp"
#include "http/server/testing/client.hpp"

namespace parley::http::testing {

// Replies to "flood" with `flood_size` bytes, to "close" by closing with 4001, to all else alike.
class EchoSession final : public WebSocketSession {
public:
    static constexpr std::size_t flood_size = 8 * 1024;

    explicit EchoSession(std::atomic<int>& closed_with) : closed_with_(closed_with) {}
    void on_open(std::shared_ptr<WebSocketConnection> connection) override {
        connection_ = std::move(connection);
    }
    void on_text(std::string_view text) override {
        if (text == "close") return connection_->close(4001, "asked");
        if (text != "flood") return connection_->send(std::string(text));
        const auto page = std::make_shared<const std::string>(flood_size, 'x');
        for (int i = 0; i < 4'000; ++i) connection_->send(page);
    }
    void on_close(std::uint16_t code, std::string_view) override {
        closed_with_ = code;
        connection_.reset();
    }

private:
    std::shared_ptr<WebSocketConnection> connection_;
    std::atomic<int>& closed_with_;
};

class Rig final : public Handler, public WebSocketHandler {
public:
    explicit Rig(const Limits& limits = {}, std::size_t io_threads = 1)
        : server_(options(limits, io_threads), *this, *this, metrics) {
        server_.start();
    }

    BodyPolicy policy(std::string_view, std::string_view path) override {
        if (path == "/upload") return {BodyPolicy::Kind::stream, 1'000'000};
        return {BodyPolicy::Kind::memory, 1'000};
    }

    Task<Response> handle(Request& request) override {
        if (request.path == "/throw") throw std::runtime_error("on purpose");
        if (request.path == "/slow") co_await sleep(200ms);
        if (request.path == "/upload") co_return co_await upload(request);
        if (request.path == "/file") {
            Response response;
            response.body = FileBody{std::string(request.query_value("name")), 1'000'000};
            co_return response;
        }
        co_return Response::text(200, request.method + " " + request.path + " " + request.body);
    }

    Task<Upgrade> upgrade(Request& request) override {
        if (request.path == "/no") co_return Upgrade::refuse(Response::problem(403, "no"));
        co_return Upgrade::accept(std::make_shared<EchoSession>(closed_with));
    }

    std::uint16_t port() const { return server_.ports()[0]; }
    Server& server() { return server_; }

    Metrics metrics;
    std::atomic<int> closed_with{0};      // The code of the last on_close.
    std::atomic<bool> broken_off{false};  // An upload's reader was told body_broken_off.

private:
    static ServerOptions options(const Limits& limits, std::size_t io_threads) {
        ServerOptions made;
        made.limits = limits;
        made.io_threads = io_threads;
        made.listen.push_back({"127.0.0.1", 0, false});
        return made;
    }
    static Task<> sleep(Duration duration) {
        boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, duration);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
    Task<Response> upload(Request& request) {
        std::size_t size = 0;
        for (;;) {
            const auto chunk = co_await request.body_reader->next();
            if (!chunk) {
                broken_off = chunk.error().reason == "body_broken_off";
                co_return Response::problem(400, chunk.error().reason);
            }
            if (chunk->empty()) break;
            size += chunk->size();
            if (request.headers.has("x-slow")) co_await sleep(1ms);
        }
        co_return Response::text(200, "took " + std::to_string(size));
    }

    Server server_;
};

// What `condition` becomes within a few seconds.
template <class F>
bool eventually(F condition) {
    for (int i = 0; i < 500; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

}  // namespace parley::http::testing
