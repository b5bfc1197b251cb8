#include "http/server/server.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <algorithm>
#include <csignal>
#include <optional>
#include <thread>
#include <utility>

#include "base/assert.hpp"
#include "base/log.hpp"
#include "base/random.hpp"
#include "http/server/io_thread.hpp"
#include "http/server/server_metrics.hpp"

namespace parley::http {

namespace {

// The soft limit is often 1,024: far below connections_max.
void raise_file_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

struct Server::State {
    State(ServerOptions given, Handler& handler, WebSocketHandler& websockets, Metrics& registry)
        : options(std::move(given)),
          metrics(registry),
          shared{options.limits, handler, websockets, metrics, nullptr} {}

    ServerOptions options;
    ServerMetrics metrics;
    std::optional<TlsContext> tls;
    IoThread::Shared shared;
    std::vector<std::unique_ptr<IoThread>> threads;
    std::vector<std::uint16_t> ports;
};

Server::Server(ServerOptions options, Handler& handler, WebSocketHandler& websockets,
               Metrics& metrics)
    : state_(std::make_unique<State>(std::move(options), handler, websockets, metrics)) {}

Server::~Server() { drain(Duration(0)); }

void Server::start(
    const std::function<void(std::span<const boost::asio::any_io_executor>)>& before_accepting) {
    PARLEY_ASSERT(state_->threads.empty());
    std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes to sockets whose peer may be gone.
    raise_file_limit();
    const ServerOptions& options = state_->options;
    PARLEY_ASSERT(options.io_threads > 0);
    if (std::ranges::any_of(options.listen, &ListenAddress::tls)) {
        state_->tls.emplace(options.certificate_file, options.key_file);
        state_->shared.tls = &*state_->tls;
    }
    for (const ListenAddress& listen : options.listen) state_->ports.push_back(listen.port);
    SystemRng rng;
    std::vector<std::unique_ptr<IoThread>> threads;
    for (std::size_t i = 0; i < options.io_threads; ++i) {
        const std::string prefix = fmt::format("{:08x}{:x}-", rng.next() & 0xffffffff, i);
        auto thread = std::make_unique<IoThread>(state_->shared, prefix);
        for (std::size_t at = 0; at < options.listen.size(); ++at) {
            const ListenAddress& listen = options.listen[at];
            std::uint16_t& port = state_->ports[at];
            port = thread->listen(listen.address, port, listen.tls, i == 0);
        }
        threads.push_back(std::move(thread));
    }
    state_->threads = std::move(threads);
    std::vector<boost::asio::any_io_executor> executors;
    for (std::size_t i = 0; i < options.io_threads; ++i) executors.push_back(executor(i));
    if (before_accepting) before_accepting(executors);
    for (const auto& thread : state_->threads) thread->run();
    for (std::size_t at = 0; at < options.listen.size(); ++at) {
        log_info("listening", {{"address", options.listen[at].address},
                               {"port", state_->ports[at]},
                               {"tls", options.listen[at].tls}});
    }
}

std::vector<std::uint16_t> Server::ports() const { return state_->ports; }

boost::asio::any_io_executor Server::executor(std::size_t index) const {
    PARLEY_ASSERT(index < state_->threads.size());
    return state_->threads[index]->executor();
}

std::size_t Server::connections() const {
    return state_->shared.open.load(std::memory_order_relaxed);
}

void Server::drain(Duration deadline) {
    const auto give_up_at = std::chrono::steady_clock::now() + deadline;
    for (const auto& thread : state_->threads) thread->drain(deadline / 2);
    constexpr Duration step = 10ms;
    while (connections() > 0 && std::chrono::steady_clock::now() < give_up_at) {
        std::this_thread::sleep_for(step);
    }
    for (const auto& thread : state_->threads) thread->stop();
}

}  // namespace parley::http
