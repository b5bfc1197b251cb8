#include "bench/ws/raw_echo.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <array>
#include <cstdlib>

namespace parley::bench {
namespace {

void watch(int epoll, int socket) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = socket;
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event);
}

void accept_all(int epoll, int listener) {
    for (;;) {
        const int socket = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK);
        if (socket < 0) return;
        const int on = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        watch(epoll, socket);
    }
}

}  // namespace

void run_raw_echo(std::uint16_t port) {
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    const int on = 1;
    ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool bound = ::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    if (!bound || ::listen(listener, 4096) != 0) std::abort();
    const int epoll = ::epoll_create1(0);
    watch(epoll, listener);
    std::array<epoll_event, 128> events;
    std::array<char, 64 * 1024> buffer;
    for (;;) {
        const int count = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), -1);
        for (int i = 0; i < count; ++i) {
            const int socket = events[static_cast<std::size_t>(i)].data.fd;
            if (socket == listener) {
                accept_all(epoll, listener);
                continue;
            }
            const ssize_t size = ::recv(socket, buffer.data(), buffer.size(), 0);
            if (size > 0) {
                // The load keeps less than a socket's buffer in flight, so this is never partial.
                ::send(socket, buffer.data(), static_cast<std::size_t>(size), MSG_NOSIGNAL);
            } else {
                ::close(socket);
            }
        }
    }
}

}  // namespace parley::bench
