#include "domain/colleague.hpp"

#include "base/assert.hpp"

namespace parley {

Result<> Colleague::join(Instant now) {
    if (state != ColleagueState::asked || expires_at <= now)
        return refuse(Code::conflict, "colleague_gone");
    state = ColleagueState::joined;
    joined_at = now;
    return {};
}

void Colleague::finish(ColleagueEnd why, Instant now) {
    PARLEY_ASSERT(is_open());
    state = ColleagueState::ended;
    end = why;
    ended_at = now;
}

}  // namespace parley
