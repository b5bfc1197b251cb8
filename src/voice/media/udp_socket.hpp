// A UDP socket that never blocks, bound to a port of its own.
#pragma once

#include <netinet/in.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "base/result.hpp"

namespace parley::voice {

// An address and a port, of IPv4 or IPv6.
class Endpoint {
public:
    Endpoint() = default;  // Of nobody.
    // Nothing: no numeric address.
    static std::optional<Endpoint> parse(const std::string& address, std::uint16_t port);
    explicit Endpoint(const sockaddr_storage& storage) : storage_(storage) {}

    bool is_nobody() const { return storage_.ss_family == AF_UNSPEC; }
    std::string address() const;  // Numeric; empty of nobody.
    std::uint16_t port() const;
    bool has_address_of(const Endpoint& other) const;
    friend bool operator==(const Endpoint& a, const Endpoint& b) {
        return a.has_address_of(b) && a.port() == b.port();
    }

    std::size_t hash() const;
    const sockaddr* data() const;
    socklen_t size() const;

private:
    sockaddr_storage storage_{};
};

class UdpSocket {
public:
    // Refuses "port_taken" (and whatever else bind says) and "bad_address". Port 0: any.
    static Result<UdpSocket> bind(const std::string& address, std::uint16_t port);
    ~UdpSocket();
    UdpSocket(UdpSocket&& other) noexcept;
    UdpSocket& operator=(UdpSocket&& other) noexcept;

    std::uint16_t port() const { return port_; }
    int handle() const { return handle_; }
    // Held as long as the socket is open.
    void hold(std::shared_ptr<const void> lease) { lease_ = std::move(lease); }

    // The bytes of the next datagram, cut to `to`, and who sent it; nothing: none is there.
    std::optional<std::size_t> receive(std::span<std::uint8_t> to, Endpoint& from);
    // What cannot be sent is lost, as on the way.
    void send(std::span<const std::uint8_t> datagram, const Endpoint& to);

private:
    UdpSocket(int handle, std::uint16_t port) : handle_(handle), port_(port) {}

    int handle_ = -1;
    std::uint16_t port_ = 0;
    std::shared_ptr<const void> lease_;
};

}  // namespace parley::voice

template <>
struct std::hash<parley::voice::Endpoint> {
    std::size_t operator()(const parley::voice::Endpoint& endpoint) const {
        return endpoint.hash();
    }
};
