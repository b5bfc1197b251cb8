// What agents do all day: sessions, conversations, contacts.
#include "http/contract/chapters.hpp"
#include "http/wire/routing.hpp"
#include "http/wire/session.hpp"
#include "http/wire/workspace.hpp"

namespace parley::http {
namespace {

constexpr Operation sessions[] = {
    {.call = "GET /api/v1/counts",
     .id = "get_counts",
     .summary = "How many open sessions the caller sees in each list.",
     .gives = one<wire::Counts>,
     .scope = KeyScope::sessions_read},
    {.call = "GET /api/v1/sessions",
     .id = "list_sessions",
     .summary = "A list of sessions, newest first; `queue` in waiting order.",
     .gives = page<wire::Session>,
     .query = "list limit cursor",
     .refuses = "400 unknown_value",
     .scope = KeyScope::sessions_read,
     .more = "Sessions outside the caller's scope are neither listed nor counted."},
    {.call = "GET /api/v1/sessions/{id}",
     .id = "get_session",
     .summary = "One session.",
     .gives = one<wire::Session>,
     .refuses = "404 session_not_found",
     .scope = KeyScope::sessions_read},
    {.call = "GET /api/v1/sessions/{id}/routing",
     .id = "get_session_routing",
     .summary =
         "Why an open session is where it is, what changes next, and what the router decided "
         "about it; of a closed one, what was decided.",
     .gives = one<wire::SessionRouting>,
     .refuses = "404 session_not_found",
     .scope = KeyScope::sessions_read},
    {.call = "POST /api/v1/sessions/{id}/accept",
     .id = "accept_offer",
     .summary = "Takes a session that is offered to the caller.",
     .takes = one<wire::OfferBody>,
     .gives = one<wire::Session>,
     .refuses = "403 permission_missing 404 session_not_found 409 offer_gone session_closed "
                "session_already_assigned",
     .scope = KeyScope::sessions_write},
    {.call = "POST /api/v1/sessions/{id}/decline",
     .id = "decline_offer",
     .summary = "Gives an offer back; the next agent is asked.",
     .takes = one<wire::OfferBody>,
     .gives = one<wire::Session>,
     .refuses = "403 permission_missing 404 session_not_found 409 offer_gone session_closed",
     .scope = KeyScope::sessions_write},
    {.call = "POST /api/v1/sessions/{id}/callback",
     .id = "request_callback",
     .summary = "The contact of a waiting session is to be telephoned when its turn comes.",
     .takes = one<wire::CallbackBody>,
     .gives = one<wire::Session>,
     .refuses = "400 bad_phone 403 permission_missing number_not_allowed 404 session_not_found "
                "409 session_closed callback_not_offered served_already is_call 429 queue_full",
     .needs = Permission::call_dial,
     .scope = KeyScope::sessions_write,
     .more = "It keeps its place. Whoever accepts it dials with `callback_session_id` "
             "(dial_call); where nobody answers it rests for a while and waits again, as often as "
             "its queue says."},
    {.call = "POST /api/v1/sessions/{id}/pick",
     .id = "pick_session",
     .summary = "Takes by hand what waits in a queue of the caller's that allows it.",
     .gives = one<wire::Session>,
     .refuses = "403 permission_missing 404 session_not_found 409 session_closed "
                "picking_not_allowed already_taken agent_away agent_busy",
     .scope = KeyScope::sessions_write,
     .more = "See `picking` of the queue."},
    {.call = "POST /api/v1/sessions/{id}/close",
     .id = "close_session",
     .summary = "Closes a session, with a summary.",
     .takes = one<wire::CloseBody>,
     .gives = one<wire::Session>,
     .refuses = "400 text_too_long control_character wrap_up_code_required 403 permission_missing "
                "404 session_not_found wrap_up_code_not_found 409 session_closed not_served_yet "
                "429 too_many",
     .scope = KeyScope::sessions_write,
     .more = "For the agent who serves it, and whoever holds session_manage. A queue may ask for a "
             "wrap-up code."},
    {.call = "POST /api/v1/sessions/{id}/summary",
     .id = "summarize_session",
     .summary = "Says how a session ended that has closed already, as a call's does with it.",
     .takes = one<wire::SummaryBody>,
     .gives = one<wire::Session>,
     .refuses = "400 text_too_long control_character wrap_up_code_required 403 permission_missing "
                "404 session_not_found wrap_up_code_not_found 409 session_open not_served_yet "
                "too_late_to_summarize 429 too_many",
     .scope = KeyScope::sessions_write,
     .more = "For the agent who served it, within an hour of its end; for whoever holds "
             "session_manage, at any time."},
    {.call = "POST /api/v1/sessions/{id}/transfer",
     .id = "transfer_session",
     .summary = "Gives a session to another queue or to an agent.",
     .takes = one<wire::TransferBody>,
     .gives = one<wire::Session>,
     .refuses = "400 transfer_target text_too_long control_character 403 permission_missing "
                "404 session_not_found queue_not_found agent_not_found 409 session_closed "
                "429 queue_full",
     .scope = KeyScope::sessions_write,
     .more = "For the agent who serves it, and whoever holds session_manage. `note` becomes a "
             "private note."},
};

constexpr Operation conversations[] = {
    {.call = "GET /api/v1/conversations/{id}/messages",
     .id = "list_messages",
     .summary = "Messages of a conversation: the newest page, oldest first within it.",
     .gives = page<wire::Message>,
     .query = "before limit cursor",
     .refuses = "404 conversation_not_found",
     .scope = KeyScope::messages_read},
    {.call = "POST /api/v1/conversations/{id}/messages",
     .id = "send_message",
     .summary = "Says something, or writes a private note.",
     .takes = one<wire::MessageBody>,
     .gives = one<wire::Message>,
     .refuses = "400 text_too_long control_character empty_message bad_client_msg_id "
                "403 permission_missing 404 conversation_not_found attachment_not_found "
                "409 session_closed",
     .scope = KeyScope::messages_write,
     .may_repeat = true,
     .more = "Exactly once: the same `client_msg_id` of the same sender is answered with the "
             "message that was stored first."},
    {.call = "POST /api/v1/conversations/{id}/read",
     .id = "mark_read",
     .summary = "Says up to which message the agents have read.",
     .takes = one<wire::ReadBody>,
     .status = 204,
     .refuses = "400 seq_out_of_range 403 permission_missing 404 conversation_not_found",
     .scope = KeyScope::messages_write},
    {.call = "GET /api/v1/search",
     .id = "search_messages",
     .summary = "Messages that hold all the words, newest first, within the caller's scope.",
     .gives = page<wire::SearchHit>,
     .query = "q! limit cursor",
     .refuses = "400 nothing_to_search text_too_long",
     .scope = KeyScope::messages_read},
};

constexpr Operation contacts[] = {
    {.call = "GET /api/v1/contacts/{id}",
     .id = "get_contact",
     .summary = "A contact, with identities and the newest sessions.",
     .gives = one<wire::ContactDetail>,
     .refuses = "404 contact_not_found",
     .scope = KeyScope::contacts_read},
    {.call = "PATCH /api/v1/contacts/{id}",
     .id = "update_contact",
     .summary = "Changes a contact; what is absent stays.",
     .takes = one<wire::ContactPatch>,
     .gives = one<wire::Contact>,
     .refuses = "400 name_too_long text_too_long control_character bad_email bad_phone "
                "bad_field_value 403 permission_missing "
                "404 contact_not_found tag_not_found field_not_found 429 too_many",
     .scope = KeyScope::contacts_write,
     .is_versioned = true,
     .more = "`tag_ids` replaces the contact's tags; of `fields`, those named are changed, and an "
             "empty text takes one away."},
    {.call = "GET /api/v1/contact-scheme",
     .id = "get_contact_scheme",
     .summary = "The tags and fields that contacts may have.",
     .gives = one<wire::ContactScheme>,
     .scope = KeyScope::contacts_read},
    {.call = "PATCH /api/v1/contact-scheme",
     .id = "update_contact_scheme",
     .summary = "Changes the tags and fields that contacts may have; what is absent stays.",
     .takes = one<wire::ContactSchemePatch>,
     .gives = one<wire::ContactScheme>,
     .refuses = "400 name_too_long text_too_long control_character bad_accent bad_field_key "
                "no_choices unexpected_choices 404 tag_not_found "
                "409 tag_exists field_exists field_kind_fixed in_use 429 too_many",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write,
     .is_versioned = true,
     .more = "A list replaces the one before: a tag without `id` is new, one left out is gone from "
             "every contact, and so is a field."},
};

}  // namespace

Chapter sessions_chapter() {
    return {"Sessions", "Service episodes: lists, offers, transfer, close.", sessions};
}

Chapter conversations_chapter() {
    return {"Conversations", "What was said, saying something, and finding it again.",
            conversations};
}

Chapter contacts_chapter() { return {"Contacts", "The people outside.", contacts}; }

}  // namespace parley::http
