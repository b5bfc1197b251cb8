// What needs no sign-in of an agent: files by their link, the visitor's side, the server itself.
#include "http/contract/chapters.hpp"
#include "http/wire/inbox.hpp"
#include "http/wire/readiness.hpp"
#include "http/wire/session.hpp"

namespace parley::http {
namespace {

constexpr Operation files[] = {
    {.call = "POST /api/v1/attachments",
     .id = "upload_attachment",
     .summary = "Stores a file, to be sent with a message.",
     .takes = bytes,
     .gives = one<wire::Attachment>,
     .status = 201,
     .query = "conversation_id name",
     .refuses = "400 missing_field empty_file 404 conversation_not_found 413 body_too_large "
                "503 busy disk_full file_failed",
     .scope = KeyScope::messages_write,
     .more = "Staff name the conversation; a visitor has one."},
    {.call = "GET /api/v1/files/{id}/{key}",
     .id = "get_file",
     .summary = "The file's bytes, for whoever has the link.",
     .gives = bytes},
    {.call = "GET /api/v1/files/{id}/{key}/thumbnail",
     .id = "get_thumbnail",
     .summary = "A small JPEG of a picture, for whoever has the link.",
     .gives = bytes},
};

constexpr Operation visitors[] = {
    {.call = "GET /api/v1/widget/{key}",
     .id = "get_widget",
     .summary = "What the widget of an inbox shows before anybody has written.",
     .gives = one<wire::WidgetConfig>,
     .refuses = "404 inbox_not_found 409 inbox_inactive"},
    {.call = "POST /api/v1/visitors",
     .id = "create_visitor",
     .summary = "Makes a visitor; the credential is told this once.",
     .takes = one<wire::VisitorBody>,
     .gives = one<wire::VisitorCredential>,
     .status = 201,
     .refuses = "400 name_too_long text_too_long control_character bad_email bad_phone "
                "bad_locale 404 inbox_not_found 409 inbox_inactive",
     .may_repeat = true},
    {.call = "GET /api/v1/visitor/messages",
     .id = "list_own_messages",
     .summary = "The visitor's own conversation: the newest page, oldest first within it.",
     .gives = page<wire::Message>,
     .query = "before limit cursor"},
    {.call = "POST /api/v1/visitor/rating",
     .id = "rate_session",
     .summary = "Rates a session that has been served.",
     .takes = one<wire::RatingBody>,
     .gives = one<wire::VisitorSession>,
     .refuses = "400 score_out_of_range text_too_long control_character 404 session_not_found "
                "409 not_served_yet already_rated too_late_to_rate 429 too_many_tags"},
    {.call = "POST /api/v1/visitor/callback",
     .id = "request_own_callback",
     .summary = "The visitor, who waits, wants to be telephoned when their turn comes.",
     .takes = one<wire::CallbackBody>,
     .gives = one<wire::VisitorSession>,
     .refuses = "400 bad_phone 403 number_not_allowed 409 session_closed callback_not_offered "
                "served_already is_call 429 queue_full",
     .more = "They keep their place; the page may be closed."},
    {.call = "POST /api/v1/visitor/end",
     .id = "end_session",
     .summary = "Ends the visitor's open session.",
     .gives = one<wire::VisitorSession>,
     .refuses = "409 session_closed"},
};

constexpr Operation server[] = {
    {.call = "GET /api/openapi.json",
     .id = "get_contract",
     .summary = "This document.",
     .gives = document},
    {.call = "GET /api/",
     .id = "get_console",
     .summary = "This document as a page, to read and to try.",
     .gives = html},
    {.call = "GET /api/assets/{name}",
     .id = "get_console_asset",
     .summary = "A part of that page.",
     .gives = bytes},
    {.call = "GET /healthz",
     .id = "get_health",
     .summary = "Answers as long as the program runs.",
     .gives = plain_text},
    {.call = "GET /readyz",
     .id = "get_readiness",
     .summary = "Whether traffic may be sent here; 503 with reasons where not.",
     .gives = one<wire::Readiness>,
     .other_status = 503},
    {.call = "GET /metrics",
     .id = "get_metrics",
     .summary = "Figures in Prometheus' text form, for this machine only.",
     .gives = plain_text,
     .refuses = "404 not_found"},
};

}  // namespace

Chapter files_chapter() { return {"Files", "Files and their small pictures.", files}; }

Chapter visitors_chapter() {
    return {"Visitors", "What a visitor's page asks before and beside the realtime line.",
            visitors};
}

Chapter server_chapter() { return {"Server", "For whoever runs or reads it.", server}; }

}  // namespace parley::http
