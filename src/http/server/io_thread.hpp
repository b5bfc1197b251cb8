// One IO thread: its io_context, one acceptor per address, its connections, and a tick that checks
// every connection's deadlines.
#pragma once

#include <atomic>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <thread>
#include <vector>

#include "http/server/connection.hpp"
#include "http/server/host.hpp"

namespace parley::http {

class IoThread {
public:
    static constexpr std::size_t buffer_size = 64 * 1024;
    static constexpr Duration tick = 250ms;
    static constexpr Duration drain_tick = 20ms;
    // Between two connections sent away: few are gone at once, thousands return in good order.
    static constexpr Duration drain_pace = 1ms;

    struct Shared {
        const Limits& limits;
        Handler& handler;
        WebSocketHandler& websockets;
        ServerMetrics& metrics;
        const TlsContext* tls;             // Null where no address is TLS.
        std::atomic<std::size_t> open{0};  // Connections of all threads.
    };

    IoThread(Shared& shared, std::string request_id_prefix);
    ~IoThread();

    // Before run(). The port in use; throws std::runtime_error where it cannot listen. The `first`
    // thread insists on a free port, the others share it.
    std::uint16_t listen(const std::string& address, std::uint16_t port, bool tls, bool first);
    void run();
    // From another thread: stop accepting and bring every connection to its end within `spread`.
    void drain(Duration spread);
    // From another thread: drop what is left, end the thread, wait for it.
    void stop();
    Executor executor() { return context_.get_executor(); }

private:
    using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
    using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, Executor>;
    using Timer = boost::asio::basic_waitable_timer<
        std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;

    struct Listener {
        Acceptor acceptor;
        bool tls;
    };

    Acceptor bind(const boost::asio::ip::tcp::endpoint& endpoint, bool shared);
    void accept(Listener& listener);
    void admit(Socket socket, bool tls);
    void pause_accepting(Listener& listener);
    void schedule_tick();
    void check_time();
    void serve();

    Shared& shared_;
    boost::asio::io_context context_{1};
    Poller poller_;
    std::unique_ptr<char[]> buffer_;
    Host host_;
    Timer tick_;
    Timer accept_pause_;
    std::vector<std::unique_ptr<Listener>> listeners_;
    std::thread thread_;
};

}  // namespace parley::http
