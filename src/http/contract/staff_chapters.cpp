// Who signs in, and what administrators set.
#include "http/contract/chapters.hpp"
#include "http/wire/api_key.hpp"
#include "http/wire/inbox.hpp"
#include "http/wire/me.hpp"
#include "http/wire/queue.hpp"

namespace parley::http {
namespace {

constexpr Operation sign_in[] = {
    {.call = "GET /api/v1/setup",
     .id = "get_setup",
     .summary = "Tells whether the first workspace is still to be made.",
     .gives = one<wire::Setup>},
    {.call = "POST /api/v1/setup",
     .id = "set_up",
     .summary = "Makes the first workspace with its administrator, and signs them in.",
     .takes = one<wire::SetupBody>,
     .gives = one<wire::Me>,
     .status = 201,
     .refuses = "400 name_too_long control_character bad_email bad_locale bad_time_zone "
                "password_too_short text_too_long 409 already_set_up 429 busy"},
    {.call = "POST /api/v1/sign-in",
     .id = "sign_in",
     .summary = "Signs an agent in.",
     .takes = one<wire::SignInBody>,
     .gives = one<wire::Me>,
     .refuses = "401 wrong_email_or_password 429 too_many_tries busy",
     .more = "The answer sets the sign-in cookie."},
    {.call = "POST /api/v1/sign-out",
     .id = "sign_out",
     .summary = "Ends the sign-in the request comes with.",
     .status = 204,
     .is_for_people = true},
    {.call = "GET /api/v1/me",
     .id = "get_me",
     .summary = "The agent who is signed in, with what they may do.",
     .gives = one<wire::Me>},
    {.call = "POST /api/v1/me/presence",
     .id = "set_presence",
     .summary = "Sets one's own presence.",
     .takes = one<wire::PresenceBody>,
     .gives = one<wire::Agent>,
     .refuses = "400 bad_presence_reason 403 permission_missing",
     .scope = KeyScope::sessions_write},
    {.call = "GET /api/v1/sign-ins",
     .id = "list_sign_ins",
     .summary = "One's own sign-ins, all on one page.",
     .gives = page<wire::SignIn>,
     .is_for_people = true},
    {.call = "DELETE /api/v1/sign-ins/{id}",
     .id = "end_sign_in",
     .summary = "Ends one of one's own sign-ins.",
     .status = 204,
     .refuses = "404 sign_in_not_found",
     .is_for_people = true},
};

constexpr Operation settings[] = {
    {.call = "GET /api/v1/workspace",
     .id = "get_workspace",
     .summary = "The company's settings.",
     .gives = one<wire::Workspace>},
    {.call = "PATCH /api/v1/workspace",
     .id = "update_workspace",
     .summary = "Changes the company's settings; what is absent stays.",
     .takes = one<wire::WorkspacePatch>,
     .gives = one<wire::Workspace>,
     .refuses = "400 name_too_long control_character bad_locale bad_time_zone",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write},
    {.call = "GET /api/v1/agents",
     .id = "list_agents",
     .summary = "All agents, by name.",
     .gives = page<wire::Agent>,
     .query = "limit cursor",
     .scope = KeyScope::agents_read},
    {.call = "POST /api/v1/agents",
     .id = "create_agent",
     .summary = "Makes an agent, with the account they sign in by.",
     .takes = one<wire::AgentBody>,
     .gives = one<wire::Agent>,
     .status = 201,
     .refuses = "400 name_too_long control_character bad_email password_too_short text_too_long "
                "bad_skill 404 queue_not_found 409 email_taken 429 too_many busy",
     .needs = Permission::agent_manage,
     .scope = KeyScope::agents_write},
    {.call = "PATCH /api/v1/agents/{id}",
     .id = "update_agent",
     .summary = "Changes an agent; what is absent stays.",
     .takes = one<wire::AgentPatch>,
     .gives = one<wire::Agent>,
     .refuses = "400 name_too_long control_character password_too_short text_too_long bad_skill "
                "404 agent_not_found queue_not_found 409 last_administrator 429 too_many busy",
     .needs = Permission::agent_manage,
     .scope = KeyScope::agents_write,
     .more = "A new password, role or `active: false` ends the agent's sign-ins."},
    {.call = "GET /api/v1/queues",
     .id = "list_queues",
     .summary = "All queues, by name.",
     .gives = page<wire::Queue>,
     .query = "limit cursor",
     .scope = KeyScope::settings_read},
    {.call = "POST /api/v1/queues",
     .id = "create_queue",
     .summary = "Makes a queue; what is absent takes its usual value.",
     .takes = one<wire::QueueBody>,
     .gives = one<wire::Queue>,
     .status = 201,
     .refuses = "400 name_too_long control_character text_too_long bad_skill own_overflow "
                "404 queue_not_found 429 too_many",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write},
    {.call = "PATCH /api/v1/queues/{id}",
     .id = "update_queue",
     .summary = "Changes a queue; what is absent stays.",
     .takes = one<wire::QueuePatch>,
     .gives = one<wire::Queue>,
     .refuses = "400 name_too_long control_character text_too_long bad_skill own_overflow "
                "404 queue_not_found 429 too_many",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write},
    {.call = "GET /api/v1/inboxes",
     .id = "list_inboxes",
     .summary = "All inboxes, by name.",
     .gives = page<wire::Inbox>,
     .query = "limit cursor",
     .scope = KeyScope::settings_read},
    {.call = "POST /api/v1/inboxes",
     .id = "create_inbox",
     .summary = "Makes an inbox; what is absent takes its usual value.",
     .takes = one<wire::InboxBody>,
     .gives = one<wire::Inbox>,
     .status = 201,
     .refuses = "400 name_too_long control_character text_too_long bad_locale bad_accent "
                "bad_domain 404 queue_not_found 429 too_many",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write},
    {.call = "PATCH /api/v1/inboxes/{id}",
     .id = "update_inbox",
     .summary = "Changes an inbox; what is absent stays.",
     .takes = one<wire::InboxPatch>,
     .gives = one<wire::Inbox>,
     .refuses = "400 name_too_long control_character text_too_long bad_locale bad_accent "
                "bad_domain 404 inbox_not_found queue_not_found 429 too_many",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write},
    {.call = "GET /api/v1/channels",
     .id = "list_channels",
     .summary = "The channels this server knows, with what each can do, all on one page.",
     .gives = page<wire::Channel>},
};

constexpr Operation api_keys[] = {
    {.call = "GET /api/v1/api-keys",
     .id = "list_api_keys",
     .summary = "All keys, newest first, the revoked and ended among them.",
     .gives = page<wire::ApiKey>,
     .query = "limit cursor",
     .needs = Permission::agent_manage,
     .is_for_people = true},
    {.call = "POST /api/v1/api-keys",
     .id = "create_api_key",
     .summary = "Makes a key; its secret is told this once.",
     .takes = one<wire::ApiKeyBody>,
     .gives = one<wire::MadeApiKey>,
     .status = 201,
     .refuses = "400 name_too_long control_character 404 agent_not_found 429 too_many",
     .needs = Permission::agent_manage,
     .is_for_people = true},
    {.call = "DELETE /api/v1/api-keys/{id}",
     .id = "revoke_api_key",
     .summary = "Shuts a program out at once; its lines close.",
     .status = 204,
     .refuses = "404 api_key_not_found",
     .needs = Permission::agent_manage,
     .is_for_people = true},
};

}  // namespace

Chapter sign_in_chapter() {
    return {"Signing in", "The first-run wizard, sign-ins, and oneself.", sign_in};
}

Chapter settings_chapter() {
    return {"Settings", "The company, its agents, queues, inboxes and channels.", settings};
}

Chapter api_keys_chapter() {
    return {"API keys", "By what programs ask, and for what: docs/guide/api-keys.md.", api_keys};
}

}  // namespace parley::http
