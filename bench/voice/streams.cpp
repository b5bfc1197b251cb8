#include "bench/voice/streams.hpp"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <stdexcept>

namespace parley::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t header_size = 12;
constexpr std::size_t payload_size = 160;
constexpr int slots = 20;  // Of a millisecond.
constexpr int buffer_bytes = 4 << 20;

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int bound(std::uint16_t port) {
    const int handle = ::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    if (handle < 0 ||
        ::bind(handle, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("no socket");
    return handle;
}

}  // namespace

Streams::Streams(std::size_t count) : streams_(count), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    for (Stream& stream : streams_) {
        stream.handle = bound(0);
        sockaddr_in address{};
        socklen_t size = sizeof address;
        ::getsockname(stream.handle, reinterpret_cast<sockaddr*>(&address), &size);
        stream.port = ntohs(address.sin_port);
        stream.to = loopback(0);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = &stream;
        ::epoll_ctl(epoll_, EPOLL_CTL_ADD, stream.handle, &event);
    }
}

Streams::~Streams() {
    for (const Stream& stream : streams_) ::close(stream.handle);
    ::close(epoll_);
}

void Streams::send(Stream& stream) {
    std::array<std::uint8_t, header_size + payload_size> packet{};
    packet.fill(0xd5);
    packet[0] = 0x80;
    packet[1] = 8;
    packet[2] = static_cast<std::uint8_t>(stream.sequence >> 8);
    packet[3] = static_cast<std::uint8_t>(stream.sequence);
    const auto timestamp = static_cast<std::uint32_t>(stream.sequence) * payload_size;
    for (int byte = 0; byte < 4; ++byte) {
        packet[static_cast<std::size_t>(4 + byte)] =
            static_cast<std::uint8_t>(timestamp >> (24 - 8 * byte));
        packet[static_cast<std::size_t>(8 + byte)] = static_cast<std::uint8_t>(stream.port >> 8);
    }
    ++stream.sequence;
    ::sendto(stream.handle, packet.data(), packet.size(), 0,
             reinterpret_cast<const sockaddr*>(&stream.to), sizeof stream.to);
}

void Streams::receive(Stream& stream) {
    std::array<std::uint8_t, 512> packet{};
    while (::recv(stream.handle, packet.data(), packet.size(), 0) >=
           static_cast<ssize_t>(header_size)) {
        constexpr std::uint8_t payload_type = 8;
        if ((packet[1] & 0x7f) != payload_type) continue;  // RTCP of the stream one port below.
        const auto now = Clock::now();
        const auto sequence = static_cast<std::uint16_t>(packet[2] << 8 | packet[3]);
        if (!stream.has_begun) {
            stream.has_begun = true;
            stream.first = sequence;
            stream.first_at = now;
        }
        const int number = static_cast<std::int16_t>(sequence - stream.first);
        stream.last = std::max(stream.last, number);
        const auto offset = now - stream.first_at - number * std::chrono::milliseconds(20);
        stream.offsets.push_back(static_cast<std::int32_t>(
            std::chrono::duration_cast<std::chrono::microseconds>(offset).count()));
    }
}

Heard Streams::run(std::chrono::milliseconds duration) {
    for (Stream& stream : streams_) {
        stream.has_begun = false;
        stream.last = 0;
        stream.offsets.clear();
        stream.offsets.reserve(static_cast<std::size_t>(duration.count() / 20 + 50));
    }
    const int timer = ::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    itimerspec every{};
    every.it_interval.tv_nsec = every.it_value.tv_nsec = 1'000'000;
    ::timerfd_settime(timer, 0, &every, nullptr);
    Heard heard;
    std::array<epoll_event, 512> events{};
    for (std::int64_t ms = 0; ms < duration.count();) {
        std::uint64_t due = 0;
        if (::read(timer, &due, sizeof due) < 0) continue;
        for (; due > 0; --due, ++ms) {
            for (std::size_t at = static_cast<std::size_t>(ms % slots); at < streams_.size();
                 at += slots) {
                send(streams_[at]);
                ++heard.sent;
            }
        }
        for (int count; (count = ::epoll_wait(epoll_, events.data(), events.size(), 0)) > 0;) {
            for (int at = 0; at < count; ++at)
                receive(*static_cast<Stream*>(events[static_cast<std::size_t>(at)].data.ptr));
            if (count < static_cast<int>(events.size())) break;
        }
    }
    ::close(timer);
    std::vector<std::int32_t> late;
    for (const Stream& stream : streams_) {
        heard.heard += static_cast<double>(stream.offsets.size());
        heard.expected += stream.has_begun ? stream.last + 1 : 50;
        if (stream.offsets.empty()) continue;
        const std::int32_t quickest = *std::ranges::min_element(stream.offsets);
        for (const std::int32_t offset : stream.offsets) late.push_back(offset - quickest);
    }
    if (late.empty()) return heard;
    std::ranges::sort(late);
    heard.late_p99_ms = late[late.size() * 99 / 100] / 1'000.0;
    heard.late_worst_ms = late.back() / 1'000.0;
    return heard;
}

void run_udp_echo(std::uint16_t port) {
    const int handle = bound(port);
    ::setsockopt(handle, SOL_SOCKET, SO_RCVBUF, &buffer_bytes, sizeof buffer_bytes);
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    epoll_event event{};
    event.events = EPOLLIN;
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, handle, &event);
    std::array<std::uint8_t, 512> packet{};
    for (;;) {
        ::epoll_wait(epoll, &event, 1, -1);
        sockaddr_in from{};
        socklen_t size = sizeof from;
        for (ssize_t got; (got = ::recvfrom(handle, packet.data(), packet.size(), 0,
                                            reinterpret_cast<sockaddr*>(&from), &size)) > 0;)
            ::sendto(handle, packet.data(), static_cast<std::size_t>(got), 0,
                     reinterpret_cast<const sockaddr*>(&from), size);
    }
}

}  // namespace parley::bench
