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

}  // namespace parley
