// A capacity profile (容量方案) says what one item of each channel takes of an agent's capacity,
// where that is not what the item's queue says: a beginner has two chats at once, others four.
#pragma once

#include <string>
#include <vector>

#include "domain/ids.hpp"

namespace parley {

// Of an agent's capacity, for each item of a channel.
struct ChannelShare {
    std::string channel;  // Key of a manifest in src/channels.
    int share = 25;       // 1 … 100.

    friend bool operator==(const ChannelShare&, const ChannelShare&) = default;
};

struct CapacityProfile {
    static constexpr std::size_t name_max = 60;
    static constexpr std::size_t profiles_max = 100;  // Of one workspace.
    static constexpr std::size_t shares_max = 32;

    CapacityProfileId id;
    std::string name;
    std::vector<ChannelShare> shares;  // A channel that is not named takes what its queue says.
    Instant created_at;
};

}  // namespace parley
