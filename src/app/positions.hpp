// What visitors who wait are told of their places.
//
// In rounds over the queues in which something changed, and a round in slices, so that however many
// wait, nobody else waits long for it: at most `slice_max` visitors are looked at, then others have
// their turn. Who is told what they know already hears it again only now and then, in case their
// page was not there.
#pragma once

#include <limits>
#include <optional>
#include <unordered_set>
#include <vector>

#include "domain/ids.hpp"
#include "ports/published.hpp"

namespace parley::app {

class Floor;

// What a visitor was told last of their place in a queue.
struct ToldPosition {
    SessionId session;
    QueueId queue;
    std::size_t position = 0;
    Instant at;
};

// What is left to be told, and to whom.
struct PositionRound {
    static constexpr std::size_t slice_max = 100;
    // Ten thousand who wait are thus told within a second; more take longer.
    static constexpr Duration slice_every = std::chrono::milliseconds(10);
    static constexpr Duration round_every = std::chrono::seconds(1);
    static constexpr Duration again_after = std::chrono::seconds(10);

    std::unordered_set<QueueId> dirty;  // Queues to be looked at in the next round.
    std::vector<QueueId> queues;        // In this one; the last is under way,
    std::size_t left = all;             // with so many to go.
    Instant begun_at;

    static constexpr std::size_t all = std::numeric_limits<std::size_t>::max();
    bool is_over() const { return queues.empty(); }
};

// The next slice of the round under way, or the first of one that is due. While somebody stays in a
// queue their place never gets worse: whoever goes before them by a rule makes it longer at its
// number.
std::vector<QueuePosition> tell_positions(Floor& floor, Instant now);

}  // namespace parley::app
