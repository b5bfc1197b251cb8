// What people say to each other and how they are served: contacts, conversations, sessions,
// messages.
#pragma once

#include "ports/batch.hpp"
#include "store/sql/table.hpp"

namespace parley::sql {

template <>
struct Table<Contact> : InWorkspace {
    static constexpr std::string_view name = "contact";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest =
        "name, email, phone, note, locale, vip_level, tags, fields, created_at, last_seen_at";
    static auto fields(auto& row) {
        return std::tie(row.id, row.name, row.email, row.phone, row.note, row.locale, row.vip_level,
                        row.tags, row.fields, row.created_at, row.last_seen_at);
    }
};

template <>
struct Table<Identity> : InWorkspace {
    static constexpr std::string_view name = "identity";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest =
        "contact_id, inbox_id, kind, value, secret_hash, verified, created_at";
    static auto fields(auto& row) {
        return std::tie(row.id, row.contact, row.inbox, row.kind, row.value, row.secret_hash,
                        row.verified, row.created_at);
    }
};

template <>
struct Table<Conversation> : InWorkspace {
    static constexpr std::string_view name = "conversation";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest =
        "inbox_id, contact_id, last_seq, visitor_read, agent_read, created_at";
    static auto fields(auto& row) {
        return std::tie(row.id, row.inbox, row.contact, row.last_seq, row.visitor_read,
                        row.agent_read, row.created_at);
    }
};

// Without its personal part, which SessionDetail holds.
template <>
struct Table<Session> : InWorkspace {
    static constexpr std::string_view name = "session";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest =
        "conversation_id, inbox_id, contact_id, queue_id, agent_id, state, left_message, "
        "first_seq, opened_at, assigned_at, first_reply_at, closed_at, close_reason, resolved, "
        "wrap_up_codes, decisions, version";
    static auto fields(auto& row) {
        return std::tie(row.id, row.conversation, row.inbox, row.contact, row.queue, row.agent,
                        row.state, row.left_message, row.first_seq, row.opened_at, row.assigned_at,
                        row.first_reply_at, row.closed_at, row.close_reason, row.resolved,
                        row.wrap_up_codes, row.decisions, row.version);
    }
};

struct SessionDetail {
    SessionId session;
    Source source;
    std::string summary;
};

template <>
struct Table<SessionDetail> : InWorkspace {
    static constexpr std::string_view name = "session_detail";
    static constexpr std::string_view key = "session_id";
    static constexpr std::string_view rest = "page_url, page_title, referrer, summary";
    static auto fields(auto& row) {
        return std::tie(row.session, row.source.page_url, row.source.page_title,
                        row.source.referrer, row.summary);
    }
};

template <>
struct Table<WorkItem> : InWorkspace {
    static constexpr std::string_view name = "work_item";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest =
        "session_id, queue_id, state, share, interruptible, entered_at, queued_at, boost_ms, "
        "at_head, overflowed, agent_id, offer, offer_expires_at, through_queue_id, head_starts, "
        "skills";
    static auto fields(auto& row) {
        return std::tie(row.id, row.session, row.queue, row.state, row.share, row.interruptible,
                        row.entered_at, row.queued_at, row.boost_ms, row.at_head, row.overflowed,
                        row.agent, row.offer, row.offer_expires_at, row.through, row.head_starts,
                        row.skills);
    }
};

template <>
struct Table<RoutingDecision> : InWorkspace {
    static constexpr std::string_view name = "routing_decision";
    static constexpr std::string_view key = "session_id, number";
    static constexpr std::string_view rest =
        "at, deed, queue_id, agent_id, reason, rule, strategy, load, idle_since, candidates, "
        "familiar, position, returned, boosted, older, boost_ms, off_duty, lacks_skill, "
        "wrapping_up, no_room, took_ms, head_start_ms";
    static auto fields(auto& row) {
        auto& [strategy, load, idle_since, candidates, familiar] = row.choice;
        auto& place = row.place;
        return std::tie(row.session, row.number, row.at, row.deed, row.queue, row.agent, row.reason,
                        row.rule, strategy, load, idle_since, candidates, familiar, place.position,
                        place.returned, place.boosted, place.older, place.boost_ms, place.off_duty,
                        place.lacks_skill, place.wrapping_up, place.no_room, row.took_ms,
                        row.head_start_ms);
    }
};

template <>
struct Table<Message> : OnlyAdded {
    static constexpr std::string_view name = "message";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest =
        "conversation_id, session_id, seq, sender, sender_id, kind, visibility, text, "
        "attachment_id, client_msg_id, created_at";
    static auto fields(auto& row) {
        return std::tie(row.id, row.conversation, row.session, row.seq, row.sender, row.sender_id,
                        row.kind, row.visibility, row.text, row.attachment, row.client_msg_id,
                        row.created_at);
    }
};

template <>
struct Table<Attachment> : InWorkspace {
    static constexpr std::string_view name = "attachment";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest =
        "conversation_id, uploader_id, name, media_type, size, sha256, width, height, thumbnail, "
        "created_at";
    static auto fields(auto& row) {
        return std::tie(row.id, row.conversation, row.uploader, row.name, row.media_type, row.size,
                        row.sha256, row.width, row.height, row.thumbnail, row.created_at);
    }
};

template <>
struct Table<Callback> : InWorkspace {
    static constexpr std::string_view name = "callback";
    static constexpr std::string_view key = "session_id";
    static constexpr std::string_view rest =
        "conversation_id, number, state, attempts, requested_at, due_at";
    static auto fields(auto& row) {
        return std::tie(row.session, row.conversation, row.number, row.state, row.attempts,
                        row.requested_at, row.due_at);
    }
};

template <>
struct Table<Colleague> : InWorkspace {
    static constexpr std::string_view name = "colleague";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest =
        "session_id, conversation_id, kind, state, ending, agent_id, asked_by_id, share, item_id, "
        "asked_at, expires_at, joined_at, ended_at";
    static auto fields(auto& row) {
        return std::tie(row.id, row.session, row.conversation, row.kind, row.state, row.end,
                        row.agent, row.asked_by, row.share, row.item, row.asked_at, row.expires_at,
                        row.joined_at, row.ended_at);
    }
};

// Without its answer, which SurveyAnswer holds.
template <>
struct Table<Survey> : InWorkspace {
    static constexpr std::string_view name = "survey";
    static constexpr std::string_view key = "id";
    static constexpr std::string_view rest = "session_id, state, invited_at, answered_at";
    static auto fields(auto& row) {
        return std::tie(row.id, row.session, row.state, row.invited_at, row.answered_at);
    }
};

struct SurveyAnswer {
    SurveyId survey;
    int score = 0;
    std::string comment;
    std::vector<std::string> tags;
};

template <>
struct Table<SurveyAnswer> : InWorkspace {
    static constexpr std::string_view name = "survey_answer";
    static constexpr std::string_view key = "survey_id";
    static constexpr std::string_view rest = "score, comment, tags";
    static auto fields(auto& row) { return std::tie(row.survey, row.score, row.comment, row.tags); }
};

}  // namespace parley::sql
