#include "http/server/poller.hpp"

#include <sys/epoll.h>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace parley::http {
namespace {

int make_epoll() {
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    if (epoll < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
    return epoll;
}

void control(int epoll, int operation, int socket, Pollable& owner, std::uint32_t events) {
    epoll_event event{};
    event.events = events;
    event.data.ptr = &owner;
    if (::epoll_ctl(epoll, operation, socket, &event) != 0) {
        throw std::system_error(errno, std::generic_category(), "epoll_ctl");
    }
}

}  // namespace

Poller::Poller(Executor executor) : epoll_(executor, make_epoll()) {}

void Poller::start() { wait(); }

void Poller::add(int socket, Pollable& owner) {
    control(epoll_.native_handle(), EPOLL_CTL_ADD, socket, owner, EPOLLIN);
}

void Poller::set_interest(int socket, Pollable& owner, bool read, bool write) {
    const std::uint32_t events = (read ? EPOLLIN : 0U) | (write ? EPOLLOUT : 0U);
    control(epoll_.native_handle(), EPOLL_CTL_MOD, socket, owner, events);
}

void Poller::remove(int socket, std::shared_ptr<Pollable> owner) {
    ::epoll_ctl(epoll_.native_handle(), EPOLL_CTL_DEL, socket, nullptr);
    removed_.push_back(std::move(owner));
}

void Poller::wait() {
    epoll_.async_wait(decltype(epoll_)::wait_read, [this](boost::system::error_code error) {
        if (error) return;
        serve_batch();
        wait();
    });
}

void Poller::serve_batch() {
    std::array<epoll_event, batch_max> events;  // NOLINT: the kernel fills it.
    const int count = ::epoll_wait(epoll_.native_handle(), events.data(), batch_max, 0);
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = events[static_cast<std::size_t>(i)];
        const Readiness readiness{.readable = (event.events & EPOLLIN) != 0,
                                  .writable = (event.events & EPOLLOUT) != 0,
                                  .broken = (event.events & (EPOLLERR | EPOLLHUP)) != 0};
        static_cast<Pollable*>(event.data.ptr)->on_ready(readiness);
    }
    removed_.clear();
}

}  // namespace parley::http
