// The live state of one workspace: who is there, what is open, where it stands.
//
// Ownership: one Floor per workspace, touched only on its owner's thread (owner.hpp). It is a copy
// of the store that can be thrown away: `Floor::load` makes it anew.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "app/answer_memory.hpp"
#include "app/calls/live_calls.hpp"
#include "app/changed_contacts.hpp"
#include "app/positions.hpp"
#include "app/rulebook.hpp"
#include "app/sent_memory.hpp"
#include "app/waiting_sessions.hpp"
#include "domain/reconciliation.hpp"
#include "ports/channel.hpp"
#include "ports/repository.hpp"
#include "routing/engine.hpp"

namespace parley::app {

// How an entry rule sent a session to where it is.
struct EntryChoice {
    std::string rule;  // Its name, until it is written down; empty: none held.
    AgentId agent;     // Whom it was held for.
};

// The routing hook is asked about a session, or was, and its queue is full.
struct HookWait {
    HookCallId call;  // Nil: no answer is awaited any more.
    Instant since;
};

// A conversation in memory, with its open session if it has one.
struct Live {
    Conversation conversation;
    Contact contact;
    std::optional<Session> session;     // Open only.
    std::optional<WorkItem> work_item;  // Of the open session.
    std::optional<Callback> callback;   // The same.
    std::vector<Colleague> colleagues;  // Of the open session: asked or taking part.
    QueueId last_queue;                 // Of the session closed last: without an open one, its
    AgentId last_agent;                 // people are those who see the conversation.
    std::shared_ptr<const MessageView> last_message;
    std::int64_t unread = 0;
    std::unordered_map<SessionId, Survey> surveys;  // Of closed sessions, those asked for lately.
    std::unordered_map<SessionId, Session> ended;   // Those changed lately, after they had closed.
    SentMemory sent;
    Instant touched_at;
    std::shared_ptr<rules::History> history;
    EntryChoice entry;                  // Of the open session; not stored.
    ToldPosition told;                  // Not stored.
    WaitingSpot spot;                   // Not stored.
    std::optional<HookWait> hook_wait;  // Not stored.

    bool is_waiting() const {
        return session && work_item && work_item->state == WorkItemState::waiting;
    }
    // Open, and unknown to the router: a callback between two calls, or a session about which the
    // routing hook is asked.
    bool rests() const {
        return hook_wait || (callback && callback->state == CallbackState::resting);
    }
};

// Which connections an agent has, and since when none: momentary, never stored.
struct Attendance {
    int connections = 0;
    std::optional<Instant> absent_since;
    Presence before_lost = Presence::offline;
};

// A colleague who has not answered yet.
struct StandingQuestion {
    ConversationId conversation;
    Instant expires_at;
};

class Floor {
public:
    // Conversations without an open session stay in memory this many at most, oldest out first.
    static constexpr std::size_t idle_max = 5'000;

    Floor(FloorRows rows, Instant now, TimeZones& zones,
          const std::vector<ChannelManifest>& channels);

    Workspace workspace;
    std::int64_t next_seq = 1;
    std::unordered_map<AgentId, Agent> agents;
    std::unordered_map<QueueId, Queue> queues;
    std::unordered_map<InboxId, Inbox> inboxes;
    std::unordered_map<WebhookId, Webhook> webhooks;
    std::unordered_map<TrunkId, Trunk> trunks;
    std::unordered_map<PhoneId, Phone> phones;
    std::unordered_map<PhoneNumberId, PhoneNumber> phone_numbers;
    VoiceSettings voice_settings;
    LiveCalls calls;
    std::unordered_map<AgentId, Attendance> attendance;
    std::unordered_map<QueueId, QueueCalm> calm;  // alerts.hpp
    WaitingSessions waiting;
    PositionRound positions;
    RepairPatience repair_patience;  // reconcile.hpp
    bool has_repairs = false;        // As the last look found.
    std::shared_ptr<const Rulebook> rules;
    std::map<WrapUpCodeId, WrapUpCode> wrap_up_codes;
    std::map<CapacityProfileId, CapacityProfile> capacity_profiles;
    std::map<PresenceReasonId, PresenceReason> presence_reasons;
    RoutingHook routing_hook;
    HookHealth hook_health;
    std::map<SessionId, Instant> hook_waits;  // Sessions it is asked about, until then.
    std::map<SessionId, Instant> resting;  // Callbacks that the router does not know, until then.
    std::map<ColleagueId, StandingQuestion> asked;  // Questions that stand (colleagues.hpp).
    routing::Engine router;
    AnswerMemory answered;
    ChangedContacts changed_contacts;

    // By what number the router knows a channel's items; 0: of no kind, as when there are too many.
    int kind_of(const std::string& channel);

    Live* live(ConversationId id);
    const Live* live(ConversationId id) const;
    Live* live_of(SessionId id);
    const Live* live_of(SessionId id) const;
    Live* live_of(WorkItemId id);
    const Agent* agent(AgentId id) const;
    const Queue* queue(QueueId id) const;
    const Inbox* inbox(InboxId id) const;
    const PresenceReason* presence_reason(std::string_view word) const;
    // "call" where people speak, else "chat".
    std::string medium_of(const Inbox& inbox) const;

    // Rules, or what they speak of, as they are to be from now on; changes nothing where it refuses
    // what replaces() does.
    Result<> adopt(RuleSources sources, std::optional<RuleListKind> changed = std::nullopt);
    // The same, to be asked only: rules on trial.
    Result<std::shared_ptr<const Rulebook>> supposed(
        RuleSources sources, std::optional<RuleListKind> changed = std::nullopt) const;
    TimeZones& zones() const { return zones_; }
    // The calendar's, or the workspace's; null: there is none of that name.
    std::shared_ptr<const TimeZone> zone_of(const rules::CalendarTerms& terms) const;
    // A queue without a calendar always is.
    bool is_open(const Queue& queue, Instant at) const;
    // What happened to the contact of late; one for all their conversations in memory. `counts` is
    // what the store has, for who is not in memory yet.
    std::shared_ptr<rules::History> history_of(ContactId contact, std::string_view counts);

    // Brings a conversation into memory, unless it is there already.
    Live& admit(Live live);
    // The session (and its work item) of `live` are findable from now on / no longer.
    void index(Live& live);
    void forget_session(Live& live);
    // It may have got or lost a place in its queue, and so may others there.
    void place_changed(Live& live);
    // Its open session goes on as another work item. REQUIRES: live.work_item.
    void replace_item(Live& live, const WorkItem& item);

    // Somebody of the queue, or of its back-up, is present and could be offered its work later.
    bool is_staffed(QueueId id) const;
    std::vector<const Live*> open() const;               // With an open session, in no order.
    std::vector<WorkItemId> items_of(AgentId id) const;  // Assigned, in id order.

private:
    void evict();
    void forget_history(const Live& leaving);

    TimeZones& zones_;
    const std::vector<ChannelManifest>& channels_;
    std::unordered_map<ContactId, std::weak_ptr<rules::History>> histories_;

    std::unordered_map<ConversationId, std::unique_ptr<Live>> live_;
    std::unordered_map<SessionId, ConversationId> by_session_;
    std::unordered_map<WorkItemId, ConversationId> by_work_item_;
    std::deque<ConversationId> idle_;
    std::vector<std::string> kinds_;
};

// The session of `live` as pages are shown it. REQUIRES: live.session.
std::shared_ptr<const SessionView> view_of(const Floor& floor, const Live& live);

}  // namespace parley::app
