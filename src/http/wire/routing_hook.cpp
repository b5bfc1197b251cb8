#include "http/wire/routing_hook.hpp"

#include "app/settings_checks.hpp"
#include "codec/strict.hpp"
#include "codec/write.hpp"
#include "http/wire/version.hpp"

namespace parley::wire {
namespace {

using codec::Failure;
using codec::JsonKind;
using codec::JsonView;

RoutingHookHealth shown_health(const HookHealth& health) {
    RoutingHookHealth wire{health.asked,       health.answered,  health.failed,
                           health.skipped,     health.failures,  health.skipped_until,
                           health.answered_at, health.failed_at, {},
                           health.took_ms};
    if (health.failed > 0) wire.last_failure = health.last_failure;
    return wire;
}

RoutingAdvice shown_advice(const HookAdvice& advice) {
    RoutingAdvice wire;
    wire.queue_id = codec::nullable(advice.queue);
    wire.agent_id = codec::nullable(advice.agent);
    wire.head_start_seconds = advice.head_start_seconds;
    for (const parley::Skill& skill : advice.skills)
        wire.skills.push_back({skill.name, skill.level});
    return wire;
}

bool is_asked_skill(std::string_view name) {
    const bool is_lower =
        name.find_first_of(" ,=\t\r\nABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos;
    return !name.empty() && is_lower && name.size() <= app::skill_name_max * 4 &&
           check_text(name, app::skill_name_max, {}).has_value();
}

bool read_asked_skill(JsonView json, parley::Skill& skill, Failure& failure) {
    if (!codec::only_keys(json, {"name", "level"}, failure)) return false;
    if (!codec::read_key(json, "name", skill.name, failure)) return false;
    if (!is_asked_skill(skill.name))
        return failure.refuse("bad_skill", "one lower-case word") || failure.inside("name");
    const JsonView level = json.find("level");
    std::int64_t wide = app::skill_level_min;
    if (level &&
        !codec::read_integer(level, app::skill_level_min, app::skill_level_max, wide, failure))
        return failure.inside("level");
    skill.level = static_cast<int>(wide);
    return true;
}

bool read_asked_skills(JsonView json, std::vector<parley::Skill>& skills, Failure& failure) {
    if (json.kind() != JsonKind::array) return failure.refuse("wrong_type", "a list");
    if (json.size() > HookAdvice::skills_max) return failure.refuse("out_of_range", "fewer skills");
    for (std::size_t i = 0; i < json.size(); ++i) {
        if (!read_asked_skill(json.at(i), skills.emplace_back(), failure)) return failure.inside(i);
    }
    return true;
}

// A member that may be absent or null.
template <class Read>
bool read_member(JsonView json, std::string_view key, Failure& failure, Read read) {
    const JsonView value = json.find(key);
    if (!value || value.kind() == JsonKind::null) return true;
    return read(value) || failure.inside(key);
}

bool read_advice(JsonView json, HookAdvice& advice, Failure& failure) {
    if (!codec::only_keys(json, {"queue_id", "agent_id", "head_start_seconds", "skills"}, failure))
        return false;
    std::int64_t seconds = 0;
    const bool is_read =
        read_member(json, "queue_id", failure,
                    [&](JsonView id) { return codec::read(id, advice.queue, failure); }) &&
        read_member(json, "agent_id", failure,
                    [&](JsonView id) { return codec::read(id, advice.agent, failure); }) &&
        read_member(json, "head_start_seconds", failure,
                    [&](JsonView number) {
                        return codec::read_integer(number, 0, HookAdvice::head_start_max, seconds,
                                                   failure);
                    }) &&
        read_member(json, "skills", failure,
                    [&](JsonView list) { return read_asked_skills(list, advice.skills, failure); });
    advice.head_start_seconds = static_cast<int>(seconds);
    return is_read;
}

}  // namespace

RoutingHook to_wire(const app::HookView& view) {
    const parley::RoutingHook& hook = view.hook;
    RoutingHook wire;
    wire.active = hook.active;
    wire.url = hook.url;
    wire.timeout_ms = hook.timeout_ms;
    wire.queue_ids = hook.queues;
    wire.version = version_of(wire);  // How it fares, and its secret, are no settings.
    wire.has_secret = !hook.secret.empty();
    wire.health = shown_health(view.health);
    return wire;
}

RoutingHook to_wire(const app::HookMade& made) {
    RoutingHook wire = to_wire(made.view);
    wire.secret = made.secret;
    return wire;
}

RoutingHookTrial to_wire(const app::HookExchange& exchange) {
    RoutingHookTrial wire;
    wire.outcome = exchange.reply.outcome;
    wire.took_ms = exchange.reply.took.count();
    wire.status = exchange.status;
    wire.failure = exchange.failure;
    wire.request = exchange.request;
    wire.answer = exchange.answer;
    wire.wrong = exchange.wrong;
    const bool is_read = exchange.status >= 200 && exchange.status <= 299 &&
                         exchange.reply.outcome != HookOutcome::bad_answer &&
                         exchange.reply.outcome != HookOutcome::too_large &&
                         exchange.reply.outcome != HookOutcome::timed_out;
    if (is_read) wire.advice = shown_advice(exchange.reply.advice);
    return wire;
}

std::string routing_question_text(const app::HookQuestion& question, const FileLinks& files) {
    RoutingQuestion wire;
    wire.id = question.id;
    wire.at = question.at;
    wire.trial = question.is_trial;
    wire.workspace_id = question.workspace;
    wire.timeout_ms = question.hook.timeout_ms;
    wire.medium = question.medium;
    wire.entry_rule = question.entry_rule;
    wire.agent_id = codec::nullable(question.agent);
    wire.session = to_wire(*question.session, Links{files, question.workspace});
    wire.contact = to_wire(question.contact);
    return codec::to_json(wire);
}

Result<HookAdvice> read_routing_advice(std::string_view text) {
    struct Reader final : codec::JsonVisitor {
        HookAdvice advice;
        Result<> visit(JsonView root) override {
            Failure failure;
            if (read_advice(root, advice, failure)) return {};
            return codec::refusal_of(std::move(failure));
        }
    };
    Reader reader;
    CHECKED(codec::visit_json(text, reader));
    return std::move(reader.advice);
}

}  // namespace parley::wire
