#include "outbound/address_guard.hpp"

#include <algorithm>
#include <array>

namespace parley::outbound {
namespace {

using boost::asio::ip::address_v4;
using boost::asio::ip::address_v6;

struct Block4 {
    std::uint32_t first;
    int bits;
};

constexpr std::uint32_t dotted(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
    return a << 24 | b << 16 | c << 8 | d;
}

constexpr std::array special4 = {
    Block4{dotted(0, 0, 0, 0), 8},         // This network; 0.0.0.0 is this machine.
    Block4{dotted(10, 0, 0, 0), 8},        // Private.
    Block4{dotted(100, 64, 0, 0), 10},     // Carriers' NAT; a metadata service of one cloud.
    Block4{dotted(127, 0, 0, 0), 8},       // Loopback.
    Block4{dotted(168, 63, 129, 16), 32},  // A cloud's own services, though a public address.
    Block4{dotted(169, 254, 0, 0), 16},    // Link-local; most clouds' metadata services.
    Block4{dotted(172, 16, 0, 0), 12},     // Private.
    Block4{dotted(192, 0, 0, 0), 24},      // Protocol assignments; a metadata service.
    Block4{dotted(192, 0, 2, 0), 24},      // Documentation.
    Block4{dotted(192, 88, 99, 0), 24},    // 6to4 relays, retired.
    Block4{dotted(192, 168, 0, 0), 16},    // Private.
    Block4{dotted(198, 18, 0, 0), 15},     // Benchmarks.
    Block4{dotted(198, 51, 100, 0), 24},   // Documentation.
    Block4{dotted(203, 0, 113, 0), 24},    // Documentation.
    Block4{dotted(224, 0, 0, 0), 4},       // Multicast.
    Block4{dotted(240, 0, 0, 0), 4},       // Reserved, and broadcast.
};

bool is_public4(std::uint32_t address) {
    return std::ranges::none_of(special4, [&](const Block4& block) {
        const std::uint32_t mask = ~std::uint32_t{0} << (32 - block.bits);
        return (address & mask) == block.first;
    });
}

struct Block6 {
    std::uint32_t first;  // The upper half of the upper half is enough for these.
    int bits;
};

// Inside global unicast, 2000::/3, yet not for us.
constexpr std::array special6 = {
    Block6{0x2001'0000, 23},  // Protocol assignments: Teredo, ORCHID, benchmarks.
    Block6{0x2001'0db8, 32},  // Documentation.
    Block6{0x2002'0000, 16},  // 6to4: an IPv4 address in disguise.
    Block6{0x3fff'0000, 20},  // Documentation.
};

bool is_public6(const address_v6::bytes_type& bytes) {
    const std::uint32_t upper = dotted(bytes[0], bytes[1], bytes[2], bytes[3]);
    if (upper >> 29 != 1) return false;  // Not 2000::/3: mapped, NAT64, ULA, link-local, multicast.
    return std::ranges::none_of(special6, [&](const Block6& block) {
        const std::uint32_t mask = ~std::uint32_t{0} << (32 - block.bits);
        return (upper & mask) == block.first;
    });
}

}  // namespace

bool is_public(const boost::asio::ip::address& address) {
    if (address.is_v4()) return is_public4(address.to_v4().to_uint());
    return address.to_v6().scope_id() == 0 && is_public6(address.to_v6().to_bytes());
}

}  // namespace parley::outbound
