#include <algorithm>

#include "store/sql/repository.hpp"
#include "store/sql/tables_talk.hpp"
#include "store/sql/views.hpp"

namespace parley::sql {
namespace {

constexpr std::string_view by_contact = "t.workspace_id = $1 AND t.contact_id = $2 ORDER BY t.id";

}  // namespace

std::optional<Conversation> SqlRepository::conversation(ConversationId id) {
    Read read(*reader_);
    return one_where<Conversation>(read.db(), by_id, workspace_, id);
}

std::optional<Conversation> SqlRepository::conversation_of(ContactId contact, InboxId inbox) {
    Read read(*reader_);
    return one_where<Conversation>(read.db(),
                                   "t.workspace_id = $1 AND t.contact_id = $2 AND t.inbox_id = $3",
                                   workspace_, contact, inbox);
}

std::vector<Conversation> SqlRepository::conversations_of(ContactId contact) {
    Read read(*reader_);
    return all_where<Conversation>(read.db(), by_contact, workspace_, contact);
}

std::optional<Contact> SqlRepository::contact(ContactId id) {
    Read read(*reader_);
    return one_where<Contact>(read.db(), by_id, workspace_, id);
}

std::vector<Identity> SqlRepository::identities(ContactId contact) {
    Read read(*reader_);
    return all_where<Identity>(read.db(), by_contact, workspace_, contact);
}

std::vector<Identity> SqlRepository::identities(IdentityKind kind, std::string_view value,
                                                InboxId inbox) {
    Read read(*reader_);
    return all_where<Identity>(read.db(),
                               "t.workspace_id = $1 AND t.kind = $2 AND t.value = $3"
                               " ORDER BY t.verified DESC, CASE WHEN t.inbox_id = $4 THEN 0 ELSE 1"
                               " END, t.created_at DESC, t.id LIMIT 20",
                               workspace_, kind, value, inbox);
}

std::optional<Survey> SqlRepository::survey_of(SessionId session) {
    Read read(*reader_);
    return survey_of_session(read.db(), workspace_, session);
}

std::optional<Attachment> SqlRepository::attachment(AttachmentId id) {
    Read read(*reader_);
    return one_where<Attachment>(read.db(), by_id, workspace_, id);
}

std::vector<SentId> SqlRepository::sent_ids(ConversationId conversation, std::size_t limit) {
    Read read(*reader_);
    std::vector<SentId> sent;
    Rows rows = read.db().query(
        "SELECT sender_id, client_msg_id, seq FROM message WHERE workspace_id = $1"
        " AND conversation_id = $2 AND client_msg_id <> '' ORDER BY seq DESC LIMIT $3",
        workspace_, conversation, limit);
    while (rows.next()) {
        SentId& each = sent.emplace_back();
        rows.read(each.sender, each.client_msg_id, each.seq);
    }
    return sent;
}

std::optional<MessageView> SqlRepository::message_sent(ConversationId conversation,
                                                       const IdBytes& sender,
                                                       std::string_view client_msg_id) {
    static const std::string sql = message_view_sql(
        "m.conversation_id = $2 AND m.sender_id = $3 AND m.client_msg_id = $4"
        " AND m.client_msg_id <> ''");
    Read read(*reader_);
    Rows rows = read.db().query(sql, workspace_, conversation, sender, client_msg_id);
    if (!rows.next()) return std::nullopt;
    return read_message_view(rows);
}

std::vector<MessageView> SqlRepository::messages(ConversationId conversation,
                                                 std::int64_t before_seq, std::size_t limit,
                                                 Visibility most) {
    static const std::string sql = message_view_sql(
        "m.conversation_id = $2 AND m.seq < $3 AND (m.visibility = 'everyone' OR $4 = 'staff')"
        " ORDER BY m.seq DESC LIMIT $5");
    const std::int64_t before =
        before_seq == 0 ? std::numeric_limits<std::int64_t>::max() : before_seq;

    Read read(*reader_);
    std::vector<MessageView> views;
    Rows rows = read.db().query(sql, workspace_, conversation, before, most, limit);
    while (rows.next()) views.push_back(read_message_view(rows));
    std::ranges::reverse(views);
    return views;
}

}  // namespace parley::sql
