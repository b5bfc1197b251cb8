#include "http/wire/queue.hpp"

#include "http/wire/version.hpp"

namespace parley::wire {
namespace {

QueueSteps steps_of(const parley::Queue& queue) {
    QueueSteps steps;
    for (const parley::QueueStep& step : queue.steps) {
        QueueStep& wire = steps.emplace_back();
        wire.when = step.when;
        wire.enter = step.enter;
        wire.leave = step.leave;
        wire.last = step.last;
        for (const parley::Skill& skill : step.relax)
            wire.relax.push_back({skill.name, skill.level});
        for (const QueueId& backup : step.backups) wire.backup_queue_ids.push_back(backup);
        wire.boost_seconds = step.boost_seconds;
    }
    return steps;
}

}  // namespace

Queue to_wire(const parley::Queue& queue) {
    Queue wire{.id = queue.id,
               .name = queue.name,
               .strategy = queue.strategy,
               .skills = queue.skills,
               .share = queue.share,
               .offer_seconds = queue.offer_seconds,
               .overflow_queue_id = codec::nullable(queue.overflow_queue),
               .overflow_after_seconds = queue.overflow_after_seconds,
               .wrap_up_seconds = queue.wrap_up_seconds,
               .waiting_max = queue.waiting_max,
               .familiar_seconds = queue.familiar_seconds,
               .answer_seconds = queue.answer_seconds,
               .steps = steps_of(queue),
               .alert_waiting = queue.alerts.waiting,
               .alert_wait_seconds = queue.alerts.wait_seconds,
               .alert_unstaffed = queue.alerts.unstaffed,
               .alerts = queue.alerts.raised,
               .calendar_id = codec::nullable(queue.calendar),
               .closed = queue.closed,
               .closed_text = queue.closed_text,
               .closed_queue_id = codec::nullable(queue.closed_queue),
               .wrap_up_codes = queue.wrap_up_codes,
               .wrap_up_extensions_max = queue.wrap_up_extensions_max,
               .wrap_up_extend_seconds = queue.wrap_up_extend_seconds,
               .guest_share = queue.guest_share,
               .picking = queue.picking,
               .interruptible = queue.interruptible,
               .when_full = queue.when_full,
               .left_messages_max = queue.left_messages_max,
               .callback_attempts_max = queue.callback_attempts_max,
               .callback_retry_seconds = queue.callback_retry_seconds,
               .callback_key = queue.callback_key,
               .active = queue.active,
               .created_at = queue.created_at,
               .version = {}};
    Queue editable = wire;
    editable.alerts = {};
    wire.version = version_of(editable);
    return wire;
}

std::vector<parley::QueueStep> from_wire(const QueueSteps& steps) {
    std::vector<parley::QueueStep> domain;
    for (const QueueStep& step : steps) {
        parley::QueueStep& one = domain.emplace_back();
        one.when = step.when;
        one.enter = step.enter;
        one.leave = step.leave;
        one.last = step.last;
        for (const SkillLimit& limit : step.relax) one.relax.push_back({limit.name, limit.level});
        one.backups = step.backup_queue_ids;
        one.boost_seconds = step.boost_seconds;
    }
    return domain;
}

}  // namespace parley::wire
