#include "app/asked.hpp"

namespace parley::app {
namespace {

bool is_newcomer(const Live& live) {
    return live.last_agent.is_nil() && live.history->counter("served") == nullptr;
}

bool leads_somewhere(const Floor& floor, const rules::EntryRule& rule) {
    if (rule.queue_id) {
        const Queue* queue = floor.queue(*rule.queue_id);
        if (queue == nullptr || !queue->active) return false;
    }
    if (!rule.agent_id) return true;
    const Agent* agent = floor.agent(*rule.agent_id);
    return agent != nullptr && agent->active;
}

}  // namespace

AskedSession asked_session(const Floor& floor, const Live& live, const Inbox& inbox, QueueId queue,
                           const Source& source) {
    AskedSession session;
    session.inbox = inbox.id;
    session.channel = inbox.channel;
    session.medium = floor.medium_of(inbox);
    session.queue = queue;
    session.source = &source;
    session.is_newcomer = is_newcomer(live);
    if (live.last_message && live.last_message->message.sender == SenderKind::visitor)
        session.first_message = live.last_message->message.text;
    return session;
}

Entry entry_of(const Floor& floor, const Rulebook& book, const Inbox& inbox,
               const rules::Given& given) {
    const rules::EntryRules& list = book.sources().entry;
    std::vector<bool> closed;
    for (const rules::EntryRule& rule : list.rules) closed.push_back(!leads_somewhere(floor, rule));
    const auto at = rules::first_rule(list, book.entry(), closed, given);
    if (!at) return {std::nullopt, inbox.queue, {}};
    const rules::EntryRule& rule = list.rules[*at];
    return {at, rule.queue_id.value_or(inbox.queue), rule.agent_id.value_or(AgentId{})};
}

const Queue* open_instead_of(const Floor& floor, const Queue& queue, Instant now) {
    const Queue* at = &queue;
    for (int hop = 0; hop < closed_hops_max; ++hop) {
        const bool stays = floor.is_open(*at, now) || at->closed != ClosedTreatment::other_queue;
        const Queue* next = stays ? nullptr : floor.queue(at->closed_queue);
        if (next == nullptr || !next->active) break;
        at = next;
    }
    return at;
}

void give_head_start(const Floor& floor, const Turn& turn, Live& live) {
    const Rulebook& book = *floor.rules;
    const auto& priority = book.sources().priority;
    const Inbox* inbox = floor.inbox(live.conversation.inbox);
    if (priority.rules.empty() || inbox == nullptr) return;
    AskedSession session =
        asked_session(floor, live, *inbox, live.work_item->queue, live.session->source);
    session.waiting_since = live.work_item->entered_at;
    const rules::Facts facts = facts_of(book, live.contact, *live.history, &session, turn.now);
    const auto start = rules::head_start(priority, book.priority(), book.catalogue(),
                                         {facts, *live.history, turn.now});
    live.work_item->boost_ms = std::int64_t{start.seconds} * 1'000;
    live.work_item->head_starts.clear();
    for (const rules::Worth& worth : start.worths)
        live.work_item->head_starts.push_back({priority.rules[worth.rule].name, worth.seconds});
}

}  // namespace parley::app
