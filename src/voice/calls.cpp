#include "voice/calls.hpp"

#include <algorithm>
#include <utility>

#include "base/assert.hpp"

namespace parley::voice {

Result<CallEntry*> Calls::open(CallId call) {
    if (calls_.contains(call)) return refuse(Code::conflict, "call_stands");
    if (calls_.size() >= calls_max_) return refuse(Code::over_limit, "too_many_calls");
    CallEntry& entry = calls_[call];
    entry.id = call;
    entry.bridge = ++last_bridge_;
    return &entry;
}

CallEntry* Calls::find(CallId call) {
    const auto found = calls_.find(call);
    return found == calls_.end() ? nullptr : &found->second;
}

std::optional<CallEntry> Calls::close(CallId call) {
    const auto found = calls_.find(call);
    if (found == calls_.end()) return std::nullopt;
    PARLEY_ASSERT(is_empty(call));
    CallEntry entry = std::move(found->second);
    calls_.erase(found);
    return entry;
}

Result<CallLeg*> Calls::join(CallId call, std::size_t place, CallLeg leg) {
    CallEntry* entry = find(call);
    PARLEY_ASSERT(entry != nullptr && place < entry->places.size());
    if (entry->places[place] != LegKey{}) return refuse(Code::conflict, "place_taken");
    if (legs_.size() >= legs_max_) return refuse(Code::over_limit, "too_many_legs");
    leg.key = LegKey{++last_leg_};
    leg.call = call;
    leg.place = place;
    entry->places[place] = leg.key;
    if (leg.dialogue) dialogues_[*leg.dialogue] = leg.key;
    return &(legs_[leg.key] = std::move(leg));
}

void Calls::attach(LegKey leg, DialogueKey dialogue) {
    auto& of_leg = legs_.at(leg).dialogue;
    if (of_leg) dialogues_.erase(*of_leg);
    of_leg = dialogue;
    dialogues_[dialogue] = leg;
}

CallLeg* Calls::find(LegKey leg) {
    const auto found = legs_.find(leg);
    return found == legs_.end() ? nullptr : &found->second;
}

CallLeg* Calls::at(CallId call, std::size_t place) {
    const CallEntry* entry = find(call);
    return entry == nullptr || place >= entry->places.size() ? nullptr : find(entry->places[place]);
}

CallLeg* Calls::of(DialogueKey dialogue) {
    const auto found = dialogues_.find(dialogue);
    return found == dialogues_.end() ? nullptr : find(found->second);
}

std::vector<LegKey> Calls::legs_of(CallId call) const {
    std::vector<LegKey> legs;
    const auto found = calls_.find(call);
    if (found == calls_.end()) return legs;
    std::ranges::copy_if(found->second.places, std::back_inserter(legs),
                         [](LegKey leg) { return leg != LegKey{}; });
    return legs;
}

std::vector<LegKey> Calls::legs() const {
    std::vector<LegKey> legs;
    for (const auto& [key, leg] : legs_) legs.push_back(key);
    return legs;
}

std::vector<CallId> Calls::calls() const {
    std::vector<CallId> calls;
    for (const auto& [id, call] : calls_) calls.push_back(id);
    return calls;
}

std::optional<CallLeg> Calls::leave(LegKey key) {
    const auto found = legs_.find(key);
    if (found == legs_.end()) return std::nullopt;
    CallLeg leg = std::move(found->second);
    legs_.erase(found);
    if (leg.dialogue) dialogues_.erase(*leg.dialogue);
    calls_.at(leg.call).places[leg.place] = {};
    return leg;
}

void Calls::move(LegKey key, CallId call, std::size_t place) {
    CallLeg* leg = find(key);
    CallEntry* entry = find(call);
    PARLEY_ASSERT(leg != nullptr && entry != nullptr && place < entry->places.size());
    PARLEY_ASSERT(entry->places[place] == LegKey{});
    calls_.at(leg->call).places[leg->place] = {};
    entry->places[place] = key;
    leg->call = call;
    leg->place = place;
}

bool Calls::is_empty(CallId call) const { return legs_of(call).empty(); }

}  // namespace parley::voice
