#include "insight/ledger.hpp"

#include <algorithm>
#include <limits>

namespace parley::insight {
namespace {

template <class Map>
auto* latest_in(Map& map, SessionId session) {
    auto after = map.upper_bound({session, std::numeric_limits<int>::max()});
    if (after == map.begin()) return static_cast<decltype(&after->second.now)>(nullptr);
    --after;
    return after->first.first == session ? &after->second.now : nullptr;
}

template <class Map, class T>
void changed_in(const Map& map, std::vector<T>& to) {
    for (const auto& [key, kept] : map) {
        if (kept.now != kept.before) to.push_back(kept.now);
    }
}

}  // namespace

void Ledger::know(SessionFact fact) { sessions_.try_emplace(fact.id, fact, fact); }
void Ledger::know(Stint stint) { stints_.try_emplace({stint.session, stint.number}, stint, stint); }
void Ledger::know(Wait wait) { waits_.try_emplace({wait.session, wait.number}, wait, wait); }
void Ledger::know(AgentClock clock) { clocks_.try_emplace(clock.agent, clock, clock); }

void Ledger::know(std::int64_t number, const Place& place) {
    places_.try_emplace(place, number);
    places_known_ = std::max(places_known_, number);
}

SessionFact* Ledger::find(SessionId id) {
    const auto found = sessions_.find(id);
    return found == sessions_.end() ? nullptr : &found->second.now;
}

Stint* Ledger::stint_of(SessionId id) { return latest_in(stints_, id); }
Wait* Ledger::wait_of(SessionId id) { return latest_in(waits_, id); }

AgentClock& Ledger::clock_of(AgentId id) {
    const auto [found, is_new] = clocks_.try_emplace(id);
    if (is_new) found->second.now.agent = id;
    return found->second.now;
}

std::vector<SessionFact*> Ledger::closed_of(ContactId contact, Instant since) {
    std::vector<SessionFact*> found;
    for (auto& [id, kept] : sessions_) {
        SessionFact& fact = kept.now;
        if (fact.contact == contact && !fact.is_open() && fact.closed_at >= since)
            found.push_back(&fact);
    }
    return found;
}

std::int64_t Ledger::number_of(const Place& place) {
    const auto next = static_cast<std::int64_t>(places_.size()) + 1;
    return places_.try_emplace(place, next).first->second;
}

void Ledger::open(SessionFact fact) {
    const SessionId id = fact.id;
    sessions_.try_emplace(id, SessionFact{}, std::move(fact));
}

void Ledger::begin(Stint stint) {
    stints_[{stint.session, stint.number}] = {Stint{}, std::move(stint)};
}

void Ledger::begin(Wait wait) { waits_[{wait.session, wait.number}] = {Wait{}, std::move(wait)}; }

Ledger::Changes Ledger::changes() const {
    Changes changes;
    changed_in(sessions_, changes.sessions);
    changed_in(stints_, changes.stints);
    changed_in(waits_, changes.waits);
    changed_in(clocks_, changes.clocks);
    changes.wrap_ups = wrap_ups_;
    for (const auto& [place, number] : places_) {
        if (number > places_known_) changes.places.emplace_back(number, place);
    }
    return changes;
}

}  // namespace parley::insight
