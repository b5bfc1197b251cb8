#include "domain/session.hpp"

namespace parley {

Result<> Session::offer() {
    if (!is_open()) return refuse(Code::conflict, "session_closed");
    if (state != SessionState::queued) return refuse(Code::conflict, "session_not_queued");
    state = SessionState::offered;
    return {};
}

Result<> Session::requeue(QueueId to) {
    if (!is_open()) return refuse(Code::conflict, "session_closed");
    queue = to;
    agent = {};
    state = SessionState::queued;
    return {};
}

Result<> Session::assign(AgentId to, Instant now) {
    if (!is_open()) return refuse(Code::conflict, "session_closed");
    if (state == SessionState::assigned) return refuse(Code::conflict, "session_already_assigned");
    state = SessionState::assigned;
    agent = to;
    assigned_at = now;
    return {};
}

Result<> Session::close(CloseReason why, Instant now) {
    if (!is_open()) return refuse(Code::conflict, "session_closed");
    state = SessionState::closed;
    close_reason = why;
    closed_at = now;
    return {};
}

Result<> Session::rate(Rating given, Instant now) {
    if (given.score < 1 || given.score > Rating::score_max)
        return refuse(Code::invalid, "score_out_of_range", "a score is 1 to 5", "/score");
    if (rating.score != 0) return refuse(Code::conflict, "already_rated");
    if (!agent) return refuse(Code::conflict, "not_served_yet");
    if (!is_open() && now - closed_at > rate_within)
        return refuse(Code::conflict, "too_late_to_rate");
    given.at = now;
    rating = std::move(given);
    return {};
}

}  // namespace parley
