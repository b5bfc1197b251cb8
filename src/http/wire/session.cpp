#include "http/wire/session.hpp"

#include "domain/region.hpp"

namespace parley::wire {
namespace {

codec::Nullable<Offer> offer_of(const SessionView& view) {
    if (!view.work_item || view.work_item->state != WorkItemState::offered) return {};
    return Offer{.agent_id = view.work_item->agent,
                 .number = view.work_item->offer,
                 .expires_at = view.work_item->offer_expires_at};
}

// Of an open session.
const WorkItem* work_of(const SessionView& view) {
    const bool is_open = view.work_item && view.work_item->state != WorkItemState::finished;
    return is_open ? &*view.work_item : nullptr;
}

codec::Nullable<std::string> number_of(const SessionView& view) {
    if (!view.callback) return {};
    return view.callback->number;
}

codec::Nullable<Rating> rating_of(const SessionView& view) {
    if (!view.survey || view.survey->state != SurveyState::answered) return {};
    return Rating{.score = view.survey->score,
                  .comment = view.survey->comment,
                  .tags = view.survey->tags,
                  .at = view.survey->answered_at};
}

}  // namespace

Session to_wire(const SessionView& view, const Links& links) {
    const parley::Session& session = view.session;
    const WorkItem* work = work_of(view);
    Session wire{
        .id = session.id,
        .conversation_id = session.conversation,
        .inbox_id = session.inbox,
        .channel = view.channel,
        .contact_id = session.contact,
        .contact_name = view.contact_name,
        .contact_locale = language_of(view.contact_locale),
        .queue_id = session.queue,
        .agent_id = codec::nullable(session.agent),
        .state = session.state,
        .left_message = session.left_message,
        .offer = offer_of(view),
        .share = work != nullptr ? work->share : 0,
        .boost_ms = work != nullptr ? work->boost_ms : 0,
        .source = {session.source.page_url, session.source.page_title, session.source.referrer},
        .opened_at = session.opened_at,
        .assigned_at = session.assigned_at,
        .first_reply_at = session.first_reply_at,
        .closed_at = session.closed_at,
        .close_reason = session.close_reason,
        .summary = session.summary,
        .resolved = session.resolved,
        .wrap_up_code_ids = {},
        .colleagues = {},
        .callback = {},
        .rating = rating_of(view),
        .last_message = {},
        .agent_read = view.agent_read,
        .visitor_read = view.visitor_read,
        .unread = view.unread,
        .version = session.version};
    for (const WrapUpCodeId& id : session.wrap_up_codes) wire.wrap_up_code_ids.push_back(id);
    for (const parley::Colleague& each : view.colleagues) wire.colleagues.push_back(to_wire(each));
    if (view.callback) wire.callback = to_wire(*view.callback);
    if (view.last_message) wire.last_message = to_wire(*view.last_message, links);
    return wire;
}

// An offered session is still waiting, as far as its visitor can tell: to whom it is offered, and
// that somebody let it pass, is not theirs to know.
VisitorSession to_visitor_wire(const SessionView& view) {
    const parley::Session& session = view.session;
    const bool offered = session.state == SessionState::offered;
    return {.id = session.id,
            .state = offered ? SessionState::queued : session.state,
            .left_message = session.left_message,
            .agent_id = codec::nullable(session.agent),
            .agent_name = view.agent_name,
            .opened_at = session.opened_at,
            .closed_at = session.closed_at,
            .close_reason = session.close_reason,
            .rating = rating_of(view),
            .callback_number = number_of(view),
            .version = session.version};
}

parley::Source from_wire(Source source) {
    const parley::Source given{.page_url = std::move(source.page_url),
                               .page_title = std::move(source.page_title),
                               .referrer = std::move(source.referrer)};
    return given.cleaned();
}

}  // namespace parley::wire
