// What comes from banned addresses is dropped by the kernel, before it costs us anything: a filter
// of classic BPF on our sockets, which needs no privilege. Connections they have are closed.
//
// A filter holds `addresses_max`; what is beyond them is dropped by whoever looks at messages.
//
// Threads: one.
#pragma once

#include <linux/filter.h>

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <vector>

#include "base/time.hpp"
#include "voice/sip/address.hpp"

namespace parley::voice {

class PacketFilter {
public:
    static constexpr std::size_t addresses_max = 200;
    static constexpr std::size_t strangers_max = 20;
    static constexpr Duration stranger_age_max = 60s;

    // Sockets of this process that are bound to these ports, as far as there are any yet.
    void watch(std::span<const std::uint16_t> ports);
    // Sockets of this process that take connections, now; and of those one that is to take none.
    static std::vector<int> listening();
    void deafen(int socket);
    void drop(std::span<const IpAddress> banned);
    // Closes connections of strangers: what is beyond `strangers_max` of one address, and what is
    // older than `stranger_age_max`. Who has become known meanwhile is none.
    void close_strangers(const std::function<bool(const IpAddress&)>& is_known, Instant now);
    // False where the kernel would not have it.
    bool holds() const { return holds_; }

private:
    struct Seen {
        std::uint64_t inode = 0;
        Instant since;
    };
    std::vector<std::uint16_t> ports_;
    std::map<int, Seen> strangers_;  // By socket.
    bool holds_ = true;
};

// 0 for what comes from one of them (of IPv6: from its network of 64 bits), else all of it. For
// sockets whose packets begin behind the IP header.
std::vector<sock_filter> filter_program(std::span<const IpAddress> banned);

}  // namespace parley::voice
