// Which calls stand, who is in which place of them, and whose dialogue is whose.
//
//     open(call)                   nobody in it yet
//     join(call, place, leg)       somebody comes, be it to ring
//     leave(leg)                   and goes; the place is free at once
//     move(leg, call, place)       from one call to another
//
// A call is over once its last leg left, or when it is closed; one that nobody was in yet is not.
// Pure: neither SIP nor sound happens here. Ownership: the thread of the SIP stack.
// Bounds: `calls_max`, `legs_max`. Start with: calls_test.cpp.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "voice/leg_terms.hpp"
#include "voice/media/bridge.hpp"
#include "voice/media/worker.hpp"
#include "voice/sip/sip_stack.hpp"

namespace parley::voice {

// One leg, as long as this process lives. 0: nobody's.
enum class LegKey : std::uint64_t {};

// What became of it so far.
enum class LegStage {
    arrived,   // They called; not answered yet.
    dialling,  // We call; they have not answered.
    entering,  // Answered, but they do not have it yet; a browser: nothing is heard of it yet.
    joined,
};

struct CallLeg {
    LegKey key{};
    CallId call;
    std::size_t place = 0;
    LegStage stage = LegStage::arrived;
    std::optional<DialogueKey> dialogue;  // None: a browser.
    bool has_rung = false;
    bool has_early_sound = false;
    bool is_held = false;    // By the other end.
    bool is_parted = false;  // The dialogue is over.
    LegTerms terms;
};

// A place as it is told to the house.
inline std::int64_t told(std::size_t place) { return static_cast<std::int64_t>(place); }

struct CallEntry {
    CallId id;
    BridgeKey bridge = 0;
    std::array<LegKey, Bridge::parties_max> places{};
    std::uint64_t sound = 0;  // Counts what was played: an end that is told late is known by it.
    std::optional<RecordingId> recording;
};

class Calls {
public:
    static constexpr std::size_t calls_max = 5'000;
    static constexpr std::size_t legs_max = 10'000;

    explicit Calls(std::size_t calls = calls_max, std::size_t legs = legs_max)
        : calls_max_(calls), legs_max_(legs) {}

    // Refuses "too_many_calls" and "call_stands".
    Result<CallEntry*> open(CallId call);
    // Null: it does not stand.
    CallEntry* find(CallId call);
    // Whoever is in it has left. Nothing: it does not stand.
    std::optional<CallEntry> close(CallId call);

    // `key`, `call` and `place` are set. Refuses "too_many_legs" and "place_taken".
    // REQUIRES: the call stands; place < Bridge::parties_max.
    Result<CallLeg*> join(CallId call, std::size_t place, CallLeg leg);
    // Whose dialogue it is, instead of what it had. REQUIRES: the leg stands.
    void attach(LegKey leg, DialogueKey dialogue);
    CallLeg* find(LegKey leg);
    CallLeg* at(CallId call, std::size_t place);
    CallLeg* of(DialogueKey dialogue);
    std::vector<LegKey> legs_of(CallId call) const;
    std::vector<LegKey> legs() const;
    std::vector<CallId> calls() const;
    // What it was; nothing: it left before.
    std::optional<CallLeg> leave(LegKey leg);
    // REQUIRES: the leg and the call stand, and the place is free.
    void move(LegKey leg, CallId call, std::size_t place);

    bool is_empty(CallId call) const;  // Nobody is in it.
    std::size_t call_count() const { return calls_.size(); }
    std::size_t leg_count() const { return legs_.size(); }

private:
    const std::size_t calls_max_;
    const std::size_t legs_max_;
    BridgeKey last_bridge_ = 0;
    std::uint64_t last_leg_ = 0;
    std::unordered_map<CallId, CallEntry> calls_;
    std::unordered_map<LegKey, CallLeg> legs_;
    std::unordered_map<DialogueKey, LegKey> dialogues_;
};

}  // namespace parley::voice
