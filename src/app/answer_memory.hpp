// Which repeatable requests were decided lately, and when the answers kept for them are swept.
//
// Between a decision and the moment its commit can be read, the store does not know of it: a
// repetition that comes just then is recognised here. Part of the floor, thrown away with it.
// Bounds: `recent_max`, oldest out first; far more than decisions can be waiting for the disk.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "domain/kept_answer.hpp"

namespace parley::app {

class AnswerMemory {
public:
    static constexpr std::size_t recent_max = 16'384;
    static constexpr Duration sweep_every = std::chrono::hours(1);

    // Within the day for which its answer is kept.
    bool was_decided(std::string_view caller, std::string_view request_key, Instant now) const;
    void remember(const KeptAnswer& answer);

    // Some may be kept, left by a former owner.
    void expect_kept(Instant now);
    bool sweep_is_due(Instant now) const { return sweep_at_ && *sweep_at_ <= now; }
    // Everything older than its day is gone; goes on until none can be left.
    void swept(Instant now);

private:
    std::unordered_map<std::string, Instant> recent_;
    std::deque<std::string> order_;
    std::optional<Instant> sweep_at_;
    Instant last_kept_at_;
};

}  // namespace parley::app
