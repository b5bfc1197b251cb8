#include "domain/session.hpp"

#include "base/utf8.hpp"

namespace parley {
namespace {

std::string clean_line(std::string_view text, std::size_t characters_max) {
    std::string clean;
    for (std::size_t taken = 0; taken < characters_max && !text.empty();) {
        const std::string_view before = text;
        const auto point = take_code_point(text);
        if (!point) break;
        if (*point < 0x20 || *point == 0x7f) continue;
        clean += before.substr(0, before.size() - text.size());
        ++taken;
    }
    return clean;
}

}  // namespace

Source Source::cleaned() const {
    return {.page_url = clean_line(page_url, url_max),
            .page_title = clean_line(page_title, title_max),
            .referrer = clean_line(referrer, url_max)};
}

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

Result<> Session::summarize(std::string text, bool is_resolved) {
    if (is_open()) return refuse(Code::conflict, "session_open");
    if (agent.is_nil()) return refuse(Code::conflict, "not_served_yet");
    summary = std::move(text);
    resolved = is_resolved;
    return {};
}

}  // namespace parley
