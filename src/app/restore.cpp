#include "app/restore.hpp"

#include <algorithm>

#include "app/callbacks.hpp"

namespace parley::app {

std::int64_t last_offer_of(std::span<const WorkItem> items) {
    std::int64_t last = 0;
    for (const WorkItem& item : items) last = std::max(last, item.offer);
    return last;
}

routing::QueuePut declare(const Queue& queue) {
    routing::QueuePut put;
    put.queue = queue.id;
    put.strategy = queue.strategy;
    for (const std::string& skill : queue.skills) put.needs.push_back({skill, 1});
    put.share = queue.share;
    put.offer_for = std::chrono::seconds(queue.offer_seconds);
    put.overflow = queue.overflow_queue;
    put.overflow_after = std::chrono::seconds(queue.overflow_after_seconds);
    put.wrap_up = std::chrono::seconds(queue.wrap_up_seconds);
    put.waiting_max = static_cast<std::size_t>(queue.waiting_max);
    put.active = queue.active;
    put.hold_for = std::chrono::seconds(queue.familiar_seconds);
    put.answer_within = std::chrono::seconds(queue.answer_seconds);
    put.steps = queue.steps;
    put.offers = queue.picking != Picking::picked;
    return put;
}

routing::AgentPut declare(Floor& floor, const Agent& agent) {
    routing::AgentPut put;
    put.agent = agent.id;
    put.skills = agent.skills;
    put.queues = agent.queues;
    put.capacity = agent.capacity;
    put.active = agent.active;
    put.posts = agent.posts;
    if (const auto profile = floor.capacity_profiles.find(agent.capacity_profile);
        profile != floor.capacity_profiles.end()) {
        for (const ChannelShare& each : profile->second.shares)
            put.shares.push_back({floor.kind_of(each.channel), each.share});
    }
    return put;
}

namespace {

routing::ItemView view_of(const WorkItem& item, int kind) {
    routing::ItemView view;
    view.item = item.id;
    view.queue = item.queue;
    view.state = item.state;
    view.share = item.share;
    for (const Skill& skill : item.skills) view.needs.push_back({skill.name, skill.level});
    view.interruptible = item.interruptible;
    view.kind = kind;
    view.entered_at = item.entered_at;
    // Of a row that the version before wrote nobody knows since when.
    view.queued_at = item.queued_at == Instant{} ? item.entered_at : item.queued_at;
    view.boost = Duration(item.boost_ms);
    view.at_head = item.at_head;
    view.overflowed = item.overflowed;
    view.agent = item.agent;
    view.offer = item.offer;
    view.offer_expires_at = item.offer_expires_at;
    view.through = item.through;
    return view;
}

// Colleagues who take part in a session: to the router each is an item of their own.
void restore_parts(Floor& floor, const FloorRows& rows, Instant now) {
    std::map<SessionId, QueueId> queue_of;
    for (const Session& session : rows.sessions) queue_of[session.id] = session.queue;
    for (const Colleague& colleague : rows.colleagues) {
        const auto queue = queue_of.find(colleague.session);
        if (!colleague.item || queue == queue_of.end()) continue;
        routing::ItemView view;
        view.item = colleague.item;
        view.queue = queue->second;
        view.state = WorkItemState::assigned;
        view.share = colleague.share;
        view.entered_at = view.queued_at = colleague.joined_at;
        view.agent = colleague.agent;
        view.beside = true;
        floor.router.step(routing::ItemRestored{view}, now);
    }
}

}  // namespace

// Hash order must not reach the engine: the same rows give the same engine on every machine.
void restore_router(Floor& floor, const FloorRows& rows, Instant now) {
    std::vector<QueueId> queues;
    for (const auto& [id, queue] : floor.queues) queues.push_back(id);
    std::ranges::sort(queues);
    for (const QueueId id : queues) floor.router.step(declare(floor.queues.at(id)), now);

    std::vector<AgentId> agents;
    for (const auto& [id, agent] : floor.agents) agents.push_back(id);
    std::ranges::sort(agents);
    for (const AgentId id : agents) {
        const Agent& agent = floor.agents.at(id);
        floor.router.step(declare(floor, agent), now);
        routing::AgentView view;
        view.agent = id;
        view.presence = agent.presence;
        view.capacity = agent.capacity;
        view.idle_since = agent.presence_since;
        if (agent.wrap_up_until > now) view.wrap_up_until = agent.wrap_up_until;
        floor.router.step(routing::AgentRestored{view}, now);
    }

    restore_parts(floor, rows, now);
    std::vector<const WorkItem*> items;
    for (const WorkItem& item : rows.work_items) items.push_back(&item);
    std::ranges::sort(items, {}, [](const WorkItem* item) { return item->id; });
    std::unordered_map<SessionId, InboxId> inbox_of;
    for (const Session& session : rows.sessions) inbox_of[session.id] = session.inbox;
    std::unordered_map<SessionId, const Callback*> callback_of;
    for (const Callback& callback : rows.callbacks) callback_of[callback.session] = &callback;
    for (const WorkItem* item : items) {
        const auto callback = callback_of.find(item->session);
        const Callback* asked = callback == callback_of.end() ? nullptr : callback->second;
        if (asked != nullptr && asked->state == CallbackState::resting) continue;
        const int kind = kind_of(floor, inbox_of[item->session], asked);
        floor.router.step(routing::ItemRestored{view_of(*item, kind)}, now);
    }
}

void restore_live(Floor& floor, FloorRows rows, Instant now) {
    std::unordered_map<ConversationId, Live> entering;
    std::unordered_map<ContactId, Contact> contacts;
    for (Contact& contact : rows.contacts) contacts.emplace(contact.id, std::move(contact));
    std::unordered_map<ContactId, std::string> counts;
    for (ContactHistory& history : rows.histories)
        counts.emplace(history.contact, std::move(history.counts));
    for (const Conversation& conversation : rows.conversations) {
        Live& live = entering[conversation.id];
        live.history = floor.history_of(conversation.contact, counts[conversation.contact]);
        if (const auto contact = contacts.find(conversation.contact); contact != contacts.end())
            live.contact = contact->second;
        live.conversation = conversation;
        live.touched_at = now;
        live.sent.mark_incomplete();
    }
    std::unordered_map<SessionId, ConversationId> conversation_of;
    for (Session& session : rows.sessions) {
        const auto live = entering.find(session.conversation);
        if (live == entering.end()) continue;
        conversation_of[session.id] = session.conversation;
        live->second.session = std::move(session);
    }
    for (const WorkItem& item : rows.work_items) {
        const auto conversation = conversation_of.find(item.session);
        if (conversation == conversation_of.end()) continue;
        entering.at(conversation->second).work_item = item;
    }
    for (const Callback& callback : rows.callbacks) {
        const auto conversation = conversation_of.find(callback.session);
        if (conversation == conversation_of.end()) continue;
        entering.at(conversation->second).callback = callback;
        if (callback.state == CallbackState::resting)
            floor.resting[callback.session] = callback.due_at;
    }
    for (const Colleague& colleague : rows.colleagues) {
        const auto conversation = conversation_of.find(colleague.session);
        if (conversation == conversation_of.end()) continue;
        entering.at(conversation->second).colleagues.push_back(colleague);
        if (colleague.state == ColleagueState::asked)
            floor.asked[colleague.id] = {conversation->second, colleague.expires_at};
    }
    for (auto& [id, live] : entering) floor.admit(std::move(live));
}

void restore_talk(Floor& floor, std::span<const SessionId> sessions, Repository& repository) {
    for (const SessionId id : sessions) {
        Live* live = floor.live_of(id);
        auto view = repository.session(id);
        if (live == nullptr || !view) continue;
        live->unread = view->unread;
        if (view->last_message)
            live->last_message =
                std::make_shared<const MessageView>(std::move(*view->last_message));
    }
}

}  // namespace parley::app
