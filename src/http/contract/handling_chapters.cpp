// How sessions are handled beyond talking: wrap-up codes, and colleagues.
#include "http/contract/chapters.hpp"
#include "http/wire/handling.hpp"
#include "http/wire/presence.hpp"
#include "http/wire/session.hpp"

namespace parley::http {
namespace {

constexpr Operation colleagues[] = {
    {.call = "GET /api/v1/targets",
     .id = "list_targets",
     .summary = "Whom a session could be given to now: agents, the free first, and queues.",
     .gives = one<wire::Targets>,
     .refuses = "403 permission_missing",
     .needs = Permission::session_serve,
     .scope = KeyScope::sessions_read},
    {.call = "POST /api/v1/sessions/{id}/colleagues",
     .id = "ask_colleague",
     .summary = "Asks a colleague to take a chat over, to advise, or to join it.",
     .takes = one<wire::ColleagueBody>,
     .gives = one<wire::Session>,
     .refuses = "400 transfer_target unknown_value text_too_long control_character "
                "403 permission_missing 404 session_not_found agent_not_found "
                "409 session_closed not_served_yet is_call already_in_session agent_away "
                "agent_busy 429 session_full",
     .scope = KeyScope::sessions_write,
     .more = "The session stays where it is until they accept; the question stands as long as an "
             "offer of its queue. `transfer`: it becomes theirs; who has joined already has it at "
             "once. `consult`: they see the conversation and write private notes. `invite`: they "
             "write to the visitor too. `note` becomes a private note."},
    {.call = "POST /api/v1/sessions/{id}/colleagues/{colleague}/accept",
     .id = "accept_question",
     .summary = "Accepts what a colleague asks of the caller.",
     .gives = one<wire::Session>,
     .refuses = "404 session_not_found 409 session_closed colleague_gone agent_busy",
     .scope = KeyScope::sessions_write},
    {.call = "POST /api/v1/sessions/{id}/colleagues/{colleague}/decline",
     .id = "decline_question",
     .summary = "Declines it: the session stays with whoever has it.",
     .gives = one<wire::Session>,
     .refuses = "404 session_not_found 409 session_closed colleague_gone",
     .scope = KeyScope::sessions_write},
    {.call = "DELETE /api/v1/sessions/{id}/colleagues/{colleague}",
     .id = "end_colleague",
     .summary = "The caller leaves a colleague's session; or who serves it takes the question "
                "back, or has the colleague leave.",
     .gives = one<wire::Session>,
     .refuses = "403 permission_missing 404 session_not_found 409 session_closed colleague_gone",
     .scope = KeyScope::sessions_write},
};

constexpr Operation codes[] = {
    {.call = "GET /api/v1/wrap-up-codes",
     .id = "list_wrap_up_codes",
     .summary = "All wrap-up codes, by name, those no longer in use among them.",
     .gives = page<wire::WrapUpCode>,
     .query = "limit cursor",
     .scope = KeyScope::sessions_read},
    {.call = "POST /api/v1/wrap-up-codes",
     .id = "create_wrap_up_code",
     .summary = "Makes a wrap-up code.",
     .takes = one<wire::WrapUpCodeBody>,
     .gives = one<wire::WrapUpCode>,
     .status = 201,
     .refuses = "400 name_too_long text_too_long control_character 409 name_taken 429 too_many",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write,
     .may_repeat = true},
    {.call = "PATCH /api/v1/wrap-up-codes/{id}",
     .id = "update_wrap_up_code",
     .summary = "Renames a wrap-up code, or takes it out of use; past sessions keep it.",
     .takes = one<wire::WrapUpCodePatch>,
     .gives = one<wire::WrapUpCode>,
     .refuses = "400 name_too_long text_too_long control_character "
                "404 wrap_up_code_not_found 409 name_taken",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write,
     .is_versioned = true},
};

constexpr Operation reasons[] = {
    {.call = "GET /api/v1/presence-reasons",
     .id = "list_presence_reasons",
     .summary = "All presence reasons, in their order, those no longer in use among them.",
     .gives = page<wire::PresenceReason>,
     .query = "limit cursor",
     .scope = KeyScope::sessions_read},
    {.call = "POST /api/v1/presence-reasons",
     .id = "create_presence_reason",
     .summary = "Makes a presence reason: what agents may be away for.",
     .takes = one<wire::PresenceReasonBody>,
     .gives = one<wire::PresenceReason>,
     .status = 201,
     .refuses = "400 name_too_long text_too_long control_character 409 name_taken 429 too_many",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write,
     .may_repeat = true,
     .more = "Its `word` is what a presence is set with; it never changes."},
    {.call = "PATCH /api/v1/presence-reasons/{id}",
     .id = "update_presence_reason",
     .summary = "Changes a presence reason, or takes it out of use; days past keep it.",
     .takes = one<wire::PresenceReasonPatch>,
     .gives = one<wire::PresenceReason>,
     .refuses = "400 name_too_long text_too_long control_character "
                "404 presence_reason_not_found 409 name_taken",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write,
     .is_versioned = true},
};

constexpr Operation profiles[] = {
    {.call = "GET /api/v1/capacity-profiles",
     .id = "list_capacity_profiles",
     .summary = "All capacity profiles, by name.",
     .gives = page<wire::CapacityProfile>,
     .query = "limit cursor",
     .scope = KeyScope::settings_read},
    {.call = "POST /api/v1/capacity-profiles",
     .id = "create_capacity_profile",
     .summary = "Makes a capacity profile: what an item of each channel takes of an agent.",
     .takes = one<wire::CapacityProfileBody>,
     .gives = one<wire::CapacityProfile>,
     .status = 201,
     .refuses = "400 name_too_long text_too_long control_character unknown_value "
                "409 name_taken 429 too_many",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write,
     .may_repeat = true},
    {.call = "PATCH /api/v1/capacity-profiles/{id}",
     .id = "update_capacity_profile",
     .summary = "Changes a capacity profile; what agents have already keeps what it took.",
     .takes = one<wire::CapacityProfilePatch>,
     .gives = one<wire::CapacityProfile>,
     .refuses = "400 name_too_long text_too_long control_character unknown_value "
                "404 capacity_profile_not_found 409 name_taken",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write,
     .is_versioned = true},
    {.call = "DELETE /api/v1/capacity-profiles/{id}",
     .id = "delete_capacity_profile",
     .summary = "Deletes a capacity profile that no agent has.",
     .status = 204,
     .refuses = "404 capacity_profile_not_found 409 profile_in_use",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write},
};

}  // namespace

Chapter capacity_profiles_chapter() {
    return {"Capacity profiles", "What items of each channel take of an agent's capacity.",
            profiles};
}

Chapter colleagues_chapter() {
    return {"Colleagues", "A second agent in a session: docs/guide/agents.md.", colleagues};
}

Chapter presence_reasons_chapter() {
    return {"Presence reasons", "What agents may be away for, and for how long.", reasons};
}

Chapter wrap_up_codes_chapter() {
    return {"Wrap-up codes", "What sessions were about, in words that can be counted.", codes};
}

}  // namespace parley::http
