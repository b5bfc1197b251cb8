#include "app/hook_settings.hpp"

#include <algorithm>

#include "app/change.hpp"
#include "app/field_checks.hpp"
#include "app/webhook_signature.hpp"
#include "base/enum_names.hpp"
#include "domain/message.hpp"

namespace parley::app {
namespace {

constexpr Permission to_set_hook = Permission::settings_write;

Result<> check_hook(const HookTools& tools, const HookPatch& patch) {
    if (patch.timeout_ms)
        CHECKED(check_range(*patch.timeout_ms, RoutingHook::timeout_ms_min,
                            RoutingHook::timeout_ms_max, "/timeout_ms"));
    if (patch.queues && patch.queues->size() > RoutingHook::queues_max)
        return refuse(Code::invalid, "out_of_range", {}, "/queue_ids");
    if (!patch.url || patch.url->empty()) return {};
    CHECKED(check_text(*patch.url, Webhook::url_max, "/url"));
    const SendFailure failure = tools.outbound.check(*patch.url);
    if (failure == SendFailure::none) return {};
    return refuse(Code::invalid, "url_not_allowed", name_of(failure), "/url");
}

using HookDecision = std::function<Result<HookMade>(Floor&, Turn&, const Agent&)>;

void store_hook(Floor& floor, Turn& turn, const RoutingHook& hook, const Agent& by) {
    floor.routing_hook = hook;
    turn.put(hook);
    turn.append(EventType::routing_hook_updated, Actor::of(by), Visibility::staff);
}

struct HookSecret {
    std::string plain;
    std::string sealed;
};

HookSecret new_hook_secret(const HookTools& tools) {
    HookSecret secret;
    secret.plain = make_webhook_secret(tools.app.rng);
    secret.sealed = tools.seal.close(secret.plain, tools.app.rng);
    return secret;
}

// A contact who does not exist, in the inbox's own queue.
Result<HookQuestion> supposed_question(const Floor& floor, Turn& turn, const HookTrial& trial) {
    if (floor.routing_hook.url.empty()) return refuse(Code::conflict, "routing_hook_unset");
    const Inbox* inbox = floor.inbox(trial.inbox);
    std::vector<const Inbox*> active;
    for (const auto& [id, each] : floor.inboxes) {
        if (each.active) active.push_back(&each);
    }
    std::ranges::sort(active, {}, &Inbox::id);
    if (trial.inbox.is_nil() && !active.empty()) inbox = active.front();
    if (inbox == nullptr) return refuse(Code::not_found, "inbox_not_found", {}, "/inbox_id");

    auto view = std::make_shared<SessionView>();
    HookQuestion question;
    question.workspace = floor.workspace.id;
    question.id = turn.make<HookCallId>();
    question.hook = floor.routing_hook;
    question.at = turn.now;
    question.medium = floor.medium_of(*inbox);
    question.is_trial = true;
    question.contact.id = turn.make<ContactId>();
    question.contact.name = "Trial";
    question.contact.created_at = question.contact.last_seen_at = turn.now;
    view->session.id = turn.make<SessionId>();
    view->session.conversation = turn.make<ConversationId>();
    view->session.inbox = inbox->id;
    view->session.contact = question.contact.id;
    view->session.queue = inbox->queue;
    view->session.opened_at = turn.now;
    view->channel = inbox->channel;
    view->contact_name = question.contact.name;
    MessageView& first = view->last_message.emplace();
    first.message.id = turn.make<MessageId>();
    first.message.conversation = view->session.conversation;
    first.message.session = view->session.id;
    first.message.seq = 1;
    first.message.sender = SenderKind::visitor;
    first.message.sender_id = question.contact.id.bytes();
    first.message.text = trial.message;
    first.message.created_at = turn.now;
    question.session = std::move(view);
    return question;
}

}  // namespace

Task<Result<HookView>> get_hook(const HookTools& tools, const Staff& staff) {
    CO_CHECKED(require(staff, KeyScope::settings_read));
    CO_CHECKED(require(staff.agent, to_set_hook));
    CO_TRY(const auto owner, owner_of(tools.app, staff.workspace));
    std::function<HookView(const Floor&)> look = [](const Floor& floor) {
        return HookView{floor.routing_hook, floor.hook_health};
    };
    co_return co_await owner->peek<HookView>(std::move(look));
}

Task<Result<HookMade>> update_hook(const HookTools& tools, const Staff& staff, HookPatch patch,
                                   Expected<RoutingHook> expected) {
    CO_CHECKED(require_told_settings(staff));
    CO_CHECKED(check_hook(tools, patch));
    const HookSecret secret = new_hook_secret(tools);
    HookDecision decide = [patch, expected, secret](Floor& floor, Turn& turn,
                                                    const Agent& by) -> Result<HookMade> {
        RoutingHook hook = floor.routing_hook;
        CHECKED(still(expected, hook));
        for (const QueueId id : patch.queues.value_or(std::vector<QueueId>{})) {
            if (floor.queue(id) == nullptr)
                return refuse(Code::not_found, "queue_not_found", {}, "/queue_ids");
        }
        const bool was_active = hook.active;
        hook.workspace = floor.workspace.id;
        hook.url = patch.url.value_or(hook.url);
        hook.active = patch.active.value_or(hook.active);
        hook.timeout_ms = patch.timeout_ms.value_or(hook.timeout_ms);
        if (patch.queues) hook.queues = *patch.queues;
        if (hook.active && hook.url.empty())
            return refuse(Code::invalid, "missing_field", {}, "/url");
        const bool is_new = hook.secret.empty() && !hook.url.empty();
        if (is_new) hook.secret = secret.sealed;
        if (hook.active && !was_active) floor.hook_health = {};
        store_hook(floor, turn, hook, by);
        return HookMade{{hook, floor.hook_health}, is_new ? secret.plain : std::string()};
    };
    co_return co_await change<HookMade>(tools.app, staff, to_set_hook, std::move(decide));
}

Task<Result<HookMade>> rotate_hook_secret(const HookTools& tools, const Staff& staff) {
    CO_CHECKED(require_told_settings(staff));
    const HookSecret secret = new_hook_secret(tools);
    HookDecision decide = [secret](Floor& floor, Turn& turn, const Agent& by) -> Result<HookMade> {
        RoutingHook hook = floor.routing_hook;
        if (hook.url.empty()) return refuse(Code::conflict, "routing_hook_unset");
        hook.secret = secret.sealed;
        store_hook(floor, turn, hook, by);
        return HookMade{{hook, floor.hook_health}, secret.plain};
    };
    co_return co_await change<HookMade>(tools.app, staff, to_set_hook, std::move(decide));
}

Task<Result<HookExchange>> try_hook(const HookTools& tools, const Staff& staff, HookTrial trial) {
    CO_CHECKED(require_told_settings(staff));
    CO_CHECKED(check_text(trial.message, Message::text_max, "/message"));
    std::function<Result<HookQuestion>(Floor&, Turn&, const Agent&)> suppose =
        [trial](Floor& floor, Turn& turn, const Agent&) {
            return supposed_question(floor, turn, trial);
        };
    CO_TRY(auto question,
           co_await change<HookQuestion>(tools.app, staff, to_set_hook, std::move(suppose)));
    const QueueId own = question.session->session.queue;
    HookExchange exchange = co_await tools.asker.exchange(std::move(question));
    if (exchange.reply.outcome != HookOutcome::answered) co_return exchange;
    CO_TRY(const auto owner, owner_of(tools.app, staff.workspace));
    std::function<HookOutcome(const Floor&)> judge =
        [advice = exchange.reply.advice, own, now = tools.app.clock.now()](const Floor& floor) {
            const auto queue = judge_advice(floor, advice, own, 1, now);
            return queue ? HookOutcome::answered : queue.error();
        };
    CO_TRY(exchange.reply.outcome, co_await owner->peek<HookOutcome>(std::move(judge)));
    co_return exchange;
}

}  // namespace parley::app
