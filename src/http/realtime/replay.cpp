#include "http/realtime/replay.hpp"

#include <algorithm>

namespace parley::http {
namespace {

constexpr std::size_t chunk = 2'000;

bool is_within(Repository& repository, std::int64_t after, std::int64_t last, Instant now,
               const ReplayLimits& limits) {
    if (after < 0 || after > last) return false;  // Of another life of this workspace, or made up.
    if (last - after <= limits.events_max) return true;
    if (last - after > limits.young_events_max) return false;
    const auto oldest = repository.events(after, 1, ConversationId{});
    return !oldest.empty() && now - oldest.front().at <= limits.kept_for;
}

bool touches_rights(const StaffAudience& audience, const Event& event) {
    return event.type == EventType::agent_updated && event.agent == audience.staff.agent.id;
}

Replay replay_staff(Repository& repository, const Audience& audience, std::int64_t after,
                    std::int64_t last) {
    const auto& staff = std::get<StaffAudience>(audience);
    Replay replay{.resumed = true, .position = after, .events = {}};
    while (replay.position < last) {
        const auto events = repository.events(replay.position, chunk, ConversationId{});
        if (events.empty()) break;
        replay.position = events.back().seq;
        for (const Event& event : events) {
            if (touches_rights(staff, event)) return {};
            if (visible(audience, event)) replay.events.push_back(event);
        }
    }
    return replay;
}

Replay replay_visitor(Repository& repository, const Audience& audience, std::int64_t after,
                      std::int64_t last, std::size_t events_max) {
    const auto& visitor = std::get<VisitorAudience>(audience).visitor;
    auto events = repository.events(after, events_max + 1, visitor.conversation);
    if (events.size() > events_max) return {};
    Replay replay{.resumed = true, .position = last, .events = {}};
    for (Event& event : events) {
        replay.position = std::max(replay.position, event.seq);
        if (visible(audience, event)) replay.events.push_back(std::move(event));
    }
    return replay;
}

}  // namespace

Replay plan_replay(Repository& repository, const Audience& audience,
                   std::optional<std::int64_t> after, Instant now, const ReplayLimits& limits) {
    const std::int64_t last = repository.last_seq();
    Replay replay;
    if (after && std::holds_alternative<VisitorAudience>(audience)) {
        // Its own conversation is found by index, however much happened elsewhere.
        if (*after >= 0 && *after <= last) {
            replay = replay_visitor(repository, audience, *after, last, limits.visitor_events_max);
        }
    } else if (after && is_within(repository, *after, last, now, limits)) {
        replay = replay_staff(repository, audience, *after, last);
    }
    if (!replay.resumed) replay.position = repository.last_seq();
    return replay;
}

}  // namespace parley::http
