#include "voice/sip/packet_filter.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <memory>
#include <vector>

namespace parley::voice {
namespace {

class Socket {
public:
    Socket(int type, const char* address, std::uint16_t port = 0) {
        const bool is_v6 = IpAddress::parse(address)->is_v4() == false;
        socket_ = ::socket(is_v6 ? AF_INET6 : AF_INET, type, 0);
        const int yes = 1;
        ::setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        const sockaddr_storage own = at(address, port);
        REQUIRE(::bind(socket_, reinterpret_cast<const sockaddr*>(&own), size(own)) == 0);
    }
    ~Socket() {
        ::close(socket_);
        for (const int one : taken_) ::close(one);
    }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    std::uint16_t port() const {
        sockaddr_in6 own{};
        socklen_t length = sizeof own;
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&own), &length);
        return ntohs(own.sin6_port);
    }
    void send(const char* address, std::uint16_t port) const {
        const sockaddr_storage to = at(address, port);
        ::sendto(socket_, "x", 1, 0, reinterpret_cast<const sockaddr*>(&to), size(to));
    }
    bool connects(const char* address, std::uint16_t port) const {
        const sockaddr_storage to = at(address, port);
        timeval patience{0, 300'000};
        ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        return ::connect(socket_, reinterpret_cast<const sockaddr*>(&to), size(to)) == 0;
    }
    bool hears() const {
        pollfd waiting{socket_, POLLIN, 0};
        if (::poll(&waiting, 1, 200) != 1) return false;
        char byte = 0;
        ::recv(socket_, &byte, 1, 0);
        return true;
    }
    void listen() const { REQUIRE(::listen(socket_, 5) == 0); }
    void takes() const { taken_.push_back(::accept(socket_, nullptr, nullptr)); }
    bool is_closed() const {
        char byte = 0;
        return ::recv(socket_, &byte, 1, MSG_DONTWAIT | MSG_PEEK) == 0;
    }

private:
    static sockaddr_storage at(const char* address, std::uint16_t port) {
        sockaddr_storage made{};
        sockaddr_in v4{};
        sockaddr_in6 v6{};
        if (::inet_pton(AF_INET, address, &v4.sin_addr) == 1) {
            v4.sin_family = AF_INET;
            v4.sin_port = htons(port);
            std::memcpy(&made, &v4, sizeof v4);
        } else {
            ::inet_pton(AF_INET6, address, &v6.sin6_addr);
            v6.sin6_family = AF_INET6;
            v6.sin6_port = htons(port);
            std::memcpy(&made, &v6, sizeof v6);
        }
        return made;
    }
    static socklen_t size(const sockaddr_storage& address) {
        return address.ss_family == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6);
    }
    int socket_ = -1;
    mutable std::vector<int> taken_;
};

std::vector<IpAddress> addresses(std::initializer_list<const char*> texts) {
    std::vector<IpAddress> all;
    for (const char* text : texts) all.push_back(*IpAddress::parse(text));
    return all;
}

TEST_CASE("datagrams of whom is banned are not heard, others' are, until they are let go") {
    const Socket ours(SOCK_DGRAM, "127.0.0.1");
    const Socket banned(SOCK_DGRAM, "127.0.0.3");
    const Socket other(SOCK_DGRAM, "127.0.0.4");
    PacketFilter filter;
    const std::uint16_t port = ours.port();
    filter.watch({&port, 1});
    filter.drop(addresses({"192.0.2.1", "2001:db8::1", "127.0.0.3"}));
    REQUIRE(filter.holds());
    banned.send("127.0.0.1", port);
    CHECK_FALSE(ours.hears());
    other.send("127.0.0.1", port);
    CHECK(ours.hears());
    filter.drop({});
    banned.send("127.0.0.1", port);
    CHECK(ours.hears());
}

TEST_CASE("connections of whom is banned are not taken, and those they have are closed") {
    const Socket ours(SOCK_STREAM, "127.0.0.1");
    ours.listen();
    const std::uint16_t port = ours.port();
    PacketFilter filter;
    filter.watch({&port, 1});
    const Socket early(SOCK_STREAM, "127.0.0.3");
    REQUIRE(early.connects("127.0.0.1", port));
    filter.drop(addresses({"127.0.0.3"}));
    CHECK_FALSE(Socket(SOCK_STREAM, "127.0.0.3").connects("127.0.0.1", port));
    CHECK(Socket(SOCK_STREAM, "127.0.0.4").connects("127.0.0.1", port));
}

TEST_CASE("of IPv6 the network of 64 bits is meant") {
    const Socket ours(SOCK_DGRAM, "::1");
    const Socket other(SOCK_DGRAM, "::1");
    const std::uint16_t port = ours.port();
    PacketFilter filter;
    filter.watch({&port, 1});
    filter.drop(addresses({"::2", "2001:db8::1"}));
    other.send("::1", port);
    CHECK_FALSE(ours.hears());
    filter.drop(addresses({"0:0:0:1::1", "127.0.0.1"}));
    other.send("::1", port);
    CHECK(ours.hears());
}

TEST_CASE("the largest filter is taken by the kernel") {
    const Socket ours(SOCK_DGRAM, "::1");
    const std::uint16_t port = ours.port();
    std::vector<IpAddress> many;
    for (std::size_t number = 0; number < PacketFilter::addresses_max + 10; ++number)
        many.push_back(*IpAddress::parse(fmt::format("2001:db8:0:{:x}::", number)));
    PacketFilter filter;
    filter.watch({&port, 1});
    filter.drop(many);
    CHECK(filter.holds());
}

TEST_CASE(
    "strangers have few connections, and none for long; who is known has as many as they like") {
    const Socket ours(SOCK_STREAM, "127.0.0.1");
    ours.listen();
    const std::uint16_t port = ours.port();
    const auto is_known = [](const IpAddress& one) { return one.text() == "127.0.0.5"; };
    const auto connected = [&](const char* address, std::size_t count) {
        std::vector<std::unique_ptr<Socket>> all;
        for (std::size_t number = 0; number < count; ++number) {
            all.push_back(std::make_unique<Socket>(SOCK_STREAM, address));
            REQUIRE(all.back()->connects("127.0.0.1", port));
            ours.takes();
        }
        return all;
    };
    const auto closed = [](const auto& all) {
        return std::ranges::count_if(all, [](const auto& one) { return one->is_closed(); });
    };
    PacketFilter filter;
    filter.watch({&port, 1});
    const auto strangers = connected("127.0.0.3", PacketFilter::strangers_max + 2);
    const auto known = connected("127.0.0.5", PacketFilter::strangers_max + 2);
    const Instant start = from_ms(1'790'000'000'000);
    filter.close_strangers(is_known, start);
    CHECK(closed(strangers) == 2);
    filter.close_strangers(is_known, start + PacketFilter::stranger_age_max);
    CHECK(closed(strangers) == 2);
    filter.close_strangers(is_known, start + PacketFilter::stranger_age_max + 1ms);
    CHECK(closed(strangers) == static_cast<long>(strangers.size()));
    CHECK(closed(known) == 0);
}

TEST_CASE("a socket that is to take no connections takes none") {
    const auto before = PacketFilter::listening();
    const Socket ours(SOCK_STREAM, "127.0.0.1");
    ours.listen();
    auto now = PacketFilter::listening();
    std::erase_if(now, [&](int one) { return std::ranges::find(before, one) != before.end(); });
    REQUIRE(now.size() == 1);
    PacketFilter filter;
    filter.deafen(now.front());
    CHECK(filter.holds());
    CHECK_FALSE(Socket(SOCK_STREAM, "127.0.0.4").connects("127.0.0.1", ours.port()));
}

}  // namespace
}  // namespace parley::voice
