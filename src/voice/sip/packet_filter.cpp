#include "voice/sip/packet_filter.hpp"

#include <dirent.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace parley::voice {
namespace {

constexpr std::uint32_t whole = 0xffff'ffff;
constexpr std::uint32_t network_header = static_cast<std::uint32_t>(SKF_NET_OFF);
constexpr std::uint32_t source_v4 = network_header + 12;
constexpr std::uint32_t source_v6 = network_header + 8;

std::uint32_t word(const IpAddress& address, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t byte = at; byte < at + 4; ++byte) value = value << 8 | address.bytes[byte];
    return value;
}

sock_filter load(std::uint16_t size, std::uint32_t offset) {
    return BPF_STMT(static_cast<std::uint16_t>(BPF_LD | size | BPF_ABS), offset);
}

sock_filter unless_equal(std::uint32_t value, std::uint8_t skip) {
    return BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, skip);
}

sock_filter result(std::uint32_t bytes) { return BPF_STMT(BPF_RET | BPF_K, bytes); }

// The port a socket is bound to, and of whom it is connected to the address.
struct Bound {
    std::uint16_t port = 0;
    std::optional<IpAddress> peer;
};

std::uint16_t port_of(const sockaddr_storage& address) {
    sockaddr_in6 v6{};
    static_assert(offsetof(sockaddr_in, sin_port) == offsetof(sockaddr_in6, sin6_port));
    std::memcpy(&v6, &address, sizeof v6);
    return ntohs(v6.sin6_port);
}

std::optional<Bound> bound(int socket) {
    sockaddr_storage own{};
    socklen_t size = sizeof own;
    if (::getsockname(socket, reinterpret_cast<sockaddr*>(&own), &size) != 0 ||
        (own.ss_family != AF_INET && own.ss_family != AF_INET6))
        return std::nullopt;
    Bound found{port_of(own), std::nullopt};
    sockaddr_storage peer{};
    size = sizeof peer;
    if (::getpeername(socket, reinterpret_cast<sockaddr*>(&peer), &size) == 0)
        found.peer = IpAddress::of(reinterpret_cast<const sockaddr&>(peer));
    return found;
}

// Sofia tells nobody its sockets: they are looked for.
void each_socket(const std::function<void(int, const Bound&)>& visit) {
    const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir("/proc/self/fd"), &::closedir);
    if (!folder) return;
    while (const dirent* entry = ::readdir(folder.get())) {
        const int socket = std::atoi(entry->d_name);
        if (entry->d_name[0] == '.') continue;
        if (const auto found = bound(socket)) visit(socket, *found);
    }
}

bool attach(int socket, std::vector<sock_filter> program) {
    const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
    return ::setsockopt(socket, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter) == 0;
}

bool is_same_offender(const IpAddress& banned, const IpAddress& address) {
    return Network{banned, banned.is_v4() ? 128 : 64}.contains(address);
}

}  // namespace

std::vector<sock_filter> filter_program(std::span<const IpAddress> banned) {
    std::vector<sock_filter> v4;
    std::vector<sock_filter> v6;
    for (const IpAddress& address : banned) {
        if (address.is_v4()) {
            v4.push_back(unless_equal(word(address, 12), 1));
            v4.push_back(result(0));
        } else {
            v6.push_back(load(BPF_W, source_v6));
            v6.push_back(unless_equal(word(address, 0), 3));
            v6.push_back(load(BPF_W, source_v6 + 4));
            v6.push_back(unless_equal(word(address, 4), 1));
            v6.push_back(result(0));
        }
    }
    std::vector<sock_filter> program;
    program.push_back(load(BPF_B, network_header));
    program.push_back(BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0xf0));
    program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0x40, 1, 0));
    program.push_back(BPF_STMT(BPF_JMP | BPF_JA, static_cast<std::uint32_t>(v4.size() + 2)));
    program.push_back(load(BPF_W, source_v4));
    program.insert(program.end(), v4.begin(), v4.end());
    program.push_back(result(whole));
    program.insert(program.end(), v6.begin(), v6.end());
    program.push_back(result(whole));
    return program;
}

void PacketFilter::watch(std::span<const std::uint16_t> ports) {
    ports_.assign(ports.begin(), ports.end());
}

std::vector<int> PacketFilter::listening() {
    std::vector<int> found;
    each_socket([&](int socket, const Bound&) {
        int is_listening = 0;
        socklen_t size = sizeof is_listening;
        if (::getsockopt(socket, SOL_SOCKET, SO_ACCEPTCONN, &is_listening, &size) == 0 &&
            is_listening != 0)
            found.push_back(socket);
    });
    return found;
}

void PacketFilter::deafen(int socket) { holds_ = attach(socket, {result(0)}) && holds_; }

void PacketFilter::drop(std::span<const IpAddress> banned) {
    const auto held = banned.first(std::min(banned.size(), addresses_max));
    const std::vector<sock_filter> program = filter_program(held);
    each_socket([&](int socket, const Bound& of) {
        if (std::ranges::find(ports_, of.port) == ports_.end()) return;
        if (of.peer) {
            const bool is_banned = std::ranges::any_of(
                banned, [&](const IpAddress& one) { return is_same_offender(one, *of.peer); });
            if (is_banned) ::shutdown(socket, SHUT_RDWR);
        } else {
            holds_ = attach(socket, program) && holds_;
        }
    });
}

void PacketFilter::close_strangers(const std::function<bool(const IpAddress&)>& is_known,
                                   Instant now) {
    std::map<int, Seen> still;
    std::map<IpAddress, std::size_t> counts;
    each_socket([&](int socket, const Bound& of) {
        if (!of.peer || std::ranges::find(ports_, of.port) == ports_.end() || is_known(*of.peer))
            return;
        struct stat status{};
        if (::fstat(socket, &status) != 0) return;
        const auto known = strangers_.find(socket);
        const bool is_same = known != strangers_.end() && known->second.inode == status.st_ino;
        const Seen seen = is_same ? known->second : Seen{status.st_ino, now};
        still[socket] = seen;
        if (++counts[*of.peer] > strangers_max || now - seen.since > stranger_age_max)
            ::shutdown(socket, SHUT_RDWR);
    });
    strangers_ = std::move(still);
}

}  // namespace parley::voice
