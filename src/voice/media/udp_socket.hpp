// A UDP socket that never blocks, bound to a port of its own. One that is bound to "::" has both
// families; the others of IPv4 are then still told, and named, as such.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "base/result.hpp"
#include "voice/rtp/moment.hpp"

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

    // The same place as a socket of both families writes it, ::ffff:192.0.2.1, and back.
    Endpoint as_mapped() const;
    Endpoint as_plain() const;

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

    // Where it is bound.
    Endpoint local() const;

    // The bytes of the next datagram, cut to `to`, and who sent it; nothing: none is there.
    std::optional<std::size_t> receive(std::span<std::uint8_t> to, Endpoint& from);

    struct Datagram {
        std::span<std::uint8_t> bytes;  // May be changed; good until the function returns.
        Endpoint from;
        Moment came;  // As the kernel says.
    };
    static constexpr std::size_t datagram_max = 1'500;  // Of longer ones the rest is cut off.
    // Hands over what has come, so many at most.
    template <class Take>
    void receive_all(std::size_t max, Take take) {
        Batch batch;
        // Of most sockets one comes a tick.
        for (std::size_t wanted = 2; max > 0; wanted = Batch::size) {
            wanted = std::min(max, wanted);
            const std::size_t count = fill(batch, wanted);
            for (std::size_t at = 0; at < count; ++at) take(batch.datagram(at));
            if (count < wanted) return;
            max -= count;
        }
    }
    // What cannot be sent is lost, as on the way.
    void send(std::span<const std::uint8_t> datagram, const Endpoint& to);

private:
    // Room for what one call of the kernel's brings.
    struct Batch {
        static constexpr std::size_t size = 16;
        Batch() {}  // NOLINT: fill() does what is needed.
        Datagram datagram(std::size_t at);

        std::array<mmsghdr, size> headers;
        std::array<iovec, size> vectors;
        std::array<sockaddr_storage, size> addresses;
        std::array<std::array<std::uint8_t, 64>, size> controls;
        std::array<std::array<std::uint8_t, datagram_max>, size> bytes;
    };
    std::size_t fill(Batch& batch, std::size_t count) const;

    UdpSocket(int handle, std::uint16_t port) : handle_(handle), port_(port) {}

    int handle_ = -1;
    std::uint16_t port_ = 0;
    bool is_v6_ = false;
    std::shared_ptr<const void> lease_;
};

}  // namespace parley::voice

template <>
struct std::hash<parley::voice::Endpoint> {
    std::size_t operator()(const parley::voice::Endpoint& endpoint) const {
        return endpoint.hash();
    }
};
