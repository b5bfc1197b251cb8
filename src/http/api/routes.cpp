#include "http/api/routes.hpp"

#include "domain/attachment.hpp"
#include "http/api/actions.hpp"

namespace parley::http {
namespace {

constexpr BodyPolicy upload{BodyPolicy::Kind::stream, parley::Attachment::size_max};
// Whole lists and a file of holidays: longer than what one thing takes, and held in memory.
constexpr BodyPolicy long_text{BodyPolicy::Kind::memory, 1024 * 1024};
constexpr bool costly = true;
constexpr bool cheap = false;

constexpr Route routes[] = {
    {"GET", "/healthz", Who::anyone, get_health},
    {"GET", "/readyz", Who::anyone, get_ready},
    {"GET", "/metrics", Who::anyone, get_metrics},
    {"GET", "/api/openapi.json", Who::anyone, get_contract},
    {"GET", "/api/", Who::anyone, get_console},
    {"GET", "/api/assets/{name}", Who::anyone, get_console},

    {"GET", "/api/v1/setup", Who::anyone, get_setup},
    {"POST", "/api/v1/setup", Who::anyone, post_setup, costly},
    {"POST", "/api/v1/sign-in", Who::anyone, post_sign_in, costly},
    {"POST", "/api/v1/sign-out", Who::staff, post_sign_out},
    {"GET", "/api/v1/me", Who::staff, get_me},
    {"POST", "/api/v1/me/presence", Who::staff, post_presence},
    {"POST", "/api/v1/me/wrap-up", Who::staff, post_wrap_up},
    {"DELETE", "/api/v1/me/wrap-up", Who::staff, delete_wrap_up},
    {"GET", "/api/v1/me/phones", Who::staff, get_own_phones},
    {"GET", "/api/v1/sign-ins", Who::staff, get_sign_ins},
    {"DELETE", "/api/v1/sign-ins/{id}", Who::staff, delete_sign_in},

    {"GET", "/api/v1/workspace", Who::staff, get_workspace},
    {"PATCH", "/api/v1/workspace", Who::staff, patch_workspace},
    {"GET", "/api/v1/agents", Who::staff, get_agents},
    {"POST", "/api/v1/agents", Who::staff, post_agent},
    {"GET", "/api/v1/agents/{id}", Who::staff, get_agent},
    {"PATCH", "/api/v1/agents/{id}", Who::staff, patch_agent},
    {"POST", "/api/v1/agents/{id}/presence", Who::staff, post_agent_presence},
    {"POST", "/api/v1/agents/{id}/reassign", Who::staff, post_agent_reassign},
    {"GET", "/api/v1/queues", Who::staff, get_queues},
    {"POST", "/api/v1/queues", Who::staff, post_queue},
    {"GET", "/api/v1/queues/{id}", Who::staff, get_queue},
    {"PATCH", "/api/v1/queues/{id}", Who::staff, patch_queue},
    {"GET", "/api/v1/queues/{id}/state", Who::staff, get_queue_state},
    {"GET", "/api/v1/inboxes", Who::staff, get_inboxes},
    {"POST", "/api/v1/inboxes", Who::staff, post_inbox},
    {"GET", "/api/v1/inboxes/{id}", Who::staff, get_inbox},
    {"PATCH", "/api/v1/inboxes/{id}", Who::staff, patch_inbox},
    {"GET", "/api/v1/channels", Who::staff, get_channels},
    {"GET", "/api/v1/wrap-up-codes", Who::staff, get_wrap_up_codes},
    {"POST", "/api/v1/wrap-up-codes", Who::staff, post_wrap_up_code},
    {"PATCH", "/api/v1/wrap-up-codes/{id}", Who::staff, patch_wrap_up_code},
    {"GET", "/api/v1/presence-reasons", Who::staff, get_presence_reasons},
    {"POST", "/api/v1/presence-reasons", Who::staff, post_presence_reason},
    {"PATCH", "/api/v1/presence-reasons/{id}", Who::staff, patch_presence_reason},
    {"GET", "/api/v1/capacity-profiles", Who::staff, get_capacity_profiles},
    {"POST", "/api/v1/capacity-profiles", Who::staff, post_capacity_profile},
    {"PATCH", "/api/v1/capacity-profiles/{id}", Who::staff, patch_capacity_profile},
    {"DELETE", "/api/v1/capacity-profiles/{id}", Who::staff, delete_capacity_profile},
    {"GET", "/api/v1/api-keys", Who::staff, get_api_keys},
    {"POST", "/api/v1/api-keys", Who::staff, post_api_key},
    {"DELETE", "/api/v1/api-keys/{id}", Who::staff, delete_api_key},

    {"GET", "/api/v1/floor", Who::staff, get_floor},
    {"GET", "/api/v1/targets", Who::staff, get_targets},
    {"GET", "/api/v1/counts", Who::staff, get_counts},
    {"GET", "/api/v1/sessions", Who::staff, get_sessions},
    {"GET", "/api/v1/sessions/{id}", Who::staff, get_session},
    {"GET", "/api/v1/sessions/{id}/routing", Who::staff, get_session_routing},
    {"POST", "/api/v1/sessions/{id}/accept", Who::staff, post_accept},
    {"POST", "/api/v1/sessions/{id}/decline", Who::staff, post_decline},
    {"POST", "/api/v1/sessions/{id}/close", Who::staff, post_close},
    {"POST", "/api/v1/sessions/{id}/summary", Who::staff, post_summary},
    {"POST", "/api/v1/sessions/{id}/transfer", Who::staff, post_transfer},
    {"POST", "/api/v1/sessions/{id}/take", Who::staff, post_take},
    {"POST", "/api/v1/sessions/{id}/callback", Who::staff, post_callback},
    {"POST", "/api/v1/sessions/{id}/pick", Who::staff, post_pick},
    {"POST", "/api/v1/sessions/{id}/colleagues", Who::staff, post_colleague},
    {"POST", "/api/v1/sessions/{id}/colleagues/{colleague}/accept", Who::staff,
     post_colleague_accept},
    {"POST", "/api/v1/sessions/{id}/colleagues/{colleague}/decline", Who::staff,
     post_colleague_decline},
    {"DELETE", "/api/v1/sessions/{id}/colleagues/{colleague}", Who::staff, delete_colleague},
    {"GET", "/api/v1/conversations/{id}/messages", Who::staff, get_messages},
    {"POST", "/api/v1/conversations/{id}/messages", Who::staff, post_message},
    {"POST", "/api/v1/conversations/{id}/read", Who::staff, post_read},
    {"GET", "/api/v1/contacts/{id}", Who::staff, get_contact},
    {"PATCH", "/api/v1/contacts/{id}", Who::staff, patch_contact},
    {"GET", "/api/v1/contact-scheme", Who::staff, get_contact_scheme},
    {"PATCH", "/api/v1/contact-scheme", Who::staff, patch_contact_scheme, cheap, long_text},
    {"GET", "/api/v1/condition-catalogue", Who::staff, get_condition_catalogue},
    {"POST", "/api/v1/condition-words", Who::staff, post_condition_words},
    {"GET", "/api/v1/priority-rules", Who::staff, get_priority_rules},
    {"PATCH", "/api/v1/priority-rules", Who::staff, patch_priority_rules, cheap, long_text},
    {"POST", "/api/v1/priority-rules/try", Who::staff, post_priority_rules_try, cheap, long_text},
    {"GET", "/api/v1/entry-rules", Who::staff, get_entry_rules},
    {"PATCH", "/api/v1/entry-rules", Who::staff, patch_entry_rules, cheap, long_text},
    {"POST", "/api/v1/entry-rules/try", Who::staff, post_entry_rules_try, cheap, long_text},
    {"GET", "/api/v1/calendars", Who::staff, get_calendars},
    {"POST", "/api/v1/calendars", Who::staff, post_calendar},
    {"POST", "/api/v1/calendars/preview", Who::staff, post_calendar_preview},
    {"POST", "/api/v1/calendars/import", Who::staff, post_calendar_import, cheap, long_text},
    {"GET", "/api/v1/calendars/{id}", Who::staff, get_calendar},
    {"PATCH", "/api/v1/calendars/{id}", Who::staff, patch_calendar},
    {"DELETE", "/api/v1/calendars/{id}", Who::staff, delete_calendar},
    {"GET", "/api/v1/segments", Who::staff, get_segments},
    {"PATCH", "/api/v1/segments", Who::staff, patch_segments, cheap, long_text},
    {"POST", "/api/v1/segments/preview", Who::staff, post_segment_preview},
    {"GET", "/api/v1/segments/{id}/members", Who::staff, get_segment_members},
    {"GET", "/api/v1/search", Who::staff, get_search},

    {"GET", "/api/v1/reports", Who::staff, get_report},
    {"GET", "/api/v1/reports/sheet", Who::staff, get_report_sheet},
    {"GET", "/api/v1/reports/wrap-up-codes", Who::staff, get_code_report},
    {"GET", "/api/v1/reports/presence", Who::staff, get_presence_report},
    {"GET", "/api/v1/reports/list", Who::staff, get_report_list},
    {"GET", "/api/v1/me/figures", Who::staff, get_own_figures},

    {"GET", "/api/v1/calls", Who::staff, get_calls},
    {"POST", "/api/v1/calls", Who::staff, post_call},
    {"GET", "/api/v1/calls/{id}", Who::staff, get_call},
    {"POST", "/api/v1/calls/{id}/browser", Who::staff, post_call_browser},
    {"POST", "/api/v1/calls/{id}/supervise", Who::staff, post_call_supervise},
    {"POST", "/api/v1/calls/{id}/supervision", Who::staff, post_call_supervision},
    {"POST", "/api/v1/calls/{id}/phone", Who::staff, post_call_phone},
    {"POST", "/api/v1/calls/{id}/hold", Who::staff, post_call_hold},
    {"POST", "/api/v1/calls/{id}/keys", Who::staff, post_call_keys},
    {"POST", "/api/v1/calls/{id}/consult", Who::staff, post_call_consult},
    {"POST", "/api/v1/calls/{id}/conference", Who::staff, post_call_conference},
    {"POST", "/api/v1/calls/{id}/transfer", Who::staff, post_call_transfer},
    {"DELETE", "/api/v1/calls/{id}/legs/{leg}", Who::staff, delete_call_leg},
    {"POST", "/api/v1/calls/{id}/recording", Who::staff, post_call_recording},
    {"POST", "/api/v1/calls/{id}/hang-up", Who::staff, post_call_hang_up},
    {"POST", "/api/v1/echo-test", Who::staff, post_echo_test},
    {"POST", "/api/v1/recordings/{id}/play", Who::staff, post_recording_play},
    {"GET", "/api/v1/recordings/{id}/audio", Who::staff, get_recording_audio},
    {"GET", "/api/v1/recordings/{id}/waveform", Who::staff, get_recording_waveform},
    {"DELETE", "/api/v1/recordings/{id}", Who::staff, delete_recording},
    {"GET", "/api/v1/trunks", Who::staff, get_trunks},
    {"POST", "/api/v1/trunks", Who::staff, post_trunk},
    {"GET", "/api/v1/trunks/{id}", Who::staff, get_trunk},
    {"PATCH", "/api/v1/trunks/{id}", Who::staff, patch_trunk},
    {"DELETE", "/api/v1/trunks/{id}", Who::staff, delete_trunk},
    {"GET", "/api/v1/phones", Who::staff, get_phones},
    {"POST", "/api/v1/phones", Who::staff, post_phone},
    {"GET", "/api/v1/phones/{id}", Who::staff, get_phone},
    {"PATCH", "/api/v1/phones/{id}", Who::staff, patch_phone},
    {"POST", "/api/v1/phones/{id}/password", Who::staff, post_phone_password},
    {"DELETE", "/api/v1/phones/{id}", Who::staff, delete_phone},
    {"GET", "/api/v1/phone-numbers", Who::staff, get_phone_numbers},
    {"POST", "/api/v1/phone-numbers", Who::staff, post_phone_number},
    {"GET", "/api/v1/phone-numbers/{id}", Who::staff, get_phone_number},
    {"PATCH", "/api/v1/phone-numbers/{id}", Who::staff, patch_phone_number},
    {"DELETE", "/api/v1/phone-numbers/{id}", Who::staff, delete_phone_number},
    {"GET", "/api/v1/voice-settings", Who::staff, get_voice_settings},
    {"PATCH", "/api/v1/voice-settings", Who::staff, patch_voice_settings},
    {"GET", "/api/v1/voice", Who::staff, get_voice},

    {"GET", "/api/v1/events", Who::staff, get_events},
    {"GET", "/api/v1/webhooks", Who::staff, get_webhooks},
    {"POST", "/api/v1/webhooks", Who::staff, post_webhook},
    {"GET", "/api/v1/webhooks/{id}", Who::staff, get_webhook},
    {"PATCH", "/api/v1/webhooks/{id}", Who::staff, patch_webhook},
    {"DELETE", "/api/v1/webhooks/{id}", Who::staff, delete_webhook},
    {"POST", "/api/v1/webhooks/{id}/secret", Who::staff, post_webhook_secret},
    {"POST", "/api/v1/webhooks/{id}/test", Who::staff, post_webhook_test},
    {"GET", "/api/v1/webhooks/{id}/deliveries", Who::staff, get_webhook_deliveries},
    {"POST", "/api/v1/webhooks/{id}/deliveries/{delivery}/replay", Who::staff,
     post_delivery_replay},
    {"POST", "/api/v1/webhooks/{id}/replay", Who::staff, post_webhook_replay},
    {"GET", "/api/v1/routing-hook", Who::staff, get_routing_hook},
    {"PATCH", "/api/v1/routing-hook", Who::staff, patch_routing_hook},
    {"POST", "/api/v1/routing-hook/secret", Who::staff, post_routing_hook_secret},
    {"POST", "/api/v1/routing-hook/trial", Who::staff, post_routing_hook_trial, costly},

    {"POST", "/api/v1/attachments", Who::either, post_attachment, costly, upload},
    {"GET", "/api/v1/files/{id}/{key}", Who::anyone, get_file},
    {"GET", "/api/v1/files/{id}/{key}/thumbnail", Who::anyone, get_thumbnail},

    {"GET", "/api/v1/widget/{key}", Who::anyone, get_widget},
    {"POST", "/api/v1/visitors", Who::anyone, post_visitor, costly},
    {"GET", "/api/v1/visitor/messages", Who::visitor, get_visitor_messages},
    {"POST", "/api/v1/visitor/rating", Who::visitor, post_visitor_rating},
    {"POST", "/api/v1/visitor/callback", Who::visitor, post_visitor_callback},
    {"POST", "/api/v1/visitor/end", Who::visitor, post_visitor_end},
};

std::string_view take_segment(std::string_view& path) {
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    return segment;
}

// Fills `found` with what stands for {…}. An empty segment stands for nothing.
bool matches(std::string_view pattern, std::string_view path, std::vector<std::string>& found) {
    found.clear();
    while (!pattern.empty() && !path.empty()) {
        if (path.front() != '/') return false;
        const std::string_view wanted = take_segment(pattern);
        const std::string_view given = take_segment(path);
        if (wanted.starts_with('{')) {
            if (given.empty()) return false;
            found.emplace_back(given);
        } else if (wanted != given) {
            return false;
        }
    }
    return pattern.empty() && path.empty();
}

}  // namespace

std::span<const Route> all_routes() { return routes; }

Match find_route(std::string_view method, std::string_view path) {
    const std::string_view wanted = method == "HEAD" ? std::string_view("GET") : method;
    Match match;
    for (const Route& route : routes) {
        if (!matches(route.pattern, path, match.path)) continue;
        if (route.method == wanted) {
            match.route = &route;
            return match;
        }
        if (!match.allow.empty()) match.allow += ", ";
        match.allow += route.method;
    }
    return match;
}

}  // namespace parley::http
