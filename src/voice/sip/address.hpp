// Where packets come from: addresses, networks, and ports at them.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct sockaddr;

namespace parley::voice {

// IPv4 stands as IPv4-mapped IPv6 (RFC 4291, section 2.5.5.2), so that both compare alike.
struct IpAddress {
    std::array<std::uint8_t, 16> bytes{};

    // Numeric; IPv6 with or without brackets. nullopt for anything else.
    static std::optional<IpAddress> parse(std::string_view text);
    static std::optional<IpAddress> of(const sockaddr& address);

    bool is_v4() const;
    bool is_any() const;       // 0.0.0.0 or ::
    std::string text() const;  // Without brackets.
    std::string host() const;  // As in a URI: IPv6 in brackets.

    auto operator<=>(const IpAddress&) const = default;
};

struct Network {
    IpAddress base;
    int bits = 128;  // Of the mapped form: 96 more than one writes for IPv4.

    // An address, or CIDR such as 192.0.2.0/24; what lies beyond the mask is ignored.
    static std::optional<Network> parse(std::string_view text);
    bool contains(const IpAddress& address) const;
};

enum class Carriage { udp, tcp, tls };  // What a message came by, or goes by.

struct Place {
    IpAddress address;
    std::uint16_t port = 0;
    Carriage carriage = Carriage::udp;

    // "sip:192.0.2.1:5060;transport=udp"
    std::string uri() const;
    auto operator<=>(const Place&) const = default;
};

}  // namespace parley::voice
