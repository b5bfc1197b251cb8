#include "voice/media/udp_socket.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <string_view>
#include <utility>

namespace parley::voice {
namespace {

// The kernel's own views of one storage.
const sockaddr_in& as_v4(const sockaddr_storage& storage) {
    return *reinterpret_cast<const sockaddr_in*>(&storage);
}
const sockaddr_in6& as_v6(const sockaddr_storage& storage) {
    return *reinterpret_cast<const sockaddr_in6*>(&storage);
}

}  // namespace

std::optional<Endpoint> Endpoint::parse(const std::string& address, std::uint16_t port) {
    sockaddr_storage storage{};
    auto& v4 = reinterpret_cast<sockaddr_in&>(storage);
    if (inet_pton(AF_INET, address.c_str(), &v4.sin_addr) == 1) {
        v4.sin_family = AF_INET;
        v4.sin_port = htons(port);
        return Endpoint(storage);
    }
    auto& v6 = reinterpret_cast<sockaddr_in6&>(storage);
    if (inet_pton(AF_INET6, address.c_str(), &v6.sin6_addr) == 1) {
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(port);
        return Endpoint(storage);
    }
    return std::nullopt;
}

std::string Endpoint::address() const {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (storage_.ss_family == AF_INET)
        inet_ntop(AF_INET, &as_v4(storage_).sin_addr, text.data(), text.size());
    if (storage_.ss_family == AF_INET6)
        inet_ntop(AF_INET6, &as_v6(storage_).sin6_addr, text.data(), text.size());
    return text.data();
}

std::uint16_t Endpoint::port() const {
    if (storage_.ss_family == AF_INET) return ntohs(as_v4(storage_).sin_port);
    if (storage_.ss_family == AF_INET6) return ntohs(as_v6(storage_).sin6_port);
    return 0;
}

bool Endpoint::has_address_of(const Endpoint& other) const {
    if (storage_.ss_family != other.storage_.ss_family) return false;
    if (storage_.ss_family == AF_INET)
        return as_v4(storage_).sin_addr.s_addr == as_v4(other.storage_).sin_addr.s_addr;
    if (storage_.ss_family == AF_INET6)
        return IN6_ARE_ADDR_EQUAL(&as_v6(storage_).sin6_addr, &as_v6(other.storage_).sin6_addr);
    return true;
}

std::size_t Endpoint::hash() const {
    const bool is_v6 = storage_.ss_family == AF_INET6;
    const void* raw = is_v6 ? static_cast<const void*>(&as_v6(storage_).sin6_addr)
                            : static_cast<const void*>(&as_v4(storage_).sin_addr);
    const std::string_view address(static_cast<const char*>(raw), is_v6 ? 16 : 4);
    return std::hash<std::string_view>{}(address) ^ (std::size_t{port()} << 17);
}

Endpoint Endpoint::as_mapped() const {
    if (storage_.ss_family != AF_INET) return *this;
    sockaddr_storage storage{};
    auto& v6 = reinterpret_cast<sockaddr_in6&>(storage);
    v6.sin6_family = AF_INET6;
    v6.sin6_port = as_v4(storage_).sin_port;
    v6.sin6_addr.s6_addr[10] = v6.sin6_addr.s6_addr[11] = 0xff;
    std::memcpy(&v6.sin6_addr.s6_addr[12], &as_v4(storage_).sin_addr, 4);
    return Endpoint(storage);
}

Endpoint Endpoint::as_plain() const {
    if (storage_.ss_family != AF_INET6 || !IN6_IS_ADDR_V4MAPPED(&as_v6(storage_).sin6_addr))
        return *this;
    sockaddr_storage storage{};
    auto& v4 = reinterpret_cast<sockaddr_in&>(storage);
    v4.sin_family = AF_INET;
    v4.sin_port = as_v6(storage_).sin6_port;
    std::memcpy(&v4.sin_addr, &as_v6(storage_).sin6_addr.s6_addr[12], 4);
    return Endpoint(storage);
}

const sockaddr* Endpoint::data() const { return reinterpret_cast<const sockaddr*>(&storage_); }

socklen_t Endpoint::size() const {
    return storage_.ss_family == AF_INET6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
}

Result<UdpSocket> UdpSocket::bind(const std::string& address, std::uint16_t port) {
    const auto wanted = Endpoint::parse(address, port);
    if (!wanted) return refuse(Code::invalid, "bad_address");
    const int handle =
        ::socket(wanted->data()->sa_family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (handle < 0) return refuse(Code::over_limit, "no_socket");
    UdpSocket socket(handle, port);
    const int off = 0;
    if (wanted->data()->sa_family == AF_INET6)
        ::setsockopt(handle, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
    if (::bind(handle, wanted->data(), wanted->size()) != 0)
        return refuse(Code::conflict, errno == EADDRINUSE ? "port_taken" : "bad_address");
    socket.is_v6_ = wanted->data()->sa_family == AF_INET6;
    const int on = 1;
    ::setsockopt(handle, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
    socket.port_ = socket.local().port();
    return socket;
}

UdpSocket::~UdpSocket() {
    if (handle_ >= 0) ::close(handle_);
}

UdpSocket::UdpSocket(UdpSocket&& other) noexcept
    : handle_(std::exchange(other.handle_, -1)),
      port_(other.port_),
      is_v6_(other.is_v6_),
      lease_(std::move(other.lease_)) {}

UdpSocket& UdpSocket::operator=(UdpSocket&& other) noexcept {
    std::swap(handle_, other.handle_);
    port_ = other.port_;
    is_v6_ = other.is_v6_;
    lease_.swap(other.lease_);
    return *this;
}

Endpoint UdpSocket::local() const {
    sockaddr_storage bound{};
    socklen_t size = sizeof bound;
    ::getsockname(handle_, reinterpret_cast<sockaddr*>(&bound), &size);
    return Endpoint(bound);
}

std::size_t UdpSocket::fill(Batch& batch, std::size_t count) const {
    for (std::size_t at = 0; at < count; ++at) {
        batch.vectors[at] = {batch.bytes[at].data(), datagram_max};
        msghdr& header = batch.headers[at].msg_hdr;
        header.msg_name = &batch.addresses[at];
        header.msg_namelen = sizeof batch.addresses[at];
        header.msg_iov = &batch.vectors[at];
        header.msg_iovlen = 1;
        header.msg_control = batch.controls[at].data();
        header.msg_controllen = batch.controls[at].size();
        header.msg_flags = 0;
    }
    for (;;) {
        const int got = ::recvmmsg(handle_, batch.headers.data(), static_cast<unsigned>(count),
                                   MSG_DONTWAIT, nullptr);
        if (got >= 0) return static_cast<std::size_t>(got);
        if (errno != ECONNREFUSED && errno != EINTR) return 0;
    }
}

UdpSocket::Datagram UdpSocket::Batch::datagram(std::size_t at) {
    msghdr& header = headers[at].msg_hdr;
    timespec came{};
    for (cmsghdr* part = CMSG_FIRSTHDR(&header); part != nullptr; part = CMSG_NXTHDR(&header, part))
        if (part->cmsg_level == SOL_SOCKET && part->cmsg_type == SO_TIMESTAMPNS)
            std::memcpy(&came, CMSG_DATA(part), sizeof came);
    const auto since = std::chrono::seconds(came.tv_sec) + std::chrono::nanoseconds(came.tv_nsec);
    return {std::span(bytes[at]).first(headers[at].msg_len), Endpoint(addresses[at]).as_plain(),
            Moment(std::chrono::duration_cast<std::chrono::microseconds>(since))};
}

std::optional<std::size_t> UdpSocket::receive(std::span<std::uint8_t> to, Endpoint& from) {
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    for (;;) {
        const ssize_t received = ::recvfrom(handle_, to.data(), to.size(), 0,
                                            reinterpret_cast<sockaddr*>(&storage), &size);
        if (received >= 0) {
            from = Endpoint(storage).as_plain();
            return static_cast<std::size_t>(received);
        }
        // A port that is closed over there is told with the next call; it says nothing of ours.
        if (errno != ECONNREFUSED && errno != EINTR) return std::nullopt;
    }
}

void UdpSocket::send(std::span<const std::uint8_t> datagram, const Endpoint& to) {
    const Endpoint place = is_v6_ ? to.as_mapped() : to;
    while (::sendto(handle_, datagram.data(), datagram.size(), MSG_NOSIGNAL, place.data(),
                    place.size()) < 0 &&
           errno == EINTR) {
    }
}

}  // namespace parley::voice
