// The floor while it is at work, and what supervisors do to it.
#include "http/contract/chapters.hpp"
#include "http/wire/agent.hpp"
#include "http/wire/call.hpp"
#include "http/wire/floor.hpp"
#include "http/wire/session.hpp"

namespace parley::http {
namespace {

constexpr Operation floor[] = {
    {.call = "GET /api/v1/floor",
     .id = "get_floor",
     .summary = "The floor as it is: every agent with what they have, every queue with what waits.",
     .gives = one<wire::Floor>,
     .needs = Permission::session_read_all,
     .scope = KeyScope::sessions_read,
     .more = "True at event `seq`: following the events after that number keeps it so, and it "
             "need not be asked again. What waits is in order, the first is served next; "
             "`waiting_since` is the longest wait's beginning."},
    {.call = "POST /api/v1/agents/{id}/presence",
     .id = "set_agent_presence",
     .summary = "Sets a colleague's presence, as if they had said it themselves.",
     .takes = one<wire::PresenceBody>,
     .gives = one<wire::Agent>,
     .refuses = "400 bad_presence_reason 404 agent_not_found presence_reason_not_found "
                "409 agent_away",
     .needs = Permission::session_manage,
     .scope = KeyScope::sessions_write,
     .more = "Whoever has no line to the server can only be set offline."},
    {.call = "POST /api/v1/agents/{id}/reassign",
     .id = "reassign_sessions",
     .summary = "Gives all that an agent serves back to the queues, or to one queue or agent.",
     .takes = one<wire::ReassignBody>,
     .gives = one<wire::Reassigned>,
     .refuses = "400 transfer_target 404 agent_not_found queue_not_found 429 queue_full",
     .needs = Permission::session_manage,
     .scope = KeyScope::sessions_write,
     .more = "Each keeps its original time. Offers made to the agent are withdrawn; if they were "
             "ready they are away, with the reason `reassigned`."},
    {.call = "POST /api/v1/sessions/{id}/take",
     .id = "take_session",
     .summary = "Takes a session over, from a colleague or out of its queue.",
     .gives = one<wire::Session>,
     .refuses = "404 session_not_found 409 session_closed agent_busy call_not_takeable",
     .needs = Permission::session_manage,
     .scope = KeyScope::sessions_write,
     .more = "The caller need not be ready, but needs room for it. A call is then theirs to join."},
    {.call = "POST /api/v1/calls/{id}/supervise",
     .id = "supervise_call",
     .summary = "Listens in, whispers to the agents, or speaks, by WebRTC from a browser.",
     .takes = one<wire::SuperviseBody>,
     .gives = one<wire::BrowserAnswer>,
     .refuses = "400 missing_field bad_sdp no_common_codec unknown_value 404 call_not_found "
                "409 call_ended call_full no_call not_served_yet already_in_call "
                "503 voice_unavailable",
     .needs = Permission::session_manage,
     .scope = KeyScope::sessions_write,
     .more =
         "`listen`: heard by nobody. `whisper`: by the agents alone, and never recorded. "
         "`barge`: by all. The call shows it to whoever sees the call. To leave, drop the leg."},
    {.call = "POST /api/v1/calls/{id}/supervision",
     .id = "change_supervision",
     .summary = "Changes how the caller supervises a call they are in.",
     .takes = one<wire::SupervisionBody>,
     .gives = one<wire::Call>,
     .refuses = "400 unknown_value 404 call_not_found 409 call_ended not_supervising",
     .needs = Permission::session_manage,
     .scope = KeyScope::sessions_write},
};

}  // namespace

Chapter floor_chapter() {
    return {"The floor", "Who is there, what waits, and stepping in: docs/guide/supervisors.md.",
            floor};
}

}  // namespace parley::http
