// Queues and their settings.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "codec/types.hpp"
#include "domain/queue.hpp"

namespace parley::wire {

struct SkillLimit {
    std::string name;
    int level = 0;
};
BOOST_DESCRIBE_STRUCT(SkillLimit, (), (name, level))

struct QueueStep {
    StepWhen when{};
    int enter = 0;
    int leave = 0;
    int last = 0;
    codec::List<SkillLimit, parley::QueueStep::relax_max> relax;
    codec::List<QueueId, parley::Queue::backups_max> backup_queue_ids;
    int boost_seconds = 0;
};
BOOST_DESCRIBE_STRUCT(QueueStep, (),
                      (when, enter, leave, last, relax, backup_queue_ids, boost_seconds))

using QueueSteps = codec::List<QueueStep, parley::Queue::steps_max>;

struct Queue {
    QueueId id;
    std::string name;
    Strategy strategy{};
    std::vector<std::string> skills;
    int share = 0;
    int offer_seconds = 0;
    codec::Nullable<QueueId> overflow_queue_id;
    int overflow_after_seconds = 0;
    int wrap_up_seconds = 0;
    int waiting_max = 0;
    int familiar_seconds = 0;
    int answer_seconds = 0;
    QueueSteps steps;
    int alert_waiting = 0;
    int alert_wait_seconds = 0;
    bool alert_unstaffed = false;
    std::vector<QueueAlert> alerts;  // Raised just now.
    codec::Nullable<CalendarId> calendar_id;
    ClosedTreatment closed{};
    std::string closed_text;
    codec::Nullable<QueueId> closed_queue_id;
    WrapUpCodeUse wrap_up_codes{};
    int wrap_up_extensions_max = 0;
    int wrap_up_extend_seconds = 0;
    int guest_share = 0;
    Picking picking{};
    bool interruptible = false;
    FullTreatment when_full{};
    int left_messages_max = 0;
    int callback_attempts_max = 0;
    int callback_retry_seconds = 0;
    std::string callback_key;
    bool active = false;
    Instant created_at;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(Queue, (),
                      (id, name, strategy, skills, share, offer_seconds, overflow_queue_id,
                       overflow_after_seconds, wrap_up_seconds, waiting_max, familiar_seconds,
                       answer_seconds, steps, alert_waiting, alert_wait_seconds, alert_unstaffed,
                       alerts, calendar_id, closed, closed_text, closed_queue_id, wrap_up_codes,
                       wrap_up_extensions_max, wrap_up_extend_seconds, guest_share, picking,
                       interruptible, when_full, left_messages_max, callback_attempts_max,
                       callback_retry_seconds, callback_key, active, created_at, version))

struct QueueBody {
    std::string name;
    std::optional<Strategy> strategy;
    std::optional<std::vector<std::string>> skills;
    std::optional<int> share;
    std::optional<int> offer_seconds;
    codec::Patch<QueueId> overflow_queue_id;
    std::optional<int> overflow_after_seconds;
    std::optional<int> wrap_up_seconds;
    std::optional<int> waiting_max;
    std::optional<int> familiar_seconds;
    std::optional<int> answer_seconds;
    std::optional<QueueSteps> steps;
    std::optional<int> alert_waiting;
    std::optional<int> alert_wait_seconds;
    std::optional<bool> alert_unstaffed;
    codec::Patch<CalendarId> calendar_id;
    std::optional<ClosedTreatment> closed;
    std::optional<std::string> closed_text;
    codec::Patch<QueueId> closed_queue_id;
    std::optional<WrapUpCodeUse> wrap_up_codes;
    std::optional<int> wrap_up_extensions_max;
    std::optional<int> wrap_up_extend_seconds;
    std::optional<int> guest_share;
    std::optional<Picking> picking;
    std::optional<bool> interruptible;
    std::optional<FullTreatment> when_full;
    std::optional<int> left_messages_max;
    std::optional<int> callback_attempts_max;
    std::optional<int> callback_retry_seconds;
    std::optional<std::string> callback_key;
};
BOOST_DESCRIBE_STRUCT(QueueBody, (),
                      (name, strategy, skills, share, offer_seconds, overflow_queue_id,
                       overflow_after_seconds, wrap_up_seconds, waiting_max, familiar_seconds,
                       answer_seconds, steps, alert_waiting, alert_wait_seconds, alert_unstaffed,
                       calendar_id, closed, closed_text, closed_queue_id, wrap_up_codes,
                       wrap_up_extensions_max, wrap_up_extend_seconds, guest_share, picking,
                       interruptible, when_full, left_messages_max, callback_attempts_max,
                       callback_retry_seconds, callback_key))

struct QueuePatch {
    std::optional<std::string> name;
    std::optional<Strategy> strategy;
    std::optional<std::vector<std::string>> skills;
    std::optional<int> share;
    std::optional<int> offer_seconds;
    codec::Patch<QueueId> overflow_queue_id;
    std::optional<int> overflow_after_seconds;
    std::optional<int> wrap_up_seconds;
    std::optional<int> waiting_max;
    std::optional<int> familiar_seconds;
    std::optional<int> answer_seconds;
    std::optional<QueueSteps> steps;
    std::optional<int> alert_waiting;
    std::optional<int> alert_wait_seconds;
    std::optional<bool> alert_unstaffed;
    codec::Patch<CalendarId> calendar_id;
    std::optional<ClosedTreatment> closed;
    std::optional<std::string> closed_text;
    codec::Patch<QueueId> closed_queue_id;
    std::optional<WrapUpCodeUse> wrap_up_codes;
    std::optional<int> wrap_up_extensions_max;
    std::optional<int> wrap_up_extend_seconds;
    std::optional<int> guest_share;
    std::optional<Picking> picking;
    std::optional<bool> interruptible;
    std::optional<FullTreatment> when_full;
    std::optional<int> left_messages_max;
    std::optional<int> callback_attempts_max;
    std::optional<int> callback_retry_seconds;
    std::optional<std::string> callback_key;
    std::optional<bool> active;
};
BOOST_DESCRIBE_STRUCT(QueuePatch, (),
                      (name, strategy, skills, share, offer_seconds, overflow_queue_id,
                       overflow_after_seconds, wrap_up_seconds, waiting_max, familiar_seconds,
                       answer_seconds, steps, alert_waiting, alert_wait_seconds, alert_unstaffed,
                       calendar_id, closed, closed_text, closed_queue_id, wrap_up_codes,
                       wrap_up_extensions_max, wrap_up_extend_seconds, guest_share, picking,
                       interruptible, when_full, left_messages_max, callback_attempts_max,
                       callback_retry_seconds, callback_key, active))

Queue to_wire(const parley::Queue& queue);
std::vector<parley::QueueStep> from_wire(const QueueSteps& steps);

}  // namespace parley::wire
