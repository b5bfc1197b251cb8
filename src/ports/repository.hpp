// Reads of one workspace. Bound to it at birth: ids of another workspace are simply not found.
//
// Blocking; used on a reader thread (ports/read_pool.hpp) or by an owner that rebuilds. Each call
// sees everything committed before it began. Throws StoreBroken when the database is at fault.
#pragma once

#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "ports/published.hpp"
#include "ports/views.hpp"
#include "ports/writer.hpp"

namespace parley {

struct StoreBroken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Everything an owner holds in memory; the rest is read when needed.
struct FloorRows {
    Workspace workspace;
    std::int64_t next_seq = 1;
    std::vector<Agent> agents;
    std::vector<Queue> queues;
    std::vector<Inbox> inboxes;
    std::vector<Webhook> webhooks;
    std::vector<WorkItem> work_items;         // Not finished.
    std::vector<Session> sessions;            // Open.
    std::vector<Conversation> conversations;  // Of the open sessions.
    std::vector<Contact> contacts;            // Of the open sessions.
    std::vector<Trunk> trunks;
    std::vector<Phone> phones;
    std::vector<PhoneNumber> phone_numbers;
    VoiceSettings voice_settings;
    ContactScheme contact_scheme;
    std::vector<RuleList> rule_lists;
    std::vector<CalendarRow> calendars;
    std::vector<ContactHistory> histories;  // Of the contacts of the open sessions.
    std::vector<WrapUpCode> wrap_up_codes;
    std::vector<CapacityProfile> capacity_profiles;
    RoutingHook routing_hook;  // Inactive, where there is none.
    std::vector<PresenceReason> presence_reasons;
    std::vector<Callback> callbacks;    // Of the open sessions.
    std::vector<Colleague> colleagues;  // Not ended.
    std::vector<CallView> calls;        // Not ended.
    bool has_kept_answers = false;      // Some may be due to be swept.
};

struct SentId {
    IdBytes sender{};
    std::string client_msg_id;
    std::int64_t seq = 0;
};

struct KnownContact {
    Contact contact;
    std::string counts;  // As in ContactHistory; empty: nothing happened.
};

enum class SessionList { mine, queue, all, closed };
BOOST_DESCRIBE_ENUM(SessionList, mine, queue, all, closed)

// Whose sessions may be seen: all of the workspace's, or those of these queues and of this agent.
struct Scope {
    bool all = false;
    AgentId agent;
    std::vector<QueueId> queues;
};

struct SessionQuery {
    SessionList list = SessionList::mine;
    Scope scope;
    std::string cursor;  // Empty: from the beginning. As given by the page before.
    std::size_t limit = 50;
};

template <class T>
struct PageOf {
    std::vector<T> items;
    std::string next_cursor;  // Empty: no more.
    bool bad_cursor = false;  // The query's cursor was none of this list's; there are no items.
};

struct SearchQuery {
    std::vector<std::string> tokens;  // All must occur. Of src/language, as in the index.
    Scope scope;
    std::string cursor;
    std::size_t limit = 50;
};

struct SearchResult {
    MessageView message;
    SessionView session;
};

struct SessionCounts {
    std::int64_t mine = 0;
    std::int64_t queue = 0;
    std::int64_t all = 0;
    std::int64_t mine_unread = 0;
};

struct DeliveryQuery {
    WebhookId webhook;
    std::optional<DeliveryState> state;
    std::int64_t first_seq = 0;  // Of the event; a test's is 0.
    std::int64_t last_seq = std::numeric_limits<std::int64_t>::max();
    std::string cursor;
    std::size_t limit = 50;
};

// What an agent's dialling has used up since a moment.
struct DialledSince {
    std::int64_t calls = 0;
    Duration talked{};
};

struct CallQuery {
    ConversationId conversation;  // One of the two, or neither: those not ended.
    ContactId contact;
    Scope scope;
    std::string cursor;
    std::size_t limit = 50;
};

class FactReads;  // ports/facts.hpp

class Repository {
public:
    virtual ~Repository() = default;

    virtual FloorRows floor() = 0;
    virtual std::optional<Workspace> workspace() = 0;

    virtual std::optional<Conversation> conversation(ConversationId id) = 0;
    virtual std::optional<Conversation> conversation_of(ContactId contact, InboxId inbox) = 0;
    virtual std::vector<Conversation> conversations_of(ContactId contact) = 0;
    virtual std::optional<Contact> contact(ContactId id) = 0;
    virtual std::vector<Identity> identities(ContactId contact) = 0;
    virtual std::optional<ContactHistory> history(ContactId contact) = 0;
    // At most `limit` after `after`, in the order of ids, with what happened to them of late.
    virtual std::vector<KnownContact> contacts_after(ContactId after, std::size_t limit) = 0;
    virtual std::optional<ContactScheme> contact_scheme() = 0;
    // Verified ones first, then those of the inbox, then the newest.
    virtual std::vector<Identity> identities(IdentityKind kind, std::string_view value,
                                             InboxId inbox) = 0;
    virtual std::optional<Agent> agent(AgentId id) = 0;
    virtual std::optional<Survey> survey_of(SessionId session) = 0;
    virtual std::optional<Attachment> attachment(AttachmentId id) = 0;

    // The newest `limit` ids sent in the conversation, newest first: the owner's memory of
    // duplicates.
    virtual std::vector<SentId> sent_ids(ConversationId conversation, std::size_t limit) = 0;
    virtual std::optional<MessageView> message_sent(ConversationId conversation,
                                                    const IdBytes& sender,
                                                    std::string_view client_msg_id) = 0;
    // The `limit` messages before `before_seq` (0: the newest), oldest first.
    virtual std::vector<MessageView> messages(ConversationId conversation, std::int64_t before_seq,
                                              std::size_t limit, Visibility most) = 0;

    virtual std::optional<SessionView> session(SessionId id) = 0;
    // What is kept of them, oldest first.
    virtual std::vector<RoutingDecision> routing_decisions(SessionId session) = 0;
    virtual std::optional<SessionView> last_session(ConversationId conversation) = 0;
    virtual std::vector<SessionView> sessions_of(ContactId contact, std::size_t limit) = 0;
    // mine, all, closed: newest first. queue (queued or offered): in order of entry.
    virtual PageOf<SessionView> sessions(const SessionQuery& query) = 0;
    virtual SessionCounts counts(const Scope& scope) = 0;
    virtual PageOf<SearchResult> search(const SearchQuery& query) = 0;

    // Events after `after`, oldest first, at most `limit`; of one conversation when it is not nil.
    virtual std::vector<Event> events(std::int64_t after, std::size_t limit,
                                      ConversationId conversation) = 0;
    virtual std::vector<Published> hydrate(std::vector<Event> events) = 0;
    virtual std::int64_t last_seq() = 0;

    virtual std::optional<ApiKeyView> api_key(ApiKeyId id) = 0;
    // Newest first, the revoked and expired among them.
    virtual PageOf<ApiKeyView> api_keys(std::string_view cursor, std::size_t limit) = 0;
    virtual std::size_t api_keys_not_revoked() = 0;
    // Also when its day is over, until it is swept.
    virtual std::optional<KeptAnswer> kept_answer(std::string_view caller,
                                                  std::string_view request_key) = 0;
    virtual std::int64_t reader_cursor(std::string_view reader) = 0;

    virtual std::optional<CallView> call(CallId id) = 0;
    // Newest first.
    virtual PageOf<CallView> calls(const CallQuery& query) = 0;
    virtual std::optional<Recording> recording(RecordingId id) = 0;
    // Whose time came before `now`, at most `limit`.
    virtual std::vector<Recording> recordings_due(Instant now, std::size_t limit) = 0;
    virtual DialledSince dialled_since(AgentId agent, Instant since) = 0;

    virtual std::vector<Webhook> webhooks() = 0;
    virtual std::vector<WebhookHealth> webhook_health() = 0;
    virtual std::optional<WebhookDelivery> webhook_delivery(WebhookDeliveryId id) = 0;
    // Those due first come first, due or not.
    virtual std::vector<WebhookDelivery> waiting_deliveries(WebhookId webhook,
                                                            std::size_t limit) = 0;
    // Newest first.
    virtual PageOf<WebhookDelivery> webhook_deliveries(const DeliveryQuery& query) = 0;
    // The newest delivery that was made before `before`, or is not among the newest `newest_max`.
    virtual std::optional<WebhookDeliveryId> webhook_log_surplus(WebhookId webhook, Instant before,
                                                                 std::size_t newest_max) = 0;

    // Lives as long as this, and is used on the same thread.
    virtual FactReads& facts() = 0;
};

struct VisitorIdentity {
    WorkspaceId workspace;
    Identity identity;
};

struct InboxPlace {
    WorkspaceId workspace;
    Inbox inbox;
};

struct ApiKeyPlace {
    WorkspaceId workspace;
    ApiKeyView view;
};

struct PhoneNumberPlace {
    WorkspaceId workspace;
    PhoneNumber number;
};

struct PhonePlace {
    WorkspaceId workspace;
    Phone phone;
};

struct TrunkPlace {
    WorkspaceId workspace;
    Trunk trunk;
};

struct CallPlace {
    WorkspaceId workspace;
    CallId call;
};

struct AccountPlace {
    Account account;
    std::vector<std::pair<WorkspaceId, AgentId>> agents;  // Active memberships.
};

// Reads over the whole installation: how a request finds its workspace (docs/guide/workspaces.md).
class Directory {
public:
    virtual ~Directory() = default;
    virtual std::vector<WorkspaceId> workspaces() = 0;
    virtual std::optional<AccountPlace> account_by_email(std::string_view email) = 0;
    virtual std::optional<Account> account(AccountId id) = 0;
    virtual std::optional<SignIn> sign_in_by_token(std::string_view token_hash) = 0;
    virtual std::vector<SignIn> sign_ins_of(AccountId account) = 0;
    virtual std::optional<VisitorIdentity> visitor(std::string_view public_id) = 0;
    virtual std::optional<InboxPlace> inbox_by_key(std::string_view public_key) = 0;
    virtual std::optional<ApiKeyPlace> api_key_by_hash(std::string_view secret_hash) = 0;
    virtual std::optional<PhoneNumberPlace> phone_number(std::string_view number) = 0;
    virtual std::vector<PhonePlace> phones() = 0;
    virtual std::vector<TrunkPlace> trunks() = 0;
    // Those that this voice process carries, or carried before it died: not ended, or with a
    // recording of which it was never told what is in it.
    virtual std::vector<CallPlace> unsettled_calls(std::string_view home) = 0;
};

// Opens readers, each for the use of one thread at a time.
class Store {
public:
    virtual ~Store() = default;
    virtual std::unique_ptr<Repository> repository(WorkspaceId workspace) = 0;
    virtual std::unique_ptr<Directory> directory() = 0;
    virtual Writer& writer() = 0;
    // Takes ownership of the workspace's writes: raises and returns its fence; older owners'
    // commits fail from now on. Blocking.
    virtual std::int64_t take_ownership(WorkspaceId workspace) = 0;
    // Empty when fit to write; else why not, e.g. "disk_full". Never blocks long.
    virtual std::string trouble() = 0;
};

}  // namespace parley
