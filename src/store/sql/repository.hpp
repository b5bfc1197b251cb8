// The reads of one workspace. Split by what is read: repository_floor.cpp, _talk.cpp, _lists.cpp,
// _search.cpp, _spine.cpp, _webhooks.cpp, _access.cpp, _calls.cpp, _contacts.cpp; fact_reads.hpp.
#pragma once

#include "ports/repository.hpp"
#include "store/sql/reader.hpp"

namespace parley::sql {

class SqlRepository final : public Repository {
public:
    SqlRepository(std::shared_ptr<Reader> reader, WorkspaceId workspace);
    ~SqlRepository() override;

    FloorRows floor() override;
    std::optional<Workspace> workspace() override;

    std::optional<Conversation> conversation(ConversationId id) override;
    std::optional<Conversation> conversation_of(ContactId contact, InboxId inbox) override;
    std::vector<Conversation> conversations_of(ContactId contact) override;
    std::optional<Contact> contact(ContactId id) override;
    std::vector<Identity> identities(ContactId contact) override;
    std::vector<Identity> identities(IdentityKind kind, std::string_view value,
                                     InboxId inbox) override;
    std::optional<ContactHistory> history(ContactId contact) override;
    std::vector<KnownContact> contacts_after(ContactId after, std::size_t limit) override;
    std::optional<ContactScheme> contact_scheme() override;
    std::optional<Agent> agent(AgentId id) override;
    std::optional<Survey> survey_of(SessionId session) override;
    std::optional<Attachment> attachment(AttachmentId id) override;

    std::vector<SentId> sent_ids(ConversationId conversation, std::size_t limit) override;
    std::optional<MessageView> message_sent(ConversationId conversation, const IdBytes& sender,
                                            std::string_view client_msg_id) override;
    std::vector<MessageView> messages(ConversationId conversation, std::int64_t before_seq,
                                      std::size_t limit, Visibility most) override;

    std::optional<SessionView> session(SessionId id) override;
    std::vector<RoutingDecision> routing_decisions(SessionId session) override;
    std::optional<SessionView> last_session(ConversationId conversation) override;
    std::vector<SessionView> sessions_of(ContactId contact, std::size_t limit) override;
    PageOf<SessionView> sessions(const SessionQuery& query) override;
    SessionCounts counts(const Scope& scope) override;
    PageOf<SearchResult> search(const SearchQuery& query) override;

    std::vector<Event> events(std::int64_t after, std::size_t limit,
                              ConversationId conversation) override;
    std::vector<Published> hydrate(std::vector<Event> events) override;
    std::int64_t last_seq() override;

    std::optional<ApiKeyView> api_key(ApiKeyId id) override;
    PageOf<ApiKeyView> api_keys(std::string_view cursor, std::size_t limit) override;
    std::size_t api_keys_not_revoked() override;
    std::optional<KeptAnswer> kept_answer(std::string_view caller,
                                          std::string_view request_key) override;
    std::int64_t reader_cursor(std::string_view reader) override;

    std::optional<CallView> call(CallId id) override;
    PageOf<CallView> calls(const CallQuery& query) override;
    std::optional<Recording> recording(RecordingId id) override;
    std::vector<Recording> recordings_due(Instant now, std::size_t limit) override;
    DialledSince dialled_since(AgentId agent, Instant since) override;

    std::vector<Webhook> webhooks() override;
    std::vector<WebhookHealth> webhook_health() override;
    std::optional<WebhookDelivery> webhook_delivery(WebhookDeliveryId id) override;
    std::vector<WebhookDelivery> waiting_deliveries(WebhookId webhook, std::size_t limit) override;
    PageOf<WebhookDelivery> webhook_deliveries(const DeliveryQuery& query) override;
    std::optional<WebhookDeliveryId> webhook_log_surplus(WebhookId webhook, Instant before,
                                                         std::size_t newest_max) override;

    FactReads& facts() override { return *facts_; }

private:
    std::shared_ptr<Reader> reader_;
    WorkspaceId workspace_;
    std::unique_ptr<FactReads> facts_;
};

}  // namespace parley::sql
