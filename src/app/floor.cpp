#include "app/floor.hpp"

#include <algorithm>

#include "app/histories.hpp"
#include "app/restore.hpp"

namespace parley::app {
namespace {

template <class Map, class Key>
auto* find_in(Map& map, const Key& key) {
    const auto found = map.find(key);
    return found == map.end() ? nullptr : &found->second;
}

}  // namespace

Floor::Floor(FloorRows rows, Instant now, TimeZones& zones,
             const std::vector<ChannelManifest>& channels)
    : next_seq(rows.next_seq),
      rules(std::make_shared<const Rulebook>(sources_of(rows), zones)),
      router(routing::Policy{.last_offer = last_offer_of(rows.work_items)}),
      zones_(zones),
      channels_(channels) {
    workspace = std::move(rows.workspace);
    for (Agent& agent : rows.agents) {
        if (agent.presence != Presence::offline)
            attendance[agent.id] = Attendance{.absent_since = now, .before_lost = agent.presence};
        agents.emplace(agent.id, std::move(agent));
    }
    for (Queue& queue : rows.queues) queues.emplace(queue.id, std::move(queue));
    for (Inbox& inbox : rows.inboxes) inboxes.emplace(inbox.id, std::move(inbox));
    for (Webhook& webhook : rows.webhooks) webhooks.emplace(webhook.id, std::move(webhook));
    for (Trunk& trunk : rows.trunks) trunks.emplace(trunk.id, std::move(trunk));
    for (Phone& phone : rows.phones) phones.emplace(phone.id, std::move(phone));
    for (PhoneNumber& number : rows.phone_numbers)
        phone_numbers.emplace(number.id, std::move(number));
    voice_settings = std::move(rows.voice_settings);
    for (WrapUpCode& code : rows.wrap_up_codes) wrap_up_codes.emplace(code.id, std::move(code));
    for (PresenceReason& reason : rows.presence_reasons)
        presence_reasons.emplace(reason.id, std::move(reason));
    for (CapacityProfile& profile : rows.capacity_profiles)
        capacity_profiles.emplace(profile.id, std::move(profile));
    routing_hook = std::move(rows.routing_hook);
    for (CallView& view : rows.calls) calls.add(std::move(view));
    if (rows.has_kept_answers) answered.expect_kept(now);
    restore_router(*this, rows, now);
    restore_live(*this, std::move(rows), now);
}

int Floor::kind_of(const std::string& channel) {
    auto found = std::ranges::find(kinds_, channel);
    if (found == kinds_.end()) {
        if (std::ssize(kinds_) == routing::Engine::kinds_max) return 0;
        found = kinds_.insert(found, channel);
    }
    return static_cast<int>(found - kinds_.begin()) + 1;
}

Live* Floor::live(ConversationId id) {
    const auto found = live_.find(id);
    return found == live_.end() ? nullptr : found->second.get();
}

const Live* Floor::live(ConversationId id) const {
    const auto found = live_.find(id);
    return found == live_.end() ? nullptr : found->second.get();
}

Live* Floor::live_of(SessionId id) {
    const auto* conversation = find_in(by_session_, id);
    return conversation == nullptr ? nullptr : live(*conversation);
}

const Live* Floor::live_of(SessionId id) const {
    const auto* conversation = find_in(by_session_, id);
    return conversation == nullptr ? nullptr : live(*conversation);
}

Live* Floor::live_of(WorkItemId id) {
    const auto* conversation = find_in(by_work_item_, id);
    return conversation == nullptr ? nullptr : live(*conversation);
}

const Agent* Floor::agent(AgentId id) const { return find_in(agents, id); }
const Queue* Floor::queue(QueueId id) const { return find_in(queues, id); }
const Inbox* Floor::inbox(InboxId id) const { return find_in(inboxes, id); }

const PresenceReason* Floor::presence_reason(std::string_view word) const {
    for (const auto& [id, reason] : presence_reasons) {
        if (reason.word == word) return &reason;
    }
    return nullptr;
}

std::string Floor::medium_of(const Inbox& inbox) const {
    const auto channel = std::ranges::find(channels_, inbox.channel, &ChannelManifest::key);
    return channel != channels_.end() && channel->capabilities.voice ? "call" : "chat";
}

Result<std::shared_ptr<const Rulebook>> Floor::supposed(RuleSources sources,
                                                        std::optional<RuleListKind> changed) const {
    auto next = std::make_shared<const Rulebook>(std::move(sources), zones_);
    CHECKED(replaces(*rules, *next, changed));
    return next;
}

std::shared_ptr<const TimeZone> Floor::zone_of(const rules::CalendarTerms& terms) const {
    return terms.zone.empty() ? rules->zone() : zones_.zone(terms.zone);
}

bool Floor::is_open(const Queue& queue, Instant at) const {
    const auto calendar = rules->calendar(queue.calendar);
    return calendar == nullptr || calendar->is_open(at);
}

Result<> Floor::adopt(RuleSources sources, std::optional<RuleListKind> changed) {
    TRY(rules, supposed(std::move(sources), changed));
    return {};
}

std::shared_ptr<rules::History> Floor::history_of(ContactId contact, std::string_view counts) {
    std::weak_ptr<rules::History>& kept = histories_[contact];
    if (auto there = kept.lock()) return there;
    auto read = history_in(counts);
    kept = read;
    return read;
}

Live& Floor::admit(Live entering) {
    const ConversationId id = entering.conversation.id;
    if (!entering.history) entering.history = history_of(entering.conversation.contact, {});
    auto [place, is_new] = live_.try_emplace(id);
    if (is_new) {
        place->second = std::make_unique<Live>(std::move(entering));
        if (place->second->session)
            index(*place->second);
        else
            idle_.push_back(id);
        evict();
    }
    return *live_.at(id);
}

void Floor::index(Live& live) {
    by_session_[live.session->id] = live.conversation.id;
    if (live.work_item) by_work_item_[live.work_item->id] = live.conversation.id;
    waiting.look_at(live);
}

void Floor::replace_item(Live& live, const WorkItem& item) {
    by_work_item_.erase(live.work_item->id);
    live.work_item = item;
    index(live);
}

void Floor::place_changed(Live& live) {
    positions.dirty.insert(live.session->queue);
    waiting.look_at(live);
}

void Floor::forget_session(Live& live) {
    waiting.drop(live);
    by_session_.erase(live.session->id);
    if (live.work_item) by_work_item_.erase(live.work_item->id);
    idle_.push_back(live.conversation.id);
    evict();
}

// The last conversation of a contact to leave memory takes their history along.
void Floor::forget_history(const Live& leaving) {
    if (leaving.history.use_count() == 1) histories_.erase(leaving.conversation.contact);
}

// A conversation just touched may have changes that are not committed yet, so it is never let go of
// then; the bound gives way for that moment.
void Floor::evict() {
    while (idle_.size() > idle_max) {
        const ConversationId oldest = idle_.front();
        Live* live_there = live(oldest);
        if (live_there != nullptr && !live_there->session) {
            const Live* newest = live(idle_.back());
            const bool just_touched =
                newest != nullptr &&
                newest->touched_at - live_there->touched_at < std::chrono::minutes(1);
            if (just_touched) return;
            forget_history(*live_there);
            live_.erase(oldest);
        }
        idle_.pop_front();
    }
}

bool Floor::is_staffed(QueueId id) const {
    const Queue* there = queue(id);
    if (there == nullptr) return false;
    if (router.staffed(id) > 0) return true;
    for (const auto& [agent_id, agent] : agents) {
        if (!agent.active || agent.presence == Presence::offline) continue;
        for (const QueueId of : agent.queues) {
            if (of == id || (there->overflow_queue && of == there->overflow_queue)) return true;
        }
    }
    return false;
}

std::vector<const Live*> Floor::open() const {
    std::vector<const Live*> open;
    open.reserve(by_session_.size());
    for (const auto& [session, conversation] : by_session_) {
        const Live* there = live(conversation);
        if (there != nullptr && there->session) open.push_back(there);
    }
    return open;
}

std::vector<WorkItemId> Floor::items_of(AgentId id) const {
    std::vector<WorkItemId> items;
    for (const auto& [conversation, entry] : live_) {
        if (!entry->session || !entry->work_item || entry->work_item->agent != id) continue;
        if (entry->work_item->state == WorkItemState::assigned)
            items.push_back(entry->work_item->id);
    }
    std::ranges::sort(items);
    return items;
}

std::shared_ptr<const SessionView> view_of(const Floor& floor, const Live& live) {
    auto view = std::make_shared<SessionView>();
    view->session = *live.session;
    if (const Inbox* inbox = floor.inbox(live.conversation.inbox)) view->channel = inbox->channel;
    view->contact_name = live.contact.name;
    view->contact_locale = live.contact.locale;
    if (const Agent* agent = floor.agent(live.session->agent)) view->agent_name = agent->name;
    view->work_item = live.work_item;
    view->colleagues = live.colleagues;
    view->callback = live.callback;
    if (const auto survey = live.surveys.find(live.session->id); survey != live.surveys.end())
        view->survey = survey->second;
    if (live.last_message) view->last_message = *live.last_message;
    view->agent_read = live.conversation.agent_read;
    view->visitor_read = live.conversation.visitor_read;
    view->unread = live.unread;
    return view;
}

}  // namespace parley::app
