// The routing hook: its settings, what it is asked, and what it may answer.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/hook_settings.hpp"
#include "codec/types.hpp"
#include "http/wire/contact.hpp"
#include "http/wire/queue.hpp"
#include "http/wire/session.hpp"

namespace parley::wire {

struct RoutingHookHealth {
    std::int64_t asked = 0;
    std::int64_t answered = 0;
    std::int64_t failed = 0;
    std::int64_t skipped = 0;
    std::int64_t failures = 0;
    Instant skipped_until;
    Instant answered_at;
    Instant failed_at;
    codec::Nullable<HookOutcome> last_failure;
    std::int64_t took_ms = 0;
};
BOOST_DESCRIBE_STRUCT(RoutingHookHealth, (),
                      (asked, answered, failed, skipped, failures, skipped_until, answered_at,
                       failed_at, last_failure, took_ms))

struct RoutingHook {
    bool active = false;
    std::string url;
    int timeout_ms = 0;
    std::vector<QueueId> queue_ids;
    bool has_secret = false;
    std::string secret;  // Told where it was made now, this once.
    RoutingHookHealth health;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(RoutingHook, (),
                      (active, url, timeout_ms, queue_ids, has_secret, secret, health, version))

struct RoutingHookPatch {
    std::optional<bool> active;
    std::optional<std::string> url;
    std::optional<int> timeout_ms;
    std::optional<codec::List<QueueId, parley::RoutingHook::queues_max>> queue_ids;
};
BOOST_DESCRIBE_STRUCT(RoutingHookPatch, (), (active, url, timeout_ms, queue_ids))

struct RoutingAdvice {
    codec::Nullable<QueueId> queue_id;
    codec::Nullable<AgentId> agent_id;
    int head_start_seconds = 0;
    std::vector<SkillLimit> skills;
};
BOOST_DESCRIBE_STRUCT(RoutingAdvice, (), (queue_id, agent_id, head_start_seconds, skills))

struct RoutingHookTrialBody {
    std::optional<InboxId> inbox_id;
    std::optional<std::string> message;
};
BOOST_DESCRIBE_STRUCT(RoutingHookTrialBody, (), (inbox_id, message))

struct RoutingHookTrial {
    HookOutcome outcome{};
    std::int64_t took_ms = 0;
    int status = 0;
    SendFailure failure{};
    std::string request;
    std::string answer;
    std::string wrong;
    codec::Nullable<RoutingAdvice> advice;
};
BOOST_DESCRIBE_STRUCT(RoutingHookTrial, (),
                      (outcome, took_ms, status, failure, request, answer, wrong, advice))

// What is posted to it.
struct RoutingQuestion {
    codec::Literal<"routing"> type;
    HookCallId id;
    Instant at;
    bool trial = false;
    WorkspaceId workspace_id;
    int timeout_ms = 0;
    std::string medium;
    std::string entry_rule;
    codec::Nullable<AgentId> agent_id;
    Session session;
    Contact contact;
};
BOOST_DESCRIBE_STRUCT(RoutingQuestion, (),
                      (type, id, at, trial, workspace_id, timeout_ms, medium, entry_rule, agent_id,
                       session, contact))

RoutingHook to_wire(const app::HookView& view);
RoutingHook to_wire(const app::HookMade& made);
RoutingHookTrial to_wire(const app::HookExchange& exchange);

std::string routing_question_text(const app::HookQuestion& question, const FileLinks& files);
// Strict: what nobody knows is refused, for a misspelt word would change where sessions go. Each
// member may be absent or null. Refuses as from_json does, and invalid "unknown_field",
// "bad_skill".
Result<HookAdvice> read_routing_advice(std::string_view text);

}  // namespace parley::wire
