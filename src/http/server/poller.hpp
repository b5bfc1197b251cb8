// Readiness of a thread's sockets, by an epoll of our own nested in Asio's.
//
// Asio's async_wait costs a system call to arm for every message; here a socket's interest is
// declared once and stays, so that an echo is one recv and one send (docs/benchmarks.md,
// ws.echo_ratio). Asio sees one descriptor only, and timers, posts and coroutines run as ever
// between two batches. Thread: its IO thread only.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <memory>
#include <vector>

namespace parley::http {

using Executor = boost::asio::io_context::executor_type;

struct Readiness {
    bool readable = false;
    bool writable = false;
    bool broken = false;  // Reset, or closed on both sides.
};

class Pollable {
public:
    virtual ~Pollable() = default;
    virtual void on_ready(Readiness readiness) = 0;
};

class Poller {
public:
    static constexpr int batch_max = 128;

    // Throws std::system_error where the system has no more descriptors.
    explicit Poller(Executor executor);

    void start();
    void add(int socket, Pollable& owner);
    void set_interest(int socket, Pollable& owner, bool read, bool write);
    // The owner may still be named by the batch under way, so it is kept until that is over.
    void remove(int socket, std::shared_ptr<Pollable> owner);

private:
    void wait();
    void serve_batch();

    boost::asio::posix::basic_stream_descriptor<Executor> epoll_;
    std::vector<std::shared_ptr<Pollable>> removed_;
};

}  // namespace parley::http
