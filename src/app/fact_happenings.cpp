#include "app/fact_happenings.hpp"

#include <algorithm>

#include "insight/courtesy.hpp"
#include "ports/facts.hpp"

namespace parley::app {
namespace {

bool needs_rows(const Event& event) {
    switch (event.type) {
        case EventType::message_posted:
            return event.actor != ActorKind::system && event.visibility == Visibility::everyone;
        case EventType::session_opened:
        case EventType::session_closed:
        case EventType::session_summarized:
        case EventType::session_rated:
        case EventType::call_ended: return true;
        default: return false;
    }
}

std::vector<insight::Talk> talks_of(const CallView& view) {
    std::vector<insight::Talk> talks;
    for (const Leg& leg : view.legs) {
        const bool talked = leg.kind == LegKind::agent && leg.joined_at != Instant{};
        if (!talked || view.call.answered_at == Instant{}) continue;
        const Instant end = leg.left_at == Instant{} ? view.call.ended_at : leg.left_at;
        talks.push_back({leg.agent, std::max(leg.joined_at, view.call.answered_at), end});
    }
    return talks;
}

// Rows that are gone, as by an erasure, leave what they would have said at its default.
void learn(insight::Happening& happening, const Published& published) {
    if (published.message) {
        const Message& message = published.message->message;
        happening.kind = message.kind;
        happening.is_courtesy = message.sender == SenderKind::visitor &&
                                message.kind == MessageKind::text &&
                                insight::is_courtesy(message.text);
    }
    if (published.session) {
        const Session& session = published.session->session;
        happening.left_message = session.left_message;
        happening.resolved = session.resolved;
        happening.codes = session.wrap_up_codes;
        if (published.session->survey) happening.score = published.session->survey->score;
    }
    if (published.call) happening.talks = talks_of(*published.call);
}

}  // namespace

bool makes_facts(const Event& event) {
    switch (event.type) {
        case EventType::session_opened:
        case EventType::session_queued:
        case EventType::session_offered:
        case EventType::session_offer_withdrawn:
        case EventType::session_assigned:
        case EventType::session_transferred:
        case EventType::session_closed:
        case EventType::session_summarized:
        case EventType::session_rated:
        case EventType::message_posted:
        case EventType::call_started:
        case EventType::call_ended:
        case EventType::agent_presence_changed:
        case EventType::agent_wrap_up_started:
        case EventType::agent_wrap_up_extended:
        case EventType::agent_wrap_up_ended: return true;
        default: return false;
    }
}

std::vector<insight::Happening> happenings_of(Repository& repository, std::vector<Event> events) {
    std::vector<Event> asked;
    std::ranges::copy_if(events, std::back_inserter(asked), needs_rows);
    const auto published = repository.hydrate(std::move(asked));
    auto next = published.begin();
    std::vector<insight::Happening> happenings;
    happenings.reserve(events.size());
    for (Event& event : events) {
        insight::Happening& happening = happenings.emplace_back();
        if (event.type == EventType::agent_presence_changed)
            happening.presence = repository.facts().presence_from(event.agent, event.at);
        if (needs_rows(event)) learn(happening, *next++);
        happening.event = std::move(event);
    }
    return happenings;
}

}  // namespace parley::app
