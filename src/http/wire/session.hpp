// Sessions as staff and as visitors see them, and what is done to them.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/session.hpp"
#include "domain/survey.hpp"
#include "http/wire/contact.hpp"
#include "http/wire/handling.hpp"
#include "http/wire/message.hpp"

namespace parley::wire {

struct Source {
    std::string page_url;
    std::string page_title;
    std::string referrer;
};
BOOST_DESCRIBE_STRUCT(Source, (), (page_url, page_title, referrer))

struct Rating {
    int score = 0;
    std::string comment;
    std::vector<std::string> tags;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Rating, (), (score, comment, tags, at))

struct Offer {
    AgentId agent_id;
    std::int64_t number = 0;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(Offer, (), (agent_id, number, expires_at))

struct Session {
    SessionId id;
    ConversationId conversation_id;
    InboxId inbox_id;
    std::string channel;
    ContactId contact_id;
    std::string contact_name;
    std::string contact_locale;
    QueueId queue_id;
    codec::Nullable<AgentId> agent_id;
    SessionState state{};
    bool left_message = false;
    codec::Nullable<Offer> offer;
    int share = 0;              // Of an agent's capacity while it is open; then 0.
    std::int64_t boost_ms = 0;  // Its head start in its queue, while it is open; then 0.
    Source source;
    Instant opened_at;
    Instant assigned_at;
    Instant first_reply_at;
    Instant closed_at;
    CloseReason close_reason{};
    std::string summary;
    bool resolved = false;
    WrapUpCodeIds wrap_up_code_ids;
    std::vector<Colleague> colleagues;
    codec::Nullable<Callback> callback;
    codec::Nullable<Rating> rating;
    codec::Nullable<Message> last_message;
    std::int64_t agent_read = 0;
    std::int64_t visitor_read = 0;
    std::int64_t unread = 0;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Session, (),
                      (id, conversation_id, inbox_id, channel, contact_id, contact_name,
                       contact_locale, queue_id, agent_id, state, left_message, offer, share,
                       boost_ms, source, opened_at, assigned_at, first_reply_at, closed_at,
                       close_reason, summary, resolved, wrap_up_code_ids, colleagues, callback,
                       rating, last_message, agent_read, visitor_read, unread, version))

// Without summary, queue and anything else that is staff's own.
struct VisitorSession {
    SessionId id;
    SessionState state{};
    bool left_message = false;
    codec::Nullable<AgentId> agent_id;
    std::string agent_name;
    Instant opened_at;
    Instant closed_at;
    CloseReason close_reason{};
    codec::Nullable<Rating> rating;
    codec::Nullable<std::string> callback_number;  // Where they are called back.
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(VisitorSession, (),
                      (id, state, left_message, agent_id, agent_name, opened_at, closed_at,
                       close_reason, rating, callback_number, version))

struct SearchHit {
    Message message;
    Session session;
    std::vector<std::pair<int, int>> highlights;
};
BOOST_DESCRIBE_STRUCT(SearchHit, (), (message, session, highlights))

struct ContactDetail {
    Contact contact;
    std::vector<Identity> identities;
    std::vector<Session> sessions;
};
BOOST_DESCRIBE_STRUCT(ContactDetail, (), (contact, identities, sessions))

struct OfferBody {
    std::int64_t offer = 0;
};
BOOST_DESCRIBE_STRUCT(OfferBody, (), (offer))

struct CloseBody {
    std::optional<std::string> summary;
    std::optional<bool> resolved;
    std::optional<WrapUpCodeIds> wrap_up_code_ids;
};
BOOST_DESCRIBE_STRUCT(CloseBody, (), (summary, resolved, wrap_up_code_ids))

struct SummaryBody {
    std::string summary;
    std::optional<bool> resolved;
    std::optional<WrapUpCodeIds> wrap_up_code_ids;
};
BOOST_DESCRIBE_STRUCT(SummaryBody, (), (summary, resolved, wrap_up_code_ids))

struct TransferBody {
    std::optional<QueueId> queue_id;
    std::optional<AgentId> agent_id;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(TransferBody, (), (queue_id, agent_id, note))

struct RatingBody {
    SessionId session_id;
    int score = 0;
    std::optional<std::string> comment;
    std::optional<codec::List<std::string, Survey::tags_max>> tags;
};
BOOST_DESCRIBE_STRUCT(RatingBody, (), (session_id, score, comment, tags))

Session to_wire(const SessionView& view, const Links& links);
VisitorSession to_visitor_wire(const SessionView& view);
parley::Source from_wire(Source source);

}  // namespace parley::wire
