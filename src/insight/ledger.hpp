// What the fold knows and what it changed: the facts of the sessions at hand, the agents' clocks,
// the numbers of places. Whoever folds puts in what is stored of them, folds, and stores again what
// was changed.
//
// Bounds:  as many rows as the events of a step concern.
#pragma once

#include <map>
#include <vector>

#include "insight/facts.hpp"
#include "insight/place.hpp"

namespace parley::insight {

class Ledger {
public:
    // As it is stored. Later ones of the same key are not taken.
    void know(SessionFact fact);
    void know(Stint stint);  // The latest of its session.
    void know(Wait wait);    // The latest of its session.
    void know(AgentClock clock);
    void know(std::int64_t number, const Place& place);

    // Null: nothing was told of it yet.
    SessionFact* find(SessionId id);
    // The latest, which may have ended; null: there was none.
    Stint* stint_of(SessionId id);
    Wait* wait_of(SessionId id);
    AgentClock& clock_of(AgentId id);
    // Closed at `since` or later, in order of their ids.
    std::vector<SessionFact*> closed_of(ContactId contact, Instant since);
    std::int64_t number_of(const Place& place);

    void open(SessionFact fact);
    void begin(Stint stint);
    void begin(Wait wait);
    void end(const WrapUp& wrap_up) { wrap_ups_.push_back(wrap_up); }

    // Everything that is not as it was known.
    struct Changes {
        std::vector<SessionFact> sessions;
        std::vector<Stint> stints;
        std::vector<Wait> waits;
        std::vector<WrapUp> wrap_ups;
        std::vector<AgentClock> clocks;
        std::vector<std::pair<std::int64_t, Place>> places;
    };
    Changes changes() const;

private:
    template <class T>
    struct Kept {
        T before;
        T now;
    };
    using Numbered = std::pair<SessionId, int>;

    std::map<SessionId, Kept<SessionFact>> sessions_;
    std::map<Numbered, Kept<Stint>> stints_;
    std::map<Numbered, Kept<Wait>> waits_;
    std::map<AgentId, Kept<AgentClock>> clocks_;
    std::vector<WrapUp> wrap_ups_;
    std::map<Place, std::int64_t> places_;
    std::int64_t places_known_ = 0;
};

}  // namespace parley::insight
