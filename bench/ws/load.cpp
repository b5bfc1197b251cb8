#include "bench/ws/load.hpp"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <vector>

#include "bench/ws/client.hpp"
#include "bench/ws/process.hpp"
#include "bench/ws/wire.hpp"

namespace parley::bench {
namespace {

void send_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t size = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (size <= 0) throw std::runtime_error("load: a connection broke");
        bytes.remove_prefix(static_cast<std::size_t>(size));
    }
}

// Sends, waits for the echo, sends again, on all connections at once. The number of echoes.
std::uint64_t exchange(const Load& load, const std::vector<int>& sockets) {
    std::string frame;
    append_frame(frame, text_opcode, std::string(static_cast<std::size_t>(load.payload_size), 'a'));
    const std::size_t echo_size = load.websocket ? frame.size() - 4 : frame.size();
    const int epoll = ::epoll_create1(0);
    std::vector<std::size_t> missing(sockets.size(), echo_size);
    for (std::size_t i = 0; i < sockets.size(); ++i) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = i;
        ::epoll_ctl(epoll, EPOLL_CTL_ADD, sockets[i], &event);
        send_all(sockets[i], frame);
    }
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(load.seconds);
    std::uint64_t echoes = 0;
    std::array<epoll_event, 128> events;
    std::array<char, 4096> buffer;
    while (std::chrono::steady_clock::now() < end) {
        const int count = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), 100);
        for (int e = 0; e < count; ++e) {
            const std::size_t i = events[static_cast<std::size_t>(e)].data.u64;
            const ssize_t size = ::recv(sockets[i], buffer.data(), missing[i], 0);
            if (size <= 0) throw std::runtime_error("load: a connection broke");
            missing[i] -= static_cast<std::size_t>(size);
            if (missing[i] > 0) continue;
            ++echoes;
            missing[i] = echo_size;
            send_all(sockets[i], frame);
        }
    }
    return echoes;
}

struct Pipe {
    Pipe() {
        if (::pipe(ends) != 0) throw std::runtime_error("pipe failed");
    }
    ~Pipe() {
        ::close(ends[0]);
        ::close(ends[1]);
    }
    void put(std::uint64_t value) const {
        if (::write(ends[1], &value, sizeof value) != sizeof value) ::_exit(1);
    }
    std::uint64_t take() const {
        std::uint64_t value = 0;
        if (::read(ends[0], &value, sizeof value) != sizeof value) {
            throw std::runtime_error("load: the client process failed");
        }
        return value;
    }
    int ends[2];
};

constexpr std::uint64_t failed = ~0ULL;

std::uint64_t take_checked(const Pipe& pipe) {
    const std::uint64_t value = pipe.take();
    if (value == failed) throw std::runtime_error("load: the client process failed");
    return value;
}

}  // namespace

LoadResult run_load(const Load& load, int server) {
    const Pipe from_client;
    const Pipe to_client;
    Child client([&] {
        try {
            std::vector<int> sockets;
            for (int i = 0; i < load.connections; ++i) {
                sockets.push_back(load.websocket ? open_websocket({load.port, false}, i)
                                                 : connect_to(load.port, i));
            }
            from_client.put(0);
            to_client.take();
            from_client.put(exchange(load, sockets));
        } catch (const std::exception&) {
            from_client.put(failed);
        }
    });
    take_checked(from_client);
    const double before = cpu_seconds(server);
    to_client.put(0);
    LoadResult result;
    result.messages = take_checked(from_client);
    result.server_cpu_seconds = cpu_seconds(server) - before;
    client.wait();
    return result;
}

double idle_bytes(const Target& target, int connections, int server) {
    const Pipe from_client;
    const Pipe to_client;
    const std::int64_t before = resident_bytes(server);
    Child client([&] {
        try {
            for (int i = 0; i < connections; ++i) open_websocket(target, i);
            from_client.put(0);
            to_client.take();
        } catch (const std::exception&) {
            from_client.put(failed);
        }
    });
    take_checked(from_client);
    const std::int64_t gained = resident_bytes(server) - before;
    to_client.put(0);
    client.wait();
    return static_cast<double>(gained) / connections;
}

double handshakes_per_second(const Target& target, int clients, double seconds) {
    const Pipe counts;
    std::vector<std::unique_ptr<Child>> children;
    for (int client = 0; client < clients; ++client) {
        children.push_back(std::make_unique<Child>([&] {
            try {
                std::uint64_t count = 0;
                const auto end =
                    std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
                for (; std::chrono::steady_clock::now() < end; ++count) {
                    const int socket = open_websocket(target, 0);
                    leave_at_once(socket);
                }
                counts.put(count);
            } catch (const std::exception&) {
                counts.put(failed);
            }
        }));
    }
    std::uint64_t all = 0;
    for (const auto& child : children) {
        all += take_checked(counts);
        child->wait();
    }
    return static_cast<double>(all) / seconds;
}

}  // namespace parley::bench
