#include "app/turn.hpp"

namespace parley::app {
namespace {

void set_session(Event& event, const Live& live) {
    event.conversation = live.conversation.id;
    event.contact = live.conversation.contact;
    event.inbox = live.conversation.inbox;
    if (!live.session) {
        event.queue = live.last_queue;
        event.agent = live.last_agent;
        return;
    }
    event.session = live.session->id;
    event.queue = live.session->queue;
    event.agent = live.session->agent;
    const bool offered = live.work_item && live.work_item->state == WorkItemState::offered;
    for (const Colleague& colleague : live.colleagues) event.guests.push_back(colleague.agent);
    if (offered)
        event.agent = live.work_item->agent;  // Whoever is asked must see what they are asked.
}

}  // namespace

Published& Turn::append(EventType type, Actor actor, Visibility visibility) {
    Published& published = events.emplace_back();
    Event& event = published.event;
    event.seq = floor_.next_seq++;
    event.type = type;
    event.at = now;
    event.actor = actor.kind;
    event.actor_id = actor.id;
    event.visibility = visibility;
    return published;
}

void Turn::changed(const Agent& agent, EventType type, Actor actor, std::string detail) {
    put(agent);
    Published& published = append(type, actor, Visibility::staff);
    published.event.agent = agent.id;
    published.event.detail = std::move(detail);
    published.agent = std::make_shared<const Agent>(agent);
}

void Turn::changed(const Queue& queue, EventType type, Actor actor, std::string detail) {
    put(queue);
    Published& published = append(type, actor, Visibility::staff);
    published.event.queue = queue.id;
    published.event.detail = std::move(detail);
    published.queue = std::make_shared<const Queue>(queue);
}

void Turn::changed(const Inbox& inbox, EventType type, Actor actor) {
    put(inbox);
    Published& published = append(type, actor, Visibility::staff);
    published.event.inbox = inbox.id;
    published.inbox = std::make_shared<const Inbox>(inbox);
}

void Turn::changed(const Contact& contact, EventType type, Actor actor) {
    put(contact);
    Published& published = append(type, actor, Visibility::staff);
    published.event.contact = contact.id;
    published.contact = std::make_shared<const Contact>(contact);
}

void Turn::changed(const Workspace& workspace, EventType type, Actor actor) {
    put(workspace);
    Published& published = append(type, actor, Visibility::staff);
    published.workspace = std::make_shared<const Workspace>(workspace);
}

void Turn::session_changed(Live& live, EventType type, Actor actor, std::string detail,
                           QueueId former_queue, AgentId former_agent) {
    Published& published = append(type, actor, Visibility::everyone);
    set_session(published.event, live);
    published.event.detail = std::move(detail);
    published.event.former_queue = former_queue;
    published.event.former_agent = former_agent;
    live.session->version = published.event.seq;
    live.touched_at = now;
    floor_.place_changed(live);
    if (former_queue) floor_.positions.dirty.insert(former_queue);
    put(*live.session);
    if (live.work_item) put(*live.work_item);
    published.session = view_of(floor_, live);
}

void Turn::colleague_changed(Live& live, const Colleague& colleague, EventType type, Actor actor,
                             std::string detail) {
    put(colleague);
    Published& published = append(type, actor, Visibility::staff);
    set_session(published.event, live);
    published.event.former_agent = colleague.agent;
    published.event.detail = std::move(detail);
    live.session->version = published.event.seq;
    live.touched_at = now;
    put(*live.session);
    auto view = std::make_shared<SessionView>(*view_of(floor_, live));
    std::erase_if(view->colleagues, [](const Colleague& each) { return !each.is_open(); });
    published.session = std::move(view);
}

std::shared_ptr<const MessageView> Turn::post(Live& live, Message message,
                                              std::optional<Attachment> attachment, Actor actor,
                                              std::string sender_name) {
    message.id = make<MessageId>();
    message.conversation = live.conversation.id;
    message.session = live.session ? live.session->id : SessionId{};
    message.seq = ++live.conversation.last_seq;
    message.created_at = now;
    live.touched_at = now;
    if (!message.client_msg_id.empty())
        live.sent.remember(message.sender_id, message.client_msg_id, message.seq);
    if (message.sender == SenderKind::visitor) {
        ++live.unread;
        live.conversation.visitor_read = message.seq;
    } else if (message.sender == SenderKind::agent) {
        live.unread = 0;
        live.conversation.agent_read = message.seq;
    }

    put(live.conversation);
    put(message);
    const Visibility visibility = message.visibility;
    auto view = std::make_shared<MessageView>();
    view->message = std::move(message);
    view->attachment = std::move(attachment);
    view->sender_name = std::move(sender_name);
    // Lists show what somebody said last, not the house's own notices.
    if (view->message.kind != MessageKind::notice) live.last_message = view;

    Published& published = append(EventType::message_posted, actor, visibility);
    set_session(published.event, live);
    published.event.message = view->message.id;
    published.message = view;
    return view;
}

void Turn::notice(Live& live, std::string key) {
    Message message;
    message.sender = SenderKind::system;
    message.kind = MessageKind::notice;
    message.text = std::move(key);
    post(live, std::move(message), std::nullopt, Actor::system(), {});
}

}  // namespace parley::app
