#include "voice/sip/address.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace parley::voice {
namespace {

constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr int mapped_bits = 96;

IpAddress of_v4(const void* four) {
    IpAddress address;
    std::ranges::copy(mapped, address.bytes.begin());
    std::memcpy(address.bytes.data() + mapped.size(), four, 4);
    return address;
}

const char* name_of(Carriage carriage) {
    switch (carriage) {
        case Carriage::tcp: return "tcp";
        case Carriage::tls: return "tls";
        case Carriage::udp: break;
    }
    return "udp";
}

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
    if (text.size() > 2 && text.front() == '[' && text.back() == ']')
        text = text.substr(1, text.size() - 2);
    if (text.size() >= INET6_ADDRSTRLEN) return std::nullopt;
    const std::string zero_ended(text);
    IpAddress address;
    in_addr four{};
    if (::inet_pton(AF_INET, zero_ended.c_str(), &four) == 1) return of_v4(&four);
    if (::inet_pton(AF_INET6, zero_ended.c_str(), address.bytes.data()) == 1) return address;
    return std::nullopt;
}

std::optional<IpAddress> IpAddress::of(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof v4);
        return of_v4(&v4.sin_addr);
    }
    if (address.sa_family != AF_INET6) return std::nullopt;
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    IpAddress result;
    std::memcpy(result.bytes.data(), &v6.sin6_addr, result.bytes.size());
    return result;
}

bool IpAddress::is_v4() const { return std::equal(mapped.begin(), mapped.end(), bytes.begin()); }

bool IpAddress::is_any() const {
    const auto rest = is_v4() ? bytes.begin() + mapped.size() : bytes.begin();
    return std::all_of(rest, bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

std::string IpAddress::text() const {
    char text[INET6_ADDRSTRLEN] = "";
    if (is_v4())
        ::inet_ntop(AF_INET, bytes.data() + mapped.size(), text, sizeof text);
    else
        ::inet_ntop(AF_INET6, bytes.data(), text, sizeof text);
    return text;
}

std::string IpAddress::host() const { return is_v4() ? text() : "[" + text() + "]"; }

std::optional<Network> Network::parse(std::string_view text) {
    const auto slash = text.find('/');
    const auto base = IpAddress::parse(text.substr(0, slash));
    if (!base) return std::nullopt;
    Network network{*base, 128};
    if (slash == std::string_view::npos) return network;
    const std::string_view digits = text.substr(slash + 1);
    int bits = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    const int bits_max = base->is_v4() ? 32 : 128;
    if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size() || bits < 0 ||
        bits > bits_max)
        return std::nullopt;
    network.bits = base->is_v4() ? bits + mapped_bits : bits;
    return network;
}

bool Network::contains(const IpAddress& address) const {
    const auto whole = static_cast<std::size_t>(bits / 8);
    const int rest = bits % 8;
    if (!std::equal(base.bytes.begin(), base.bytes.begin() + static_cast<std::ptrdiff_t>(whole),
                    address.bytes.begin()))
        return false;
    if (rest == 0) return true;
    const int mask = 0xff << (8 - rest);
    return ((base.bytes[whole] ^ address.bytes[whole]) & mask & 0xff) == 0;
}

std::string Place::uri() const {
    return fmt::format("sip:{}:{};transport={}", address.host(), port, name_of(carriage));
}

}  // namespace parley::voice
