// A batch says how rows shall be after it; it reads nothing, so it means the same on every
// database.
//
// Everything in one batch is committed together or not at all. `events` are numbered by the owner,
// gap free from `first_seq`; the commit holds only while the workspace's `next_seq` and `fence` are
// what the owner believes, which is both fencing and numbering (docs/adr/0006).
#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "domain/agent.hpp"
#include "domain/api_key.hpp"
#include "domain/attachment.hpp"
#include "domain/call.hpp"
#include "domain/callback.hpp"
#include "domain/capacity_profile.hpp"
#include "domain/colleague.hpp"
#include "domain/contact.hpp"
#include "domain/contact_scheme.hpp"
#include "domain/conversation.hpp"
#include "domain/event.hpp"
#include "domain/inbox.hpp"
#include "domain/kept_answer.hpp"
#include "domain/message.hpp"
#include "domain/phone.hpp"
#include "domain/presence_interval.hpp"
#include "domain/presence_reason.hpp"
#include "domain/queue.hpp"
#include "domain/routing_decision.hpp"
#include "domain/routing_hook.hpp"
#include "domain/session.hpp"
#include "domain/sign_in.hpp"
#include "domain/survey.hpp"
#include "domain/trunk.hpp"
#include "domain/voice_settings.hpp"
#include "domain/webhook.hpp"
#include "domain/webhook_health.hpp"
#include "domain/work_item.hpp"
#include "domain/workspace.hpp"
#include "domain/wrap_up_code.hpp"

namespace parley {

// The search index's line for one message: words of src/language, joined by spaces.
struct SearchEntry {
    MessageId message;
    ConversationId conversation;
    std::int64_t seq = 0;
    std::string tokens;
};

// How far a reader of the event spine has come.
struct ReaderCursor {
    std::string reader;  // "search", "webhooks".
    std::int64_t seq = 0;
};

// Empties the search index of the workspace; its reader starts again from nothing.
struct ClearSearch {};

// What came of an attempt: replaces all of the delivery that an attempt changes; nothing where the
// delivery is gone meanwhile.
struct WebhookAttempt {
    WebhookDelivery delivery;
};

// The delivery waits again, as if it had never been tried.
struct WebhookReplay {
    WebhookDeliveryId delivery;
    Instant at;
};

// The webhook, its health and its log.
struct ForgetWebhook {
    WebhookId webhook;
};

// Of the webhook's log go the oldest, up to this one, at most `at_once_max`.
struct TrimWebhookLog {
    static constexpr std::size_t at_once_max = 2'000;

    WebhookId webhook;
    WebhookDeliveryId up_to;
};

// Answers older than this are gone.
struct ForgetAnswers {
    Instant before;
};

// The row of that id is gone.
template <class T>
struct Gone {
    decltype(T::id) id;
};

// One of a workspace's lists of rules, as JSON (app/rule_lists.hpp).
enum class RuleListKind { priority, entry, segments };
BOOST_DESCRIBE_ENUM(RuleListKind, priority, entry, segments)

struct RuleList {
    RuleListKind kind{};
    std::string rules;
};

// What happened to a contact of late: rules::History::bytes(), in hexadecimal digits.
struct ContactHistory {
    ContactId contact;
    std::string counts;
};

// A working calendar, its terms as JSON (codec/calendar.hpp).
struct CalendarRow {
    static constexpr std::size_t name_max = 100;

    CalendarId id;
    std::string name;
    std::string terms;
    Instant created_at;
};

// A step of the reader of facts, with its cursor (ports/facts.hpp).
struct FactStep;

// Each row replaces the row of the same key whole, or is added. Message is only ever added: the
// same (conversation, sender, client_msg_id) twice fails the batch, for the owner should have
// known. WebhookDelivery and KeptAnswer are only ever added, too.
using Row =
    std::variant<Workspace, Account, SignIn, Agent, Queue, Inbox, Contact, Identity, Conversation,
                 Session, WorkItem, Message, Attachment, Survey, PresenceInterval, SearchEntry,
                 ReaderCursor, ClearSearch, Webhook, WebhookHealth, WebhookDelivery, WebhookAttempt,
                 WebhookReplay, ForgetWebhook, TrimWebhookLog, ApiKey, ApiKeyUse, KeptAnswer,
                 ForgetAnswers, Trunk, Phone, PhoneNumber, VoiceSettings, Call, Leg, Recording,
                 ContactScheme, RuleList, ContactHistory, CalendarRow, Gone<CalendarRow>,
                 WrapUpCode, Colleague, CapacityProfile, Gone<CapacityProfile>, Callback,
                 RoutingDecision, RoutingHook, PresenceReason, Gone<Trunk>, Gone<Phone>,
                 Gone<PhoneNumber>, std::shared_ptr<const FactStep>>;

// bulk: imports, erasures, indexes; written only when no live batch waits.
enum class Lane { live, bulk };

struct Batch {
    WorkspaceId workspace;   // Nil: rows of the installation (accounts, sign-ins), without events.
    std::int64_t fence = 0;  // Of the owner; unused without events.
    std::int64_t first_seq = 0;  // Number of events[0]; unused without events.
    std::vector<Event> events;
    std::vector<Row> rows;
    Lane lane = Lane::live;
};

}  // namespace parley
