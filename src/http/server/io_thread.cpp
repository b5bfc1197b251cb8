#include "http/server/io_thread.hpp"

#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <algorithm>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <stdexcept>
#include <utility>

#include "base/log.hpp"
#include "base/thread_name.hpp"
#include "http/server/http_session.hpp"

namespace parley::http {
namespace {

using boost::asio::ip::tcp;
using ReusePort = boost::asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

constexpr int backlog = 4'096;
constexpr Duration accept_pause = 100ms;  // After running out of descriptors.

template <class Socket>
std::string address_of(Socket& socket) {
    boost::system::error_code ignored;
    const auto address = socket.remote_endpoint(ignored).address();
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        return make_address_v4(boost::asio::ip::v4_mapped, address.to_v6()).to_string();
    }
    return address.to_string();
}

}  // namespace

IoThread::IoThread(Shared& shared, std::string request_id_prefix)
    : shared_(shared),
      poller_(context_.get_executor()),
      buffer_(std::make_unique<char[]>(buffer_size)),
      host_{shared.limits,
            shared.handler,
            shared.websockets,
            shared.metrics,
            context_.get_executor(),
            poller_,
            shared.open,
            {buffer_.get(), buffer_size},
            LateFlushes(context_.get_executor()),
            {},
            std::move(request_id_prefix)},
      tick_(context_.get_executor()),
      accept_pause_(context_.get_executor()) {}

IoThread::~IoThread() { stop(); }

IoThread::Acceptor IoThread::bind(const tcp::endpoint& endpoint, bool shared) {
    Acceptor acceptor(context_.get_executor(), endpoint.protocol());
    acceptor.set_option(tcp::acceptor::reuse_address(true));
    acceptor.set_option(ReusePort(shared));
    if (endpoint.protocol() == tcp::v6()) {
        acceptor.set_option(boost::asio::ip::v6_only(!endpoint.address().is_unspecified()));
    }
    acceptor.bind(endpoint);
    return acceptor;
}

std::uint16_t IoThread::listen(const std::string& address, std::uint16_t port, bool tls,
                               bool first) {
    try {
        tcp::endpoint endpoint(boost::asio::ip::make_address(address), port);
        // SO_REUSEPORT would let a second server in beside us, or us beside it, and split the
        // visitors between them: so the port must be free without it.
        if (first) endpoint = bind(endpoint, false).local_endpoint();
        Acceptor acceptor = bind(endpoint, true);
        acceptor.listen(backlog);
        const std::uint16_t actual = acceptor.local_endpoint().port();
        listeners_.push_back(std::make_unique<Listener>(std::move(acceptor), tls));
        return actual;
    } catch (const boost::system::system_error& error) {
        throw std::runtime_error(
            fmt::format("cannot listen on {} port {}: {}", address, port, error.code().message()));
    }
}

void IoThread::run() {
    for (const auto& listener : listeners_) accept(*listener);
    poller_.start();
    schedule_tick();
    thread_ = std::thread([this] { serve(); });
}

// What one connection throws must not take the others along.
void IoThread::serve() {
    name_thread("io");
    for (;;) {
        try {
            context_.run();
            return;
        } catch (const std::exception& error) {
            log_error("io_thread_exception", {{"error", error.what()}});
        }
    }
}

void IoThread::accept(Listener& listener) {
    listener.acceptor.async_accept(
        [this, &listener](boost::system::error_code error, Socket socket) {
            if (error == boost::asio::error::operation_aborted || host_.draining) return;
            if (error) {
                log_warning("accept_failed", {{"error", error.message()}});
                return pause_accepting(listener);
            }
            admit(std::move(socket), listener.tls);
            accept(listener);
        });
}

void IoThread::pause_accepting(Listener& listener) {
    accept_pause_.expires_after(accept_pause);
    accept_pause_.async_wait([this, &listener](boost::system::error_code) {
        if (!host_.draining) accept(listener);
    });
}

void IoThread::admit(Socket socket, bool tls) {
    if (shared_.open.load(std::memory_order_relaxed) >= host_.limits.connections_max) {
        host_.metrics.refused_full.add();
        return;  // Closes it.
    }
    host_.metrics.accepted.add();
    host_.metrics.connections.add(1);
    shared_.open.fetch_add(1, std::memory_order_relaxed);
    std::string address = address_of(socket);
    socket.native_non_blocking(true);
    auto connection = std::make_shared<Connection>(socket.release(), std::move(address),
                                                   tls ? shared_.tls : nullptr, host_);
    host_.connections.add(connection);
    connection->start(std::make_shared<HttpSession>(connection));
}

void IoThread::schedule_tick() {
    tick_.expires_after(host_.draining ? drain_tick : tick);
    tick_.async_wait([this](boost::system::error_code error) {
        if (error) return;
        schedule_tick();  // First, so that no exception can stop the clock.
        check_time();
    });
}

void IoThread::check_time() {
    const auto now = std::chrono::steady_clock::now();
    for (std::size_t i = host_.connections.size(); i-- > 0;) {
        const std::shared_ptr<Connection> connection = host_.connections[i];
        connection->check_time(now);
    }
}

void IoThread::drain(Duration spread) {
    boost::asio::post(context_, [this, spread] {
        host_.draining = true;
        for (const auto& listener : listeners_) listener->acceptor.close();
        const std::size_t count = host_.connections.size();
        const auto now = std::chrono::steady_clock::now();
        const Duration whole = std::min(spread, drain_pace * static_cast<Duration::rep>(count));
        for (std::size_t i = 0; i < count; ++i) {
            host_.connections[i]->drain_at = now + whole * i / count;
        }
        tick_.cancel();
        schedule_tick();
    });
}

void IoThread::stop() {
    if (!thread_.joinable()) return;
    boost::asio::post(context_, [this] {
        host_.draining = true;
        for (std::size_t i = host_.connections.size(); i-- > 0;) {
            const std::shared_ptr<Connection> connection = host_.connections[i];
            connection->lose();
        }
        context_.stop();
    });
    thread_.join();
}

}  // namespace parley::http
