// The event spine: what happened, to which things, in the workspace's own gap-free numbering.
//
// An event holds ids and words of ours only, never personal data: the content lies in rows, so that
// a person can be erased without touching the spine. Versions: a type's meaning never changes; a
// new meaning is a new version, listed in event.cpp and in docs/guide/events.md.
#pragma once

#include <boost/describe/enum.hpp>
#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "domain/message.hpp"

namespace parley {

enum class EventType {
    workspace_created,
    workspace_updated,
    agent_created,
    agent_updated,
    agent_presence_changed,
    agent_wrap_up_started,
    agent_wrap_up_extended,
    agent_wrap_up_ended,
    queue_created,
    queue_updated,
    queue_alert_raised,
    queue_alert_cleared,
    inbox_created,
    inbox_updated,
    inbox_connected,
    contact_created,
    contact_updated,
    conversation_created,
    conversation_read,
    session_opened,
    session_queued,
    session_offered,
    session_offer_withdrawn,
    session_assigned,
    session_transferred,
    session_closed,
    session_summarized,
    session_rated,
    callback_requested,
    callback_tried,
    colleague_asked,
    colleague_joined,
    colleague_left,
    message_posted,
    wrap_up_code_created,
    wrap_up_code_updated,
    capacity_profile_created,
    capacity_profile_updated,
    capacity_profile_deleted,
    presence_reason_created,
    presence_reason_updated,
    webhook_created,
    webhook_updated,
    webhook_deleted,
    api_key_created,
    api_key_revoked,
    call_started,
    call_updated,
    call_ended,
    call_supervised,
    recording_played,
    recording_deleted,
    trunk_created,
    trunk_updated,
    trunk_deleted,
    phone_created,
    phone_updated,
    phone_deleted,
    phone_number_created,
    phone_number_updated,
    phone_number_deleted,
    voice_settings_updated,
    contact_scheme_updated,
    priority_rules_updated,
    entry_rules_updated,
    calendars_updated,
    segments_updated,
    routing_hook_updated,
};
// In two parts: BOOST_DESCRIBE_ENUM takes 52 words.
BOOST_DESCRIBE_ENUM_BEGIN(EventType)
BOOST_DESCRIBE_PP_FOR_EACH(BOOST_DESCRIBE_ENUM_ENTRY, EventType, workspace_created,
                           workspace_updated, agent_created, agent_updated, agent_presence_changed,
                           agent_wrap_up_started, agent_wrap_up_extended, agent_wrap_up_ended,
                           queue_created, queue_updated, queue_alert_raised, queue_alert_cleared,
                           inbox_created, inbox_updated, inbox_connected, contact_created,
                           contact_updated, conversation_created, conversation_read, session_opened,
                           session_queued, session_offered, session_offer_withdrawn,
                           session_assigned, session_transferred, session_closed,
                           session_summarized, session_rated, callback_requested, callback_tried,
                           colleague_asked, colleague_joined, colleague_left, message_posted)
BOOST_DESCRIBE_PP_FOR_EACH(BOOST_DESCRIBE_ENUM_ENTRY, EventType, wrap_up_code_created,
                           wrap_up_code_updated, capacity_profile_created, capacity_profile_updated,
                           capacity_profile_deleted, presence_reason_created,
                           presence_reason_updated, webhook_created, webhook_updated,
                           webhook_deleted, api_key_created, api_key_revoked, call_started,
                           call_updated, call_ended, call_supervised, recording_played,
                           recording_deleted, trunk_created, trunk_updated, trunk_deleted,
                           phone_created, phone_updated, phone_deleted, phone_number_created,
                           phone_number_updated, phone_number_deleted, voice_settings_updated,
                           contact_scheme_updated, priority_rules_updated, entry_rules_updated,
                           calendars_updated, segments_updated, routing_hook_updated)
BOOST_DESCRIBE_ENUM_END(EventType)

enum class ActorKind { system, agent, visitor };
BOOST_DESCRIBE_ENUM(ActorKind, system, agent, visitor)

struct Event {
    std::int64_t seq = 0;  // 1, 2, 3 … in the workspace, without gaps; given by the owner.
    EventType type{};
    int version = 1;
    Instant at;
    ActorKind actor = ActorKind::system;
    IdBytes actor_id{};  // AgentId or ContactId by `actor`.
    Visibility visibility = Visibility::staff;

    // What it concerns; nil where it does not apply. For session events `queue` and `agent` are
    // those right after the event, and `former_queue`/`former_agent` those before: whoever could
    // see the session on either side of the change is told of it.
    AgentId agent;
    AgentId former_agent;
    QueueId queue;
    QueueId former_queue;
    InboxId inbox;
    ContactId contact;
    ConversationId conversation;
    SessionId session;
    MessageId message;
    std::vector<AgentId> guests;  // Colleagues who have a part in the session, or had until now.
    std::string detail;           // A word of ours: a decline's reason, a webhook's or a call's id.
                                  // Never a person's.
};

}  // namespace parley
