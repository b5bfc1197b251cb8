// Queues and their settings.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "codec/types.hpp"
#include "domain/queue.hpp"

namespace parley::wire {

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
    bool active = false;
    Instant created_at;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(Queue, (),
                      (id, name, strategy, skills, share, offer_seconds, overflow_queue_id,
                       overflow_after_seconds, wrap_up_seconds, waiting_max, active, created_at,
                       version))

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
};
BOOST_DESCRIBE_STRUCT(QueueBody, (),
                      (name, strategy, skills, share, offer_seconds, overflow_queue_id,
                       overflow_after_seconds, wrap_up_seconds, waiting_max))

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
    std::optional<bool> active;
};
BOOST_DESCRIBE_STRUCT(QueuePatch, (),
                      (name, strategy, skills, share, offer_seconds, overflow_queue_id,
                       overflow_after_seconds, wrap_up_seconds, waiting_max, active))

Queue to_wire(const parley::Queue& queue);

}  // namespace parley::wire
