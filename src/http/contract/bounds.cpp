#include "http/contract/bounds.hpp"

#include "app/calendars.hpp"
#include "app/calls/handling.hpp"
#include "app/calls/lines.hpp"
#include "app/contact_fields.hpp"
#include "app/presence.hpp"
#include "app/settings.hpp"
#include "app/settings_checks.hpp"
#include "codec/types.hpp"
#include "domain/agent.hpp"
#include "domain/api_key.hpp"
#include "domain/contact_scheme.hpp"
#include "domain/inbox.hpp"
#include "domain/message.hpp"
#include "domain/presence_reason.hpp"
#include "domain/queue.hpp"
#include "domain/routing_hook.hpp"
#include "domain/session.hpp"
#include "domain/survey.hpp"
#include "domain/webhook.hpp"
#include "domain/workspace.hpp"
#include "http/api/call.hpp"
#include "rules/entry.hpp"

namespace parley::http {
namespace {

constexpr auto none = std::nullopt;
constexpr std::string_view either_locale = "^(en|zh-CN)$";
constexpr std::string_view accent = "^#[0-9a-fA-F]{6}$";
constexpr std::string_view lower_word = "^[^A-Z ,=\\t\\r\\n]+$";
constexpr std::string_view host = "^(\\*\\.)?[a-z0-9.:-]+$";
constexpr std::string_view telephone = "^[0-9+\\-.()/ ]+$";
constexpr std::string_view sip_host = "^[A-Za-z0-9.:_-]+$";
constexpr std::string_view network = "^[0-9a-fA-F.:/]+$";
constexpr std::string_view prefix = "^\\+[0-9]*$";
constexpr std::string_view printable = "^[!-~]+$";

constexpr Bound bounds[] = {
    {"SetupBody.company", 1, Workspace::name_max},
    {"SetupBody.locale", none, none, either_locale},
    {"SetupBody.time_zone", 1, app::time_zone_max},
    {"SetupBody.name", 1, Agent::name_max},
    {"SetupBody.email", 3, app::email_max},
    {"SetupBody.password", app::password_min, app::password_max},
    {"WorkspacePatch.name", 1, Workspace::name_max},
    {"WorkspacePatch.locale", none, none, either_locale},
    {"WorkspacePatch.time_zone", 1, app::time_zone_max},

    {"Skill.name", 1, app::skill_name_max, lower_word},
    {"Skill.level", app::skill_level_min, app::skill_level_max},
    {"AgentBody.name", 1, Agent::name_max},
    {"AgentBody.email", 3, app::email_max},
    {"AgentBody.password", app::password_min, app::password_max},
    {"AgentBody.capacity", 1, Agent::capacity_max},
    {"AgentPatch.name", 1, Agent::name_max},
    {"AgentPatch.password", app::password_min, app::password_max},
    {"AgentPatch.capacity", 1, Agent::capacity_max},
    {"PresenceBody.reason", none, presence_word_max, "^[a-z0-9_-]*$"},
    {"PresenceFrame.reason", none, presence_word_max, "^[a-z0-9_-]*$"},

    {"Post.rank", 1, Post::rank_max},
    {"Post.weight", 1, Post::weight_max},
    {"Post.precedence", 1, Post::precedence_max},
    {"SkillLimit.name", 1, app::skill_name_max, lower_word},
    {"SkillLimit.level", 0, app::skill_level_max},
    {"QueueStep.enter", 0, app::queue_waiting_max},
    {"QueueStep.leave", 0, app::queue_waiting_max},
    {"QueueStep.last", 1, QueueStep::last_max},
    {"QueueStep.boost_seconds", 0, QueueStep::seconds_max},
    {"QueueBody.name", 1, Queue::name_max},
    {"QueueBody.skills", 1, app::skill_name_max, lower_word, app::queue_skills_max},
    {"QueueBody.share", 1, app::queue_share_max},
    {"QueueBody.offer_seconds", Queue::offer_seconds_min, Queue::offer_seconds_max},
    {"QueueBody.overflow_after_seconds", 0, app::overflow_after_seconds_max},
    {"QueueBody.wrap_up_seconds", 0, app::wrap_up_seconds_max},
    {"QueueBody.waiting_max", 0, app::queue_waiting_max},
    {"QueueBody.familiar_seconds", 0, Queue::familiar_seconds_max},
    {"QueueBody.answer_seconds", 1, Queue::answer_seconds_max},
    {"QueueBody.closed_text", none, Queue::closed_text_max},
    {"QueuePatch.closed_text", none, Queue::closed_text_max},
    {"CalendarBody.name", 1, rules::rule_name_max},
    {"CalendarPatch.name", 1, rules::rule_name_max},
    {"SegmentBody.name", 1, rules::rule_name_max},
    {"CalendarImportBody.text", 1, app::calendar_text_max},
    {"QueueBody.wrap_up_extensions_max", 0, Queue::wrap_up_extensions_most},
    {"QueueBody.wrap_up_extend_seconds", 1, Queue::wrap_up_extend_seconds_max},
    {"QueueBody.left_messages_max", 0, Queue::left_messages_most},
    {"QueueBody.callback_attempts_max", 0, Callback::attempts_most},
    {"QueueBody.callback_retry_seconds", 1, Callback::retry_seconds_max},
    {"QueueBody.callback_key", none, 1, "^[0-9*#]?$"},
    {"QueueBody.guest_share", 0, app::queue_share_max},
    {"QueueBody.alert_waiting", 0, QueueAlerts::alert_waiting_max},
    {"QueueBody.alert_wait_seconds", 0, QueueAlerts::alert_wait_seconds_max},
    {"QueuePatch.name", 1, Queue::name_max},
    {"QueuePatch.skills", 1, app::skill_name_max, lower_word, app::queue_skills_max},
    {"QueuePatch.share", 1, app::queue_share_max},
    {"QueuePatch.offer_seconds", Queue::offer_seconds_min, Queue::offer_seconds_max},
    {"QueuePatch.overflow_after_seconds", 0, app::overflow_after_seconds_max},
    {"QueuePatch.wrap_up_seconds", 0, app::wrap_up_seconds_max},
    {"QueuePatch.waiting_max", 0, app::queue_waiting_max},
    {"QueuePatch.familiar_seconds", 0, Queue::familiar_seconds_max},
    {"QueuePatch.answer_seconds", 1, Queue::answer_seconds_max},
    {"QueuePatch.wrap_up_extensions_max", 0, Queue::wrap_up_extensions_most},
    {"QueuePatch.wrap_up_extend_seconds", 1, Queue::wrap_up_extend_seconds_max},
    {"QueuePatch.left_messages_max", 0, Queue::left_messages_most},
    {"QueuePatch.callback_attempts_max", 0, Callback::attempts_most},
    {"QueuePatch.callback_retry_seconds", 1, Callback::retry_seconds_max},
    {"QueuePatch.callback_key", none, 1, "^[0-9*#]?$"},
    {"QueuePatch.guest_share", 0, app::queue_share_max},
    {"QueuePatch.alert_waiting", 0, QueueAlerts::alert_waiting_max},
    {"QueuePatch.alert_wait_seconds", 0, QueueAlerts::alert_wait_seconds_max},

    {"InboxBody.name", 1, Inbox::name_max},
    {"InboxBody.greeting", none, Inbox::greeting_max},
    {"InboxBody.locale", none, none, "^(en|zh-CN)?$"},
    {"InboxBody.accent", none, none, accent},
    {"InboxBody.domains", none, app::domain_max, host},
    {"InboxPatch.name", 1, Inbox::name_max},
    {"InboxPatch.greeting", none, Inbox::greeting_max},
    {"InboxPatch.locale", none, none, "^(en|zh-CN)?$"},
    {"InboxPatch.accent", none, none, accent},
    {"InboxPatch.domains", none, app::domain_max, host},

    {"ApiKeyBody.name", 1, ApiKey::name_max},

    {"ContactPatch.name", none, Contact::name_max},
    {"ContactPatch.email", none, app::email_max},
    {"ContactPatch.phone", none, app::phone_max, "^[0-9+\\-.() ]*$"},
    {"ContactPatch.note", none, Contact::note_max},
    {"ContactPatch.vip_level", 0, Contact::vip_level_max},
    {"TagBody.name", 1, Tag::name_max},
    {"TagBody.colour", none, none, accent},
    {"PriorityRule.name", 1, rules::rule_name_max},
    {"PriorityRule.seconds", 1, rules::head_start_max},
    {"PriorityRulesPatch.seconds_max", 0, rules::head_start_max},
    {"PriorityTrialBody.seconds_max", 0, rules::head_start_max},
    {"EntryRule.name", 1, rules::rule_name_max},
    {"ContactField.key", 1, ContactField::key_max, "^[a-z0-9_]+$"},
    {"ContactField.name", 1, ContactField::name_max},
    {"ContactField.choices", 1, ContactField::choice_max},
    {"VisitorBody.locale", none, app::locale_max, "^[A-Za-z0-9-]*$"},
    {"VisitorBody.name", none, Contact::name_max},
    {"VisitorBody.email", none, app::email_max},
    {"VisitorBody.phone", none, app::phone_max, "^[0-9+\\-.() ]*$"},

    {"MessageBody.client_msg_id", 1, Message::client_msg_id_max, printable},
    {"BrowserBody.offer", 1, Telephone::offer_max},
    {"SuperviseBody.offer", 1, Telephone::offer_max},
    {"DialBody.number", 1, app::dialled_max, telephone},
    {"KeysBody.keys", 1, app::keys_max, "^[0-9A-D*#]+$"},
    {"CallTargetBody.number", 1, app::dialled_max, telephone},
    {"TrunkBody.name", 1, Trunk::name_max},
    {"TrunkBody.host", 1, Trunk::host_max, sip_host},
    {"TrunkBody.port", 0, 65'535},
    {"TrunkBody.user", none, Trunk::user_max},
    {"TrunkBody.password", none, Trunk::password_max},
    {"TrunkBody.sources", 1, Trunk::source_max, network},
    {"TrunkBody.ca", none, Trunk::ca_max},
    {"TrunkBody.calls_max", 1, app::trunk_calls_max},
    {"TrunkPatch.name", 1, Trunk::name_max},
    {"TrunkPatch.host", 1, Trunk::host_max, sip_host},
    {"TrunkPatch.port", 0, 65'535},
    {"TrunkPatch.user", none, Trunk::user_max},
    {"TrunkPatch.password", none, Trunk::password_max},
    {"TrunkPatch.sources", 1, Trunk::source_max, network},
    {"TrunkPatch.ca", none, Trunk::ca_max},
    {"TrunkPatch.calls_max", 1, app::trunk_calls_max},
    {"PhoneBody.name", 1, Phone::name_max},
    {"PhonePatch.name", 1, Phone::name_max},
    {"PhoneNumberBody.number", 1, PhoneNumber::number_max, telephone},
    {"PhoneNumberBody.prefixes", 1, app::number_prefix_max, prefix},
    {"PhoneNumberPatch.prefixes", 1, app::number_prefix_max, prefix},
    {"VoiceSettingsPatch.retention_days", 0, VoiceSettings::retention_days_max},
    {"VoiceSettingsPatch.country", 2, 2, "^[A-Z]{2}$"},
    {"VoiceSettingsPatch.allowed_prefixes", 1, app::number_prefix_max, prefix},
    {"VoiceSettingsPatch.call_share", 1, 100},
    {"VoiceSettingsPatch.calls_max", 1, VoiceSettings::calls_max_max},
    {"VoiceSettingsPatch.agent_calls_max", 0, VoiceSettings::calls_max_max},
    {"VoiceSettingsPatch.agent_minutes_max", 0, VoiceSettings::agent_minutes_max_max},
    {"MessageBody.text", none, Message::text_max},
    {"ReadBody.seq", 0, codec::integer_max},
    {"CloseBody.summary", none, Session::summary_max},
    {"SummaryBody.summary", none, Session::summary_max},
    {"TransferBody.note", none, Message::text_max},
    {"CallbackBody.number", 1, app::dialled_max, telephone},
    {"ColleagueBody.note", none, Message::text_max},
    {"WrapUpCodeBody.name", 1, WrapUpCode::name_max},
    {"PresenceReasonBody.name", 1, PresenceReason::name_max},
    {"PresenceReasonBody.minutes_max", 0, PresenceReason::minutes_most},
    {"PresenceReasonBody.precedence", 1, PresenceReason::precedence_max},
    {"PresenceReasonPatch.name", 1, PresenceReason::name_max},
    {"PresenceReasonPatch.minutes_max", 0, PresenceReason::minutes_most},
    {"PresenceReasonPatch.precedence", 1, PresenceReason::precedence_max},
    {"ChannelShare.share", 1, Agent::capacity_max},
    {"CapacityProfileBody.name", 1, CapacityProfile::name_max},
    {"CapacityProfilePatch.name", 1, CapacityProfile::name_max},
    {"WrapUpCodePatch.name", 1, WrapUpCode::name_max},
    {"RatingBody.score", 1, Survey::score_max},
    {"RatingBody.comment", none, Survey::comment_max},
    {"RatingBody.tags", none, Survey::tag_max},
    {"WebhookBody.url", 1, Webhook::url_max},
    {"WebhookBody.description", none, Webhook::description_max},
    {"WebhookPatch.url", 1, Webhook::url_max},
    {"WebhookPatch.description", none, Webhook::description_max},
    {"RoutingHookPatch.url", none, Webhook::url_max},
    {"RoutingHookPatch.timeout_ms", RoutingHook::timeout_ms_min, RoutingHook::timeout_ms_max},
    {"RoutingHookTrialBody.message", none, Message::text_max},
    {"WebhookReplayBody.first_seq", 0, codec::integer_max},
    {"WebhookReplayBody.last_seq", 0, codec::integer_max},

    {"HelloFrame.after", 0, codec::integer_max},
    {"SendFrame.client_msg_id", 1, Message::client_msg_id_max, printable},
    {"SendFrame.text", none, Message::text_max},
    {"ReadFrame.seq", 0, codec::integer_max},
};

}  // namespace

const Bound* find_bound(std::string_view name) {
    for (const Bound& bound : bounds) {
        if (bound.name == name) return &bound;
    }
    return nullptr;
}

}  // namespace parley::http
