#include "app/rule_lists.hpp"
#include "http/api/actions.hpp"
#include "http/wire/rules.hpp"

namespace parley::http {
namespace {

constexpr auto stored_version = [](const auto& stored) { return wire::version_of_rules(stored); };

app::TrialOf trial_of(const auto& body) {
    app::TrialOf of;
    of.contact = body.contact_id;
    of.inbox = body.inbox_id.value_or(InboxId{});
    return of;
}

app::PriorityPatch priority_patch(auto& body) {
    app::PriorityPatch patch;
    patch.seconds_max = body.seconds_max;
    if (body.rules) patch.rules = std::move(*body.rules);
    return patch;
}

}  // namespace

Task<Result<Response>> get_priority_rules(Call& call) {
    CO_TRY(const auto rules, co_await app::get_priority_rules(call.app(), call.by_staff()));
    co_return versioned(wire::to_wire(rules));
}

Task<Result<Response>> patch_priority_rules(Call& call) {
    CO_TRY(auto body, call.body<wire::PriorityRulesPatch>());
    CO_TRY(const auto rules, co_await app::update_priority_rules(
                                 call.app(), call.by_staff(), priority_patch(body),
                                 expected_by<rules::PriorityRules>(call.request, stored_version)));
    co_return versioned(wire::to_wire(rules));
}

Task<Result<Response>> post_priority_rules_try(Call& call) {
    CO_TRY(auto body, call.body<wire::PriorityTrialBody>());
    app::TrialOf of = trial_of(body);
    of.queue = body.queue_id.value_or(QueueId{});
    CO_TRY(const auto trial,
           co_await app::try_priority_rules(call.app(), call.by_staff(), of, priority_patch(body)));
    co_return json(wire::to_wire(trial));
}

Task<Result<Response>> get_entry_rules(Call& call) {
    CO_TRY(const auto rules, co_await app::get_entry_rules(call.app(), call.by_staff()));
    co_return versioned(wire::to_wire(rules));
}

Task<Result<Response>> patch_entry_rules(Call& call) {
    CO_TRY(auto body, call.body<wire::EntryRulesPatch>());
    CO_TRY(const auto rules, co_await app::update_entry_rules(
                                 call.app(), call.by_staff(), std::move(body.rules),
                                 expected_by<rules::EntryRules>(call.request, stored_version)));
    co_return versioned(wire::to_wire(rules));
}

Task<Result<Response>> post_entry_rules_try(Call& call) {
    CO_TRY(auto body, call.body<wire::EntryTrialBody>());
    std::optional<std::vector<rules::EntryRule>> draft;
    if (body.rules) draft = std::move(*body.rules);
    CO_TRY(const auto trial, co_await app::try_entry_rules(call.app(), call.by_staff(),
                                                           trial_of(body), std::move(draft)));
    co_return json(wire::to_wire(trial));
}

Task<Result<Response>> get_condition_catalogue(Call& call) {
    CO_TRY(const auto catalogue, co_await app::get_catalogue(call.app(), call.by_staff()));
    co_return json(wire::to_wire(catalogue));
}

Task<Result<Response>> post_condition_words(Call& call) {
    CO_TRY(auto body, call.body<wire::ConditionBody>());
    CO_TRY(const auto said,
           co_await app::say_condition(call.app(), call.by_staff(), std::move(body.condition)));
    co_return json(wire::to_wire(said));
}

}  // namespace parley::http
