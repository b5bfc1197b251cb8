// The rows the engine keeps: queues, agents, items, and the lanes that join them.
//
// A lane is one kind of demand on one queue: items in it take the same share, need the same skills
// and are therefore interchangeable for matching. Lanes of a queue whose items are of one size
// share a pool: the agents of the queue who have room for one more such item, in the order of its
// strategy, each with the lanes they fit. So the best pair of a lane is its front and the first of
// the pool who fits, and an agent moves within as many orders as they have queues, however many
// lanes there are.
#pragma once

#include <algorithm>
#include <array>
#include <boost/container/small_vector.hpp>
#include <map>
#include <tuple>
#include <vector>

#include "routing/engine.hpp"
#include "routing/event.hpp"
#include "routing/impl/candidate_heap.hpp"
#include "routing/impl/indexed_heap.hpp"
#include "routing/impl/slots.hpp"
#include "routing/impl/waiting_order.hpp"

namespace parley::routing {

struct LaneKey {
    int share = 0;
    bool interruptible = false;
    bool guest = false;         // Items of another queue that overflowed into this one.
    AgentId only;               // Held for this agent; nil: open to the queue.
    std::vector<Need> needs;    // Beyond the queue's own, before any step.
    std::uint32_t relaxed = 0;  // Steps of the queue that lower what is asked (rings.cpp).
    int kind = 0;

    friend auto operator<=>(const LaneKey&, const LaneKey&) = default;
};

struct Lane {
    Slot queue = no_slot;
    LaneKey key;
    std::vector<Need> asks;  // Of an agent: the queue's needs and its own, as relaxed.
    WaitingOrder waiting;
    Slot pool = no_slot;
    std::uint8_t number = 0;  // In its pool.
    bool idle_listed = false;
    std::uint32_t users = 0;  // Items that wait here or will return here.
    std::uint64_t idle_from = 0;

    LaneBits bit() const { return LaneBits{1} << number; }
};

inline constexpr int share_max = 100;  // Of an item: the whole of an agent of usual capacity.

struct Pool {
    static constexpr std::size_t lanes_max = 64;

    Slot queue = no_slot;
    int share = 0;
    int kind = 0;
    bool interruptible = false;
    bool held = false;  // For items held for one agent; has one lane and one seat.
    Strategy strategy = Strategy::even_by_load;  // Its queue's.
    LaneBits waiting = 0;                        // Lanes in which an item waits.
    LaneBits touched = 0;  // Lanes in which a pair may have come about since the last match.
    CandidateHeap candidates;
    // By number of the lane:
    std::vector<Slot> lanes;             // no_slot: the number is free.
    std::vector<WaitingEntry> heads;     // Who waits first.
    std::vector<std::uint32_t> fitting;  // How many candidates fit.
};

struct QueueRow {
    QueuePut put;
    bool known = false;  // Agents may name a queue before it is declared.
    std::vector<Slot> agents;
    std::map<LaneKey, Slot> lanes;
    std::vector<Slot> pools;  // But those of held items.
    std::size_t waiting = 0;
    std::size_t staffed = 0;
    std::size_t serving = 0;
    std::int64_t share_clock = 0;  // candidates.cpp
    std::uint32_t generation = 0;  // Of its declaration and its back-ups'.
    std::uint32_t conditions = 0;  // Steps that concern the queue as a whole, as bits.
    std::uint32_t holding = 0;     // Of those, the ones that hold.
    bool unsettled = false;        // Listed to be looked at again (rings.cpp).
    bool restored = false;         // Its steps came with QueueRestored.
    QueueMemory memory;            // forecast.cpp
    std::vector<Slot> crews;       // Those that serve it.
};

// Agents who serve the same queues, taken together (forecast.cpp).
struct Crew {
    std::vector<Slot> queues;  // Sorted.
    std::size_t agents = 0;
    std::int64_t capacity = 0;  // Of those on duty.
};

// An agent's right to stand among the candidates of one pool, which they do while they have room.
struct Seat {
    LaneBits fits = 0;
    Slot pool = no_slot;
    std::uint32_t number = 0;
    // These three are fixed until the agent is seated anew.
    std::uint16_t post = no_post;  // Which of AgentRow::posts.
    std::uint16_t standing = 0;    // The post's rank, or the levels of the skills asked for, added
                                   // up: whichever the strategy goes by.
    std::uint8_t precedence = 0;   // Of its queue, for them; what is held comes before all.
    bool is_taken = false;         // They stand among the candidates.

    static constexpr std::uint16_t no_post = 0xffff;
};
static_assert(sizeof(Seat) == 24);

// An agent's place in one of their queues.
struct PostRow {
    std::int64_t pass = 0;  // candidates.cpp
    Slot queue = no_slot;
    std::uint16_t rank = Post{}.rank;
    std::uint8_t weight = Post{}.weight;
    std::uint8_t precedence = Post{}.precedence;
};
static_assert(sizeof(PostRow) == 16);

// What every decision reads stands first, together: in a large centre a decision's time goes into
// fetching an agent nobody has thought of for a while, line by line.
struct alignas(cache_line) AgentRow {
    int capacity = 0;
    int load = 0;       // Sums over `items`, kept beside them for speed; audit() recounts.
    int firm_load = 0;  // Without interruptible items.
    int offered = 0;
    std::uint32_t ratio = 0;  // Load of capacity, in 1/ratio_full; kept as `load` is.
    std::uint8_t widest = 0;  // No item of the lanes they sit in takes more than this share.
    bool on_duty = false;     // Ready and active.
    bool wrapping_up = false;
    bool has_precedence : 1 = false;  // Some of their queues come before others.
    bool counts_work : 1 = false;     // Some of their queues share work evenly.
    Instant idle_since;
    Instant last_offered_at;
    std::int64_t last_offer = 0;
    AgentId id;
    boost::container::small_vector<Seat, 3> seats;
    boost::container::small_vector<Slot, 6> items;  // Offered and assigned.
    std::vector<std::uint8_t> kind_shares;  // By kind, 0: as the item says; empty: all of them.
    boost::container::small_vector<PostRow, 3> posts;  // By queue they serve, as in `put`.
    // So far a decision reads.
    static constexpr std::size_t front_bytes = 5 * cache_line;
    Presence presence = Presence::offline;
    AgentPut put;
    Instant wrap_up_until;
    Slot crew = no_slot;
    int crew_capacity = 0;   // What it counts of theirs.
    std::vector<Slot> able;  // Those of their queues whose needs they meet.

    static constexpr std::uint32_t ratio_full = 10'000;
    void weigh() {
        ratio = load < capacity ? static_cast<std::uint32_t>(load) * ratio_full /
                                      static_cast<std::uint32_t>(capacity)
                                : ratio_full;
    }
    // Of a queue; nothing: they do not serve it.
    PostRow* post_in(Slot queue) {
        const auto found = std::ranges::find(posts, queue, &PostRow::queue);
        return found == posts.end() ? nullptr : &*found;
    }
    const PostRow* post_in(Slot queue) const { return const_cast<AgentRow&>(*this).post_in(queue); }
    bool can_be_offered() const { return on_duty && !wrapping_up; }
    int share_of(int kind, int share) const {
        if (kind_shares.empty() || kind_shares[static_cast<std::size_t>(kind)] == 0) return share;
        return kind_shares[static_cast<std::size_t>(kind)];
    }
    // Of a LaneKey, a Pool.
    bool has_room(const auto& kind) const {
        return room_for(kind.interruptible) >= share_of(kind.kind, kind.share);
    }
    int room_for(bool interruptible) const { return capacity - (interruptible ? load : firm_load); }
};

// Filled from the front.
using Guests = std::array<Slot, Engine::backups_max>;
inline constexpr Guests no_guests = {no_slot, no_slot, no_slot, no_slot};
static_assert(no_guests.size() == Engine::backups_max);

// `QueuePut::overflow` counts as one more step.
inline constexpr std::uint32_t overflow_step = 1U << Engine::steps_max;

// What its release reads stands first, on one line.
struct alignas(cache_line) ItemRow {
    WorkItemId id;
    Instant until;  // The lease's end while offered, the hold's while held; assigned: since when.
    Instant queued_at;
    std::int64_t offer = 0;
    Slot queue = no_slot;
    Slot home = no_slot;   // Its lane: open, or held for one agent.
    Slot agent = no_slot;  // While offered or assigned.
    WorkItemState state = WorkItemState::finished;
    std::uint8_t share = 0;
    std::uint8_t taken = 0;  // Of its agent.
    std::uint8_t kind = 0;
    bool interruptible = false;
    bool at_head = false;
    bool held = false;
    bool beside = false;  // A part in another item's service.
    Instant entered_at;
    Duration boost{};
    Guests guests = no_guests;       // Its lanes in back-up queues.
    Slot through = no_slot;          // While offered: the queue it went through.
    std::uint32_t generation = 0;    // The queue's when its lanes were chosen.
    std::uint32_t announced_ms = 0;  // 0: no wait was foretold.
    std::uint32_t announced_most_ms = 0;
    std::int32_t raised_ms = 0;  // Boost by steps.
    std::uint16_t steps = 0;     // Those its lanes were chosen by.

    static constexpr std::size_t front_bytes = 2 * cache_line;
    bool overflowed() const { return guests[0] != no_slot; }
};
static_assert(sizeof(ItemRow) == 2 * cache_line);

// The level of each skill asked for, added up; those the agent lacks count nothing.
int level_at(const std::vector<Skill>& skills, const std::vector<Need>& needs);
// What is left to ask when these steps hold; sorted as before, dropped skills left out.
std::vector<Need> relaxed(std::vector<Need> needs, const std::vector<QueueStep>& steps,
                          std::uint32_t holding);
bool meets(const std::vector<Skill>& skills, const std::vector<Need>& needs);

}  // namespace parley::routing
