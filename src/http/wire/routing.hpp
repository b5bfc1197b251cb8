// What the router shows of a session and of a queue.
#pragma once

#include <boost/describe/class.hpp>

#include "app/routing_views.hpp"
#include "codec/types.hpp"
#include "http/wire/queue.hpp"

namespace parley::wire {

struct WaitRange {
    std::int64_t least_ms = 0;
    std::int64_t middle_ms = 0;
    std::int64_t most_ms = 0;
    bool longer = false;
};
BOOST_DESCRIBE_STRUCT(WaitRange, (), (least_ms, middle_ms, most_ms, longer))

struct QueueState {
    QueueId queue_id;
    std::int64_t waiting = 0;
    std::int64_t serving = 0;
    std::int64_t staffed = 0;
    std::vector<int> steps;
    codec::Nullable<WaitRange> expected;
    codec::Nullable<std::int64_t> service_ms;
    codec::Nullable<int> in_time_percent;
    std::int64_t announced = 0;
    std::int64_t abandoned = 0;
    std::int64_t longer = 0;
    std::int64_t error_p50_ms = 0;
    std::int64_t error_p90_ms = 0;
};
BOOST_DESCRIBE_STRUCT(QueueState, (),
                      (queue_id, waiting, serving, staffed, steps, expected, service_ms,
                       in_time_percent, announced, abandoned, longer, error_p50_ms, error_p90_ms))

struct RoutingHeadStart {
    std::string rule;
    int seconds = 0;
};
BOOST_DESCRIBE_STRUCT(RoutingHeadStart, (), (rule, seconds))

struct RoutingAgents {
    std::int64_t all = 0;
    std::int64_t off_duty = 0;
    std::int64_t lacks_skill = 0;
    std::int64_t wrapping_up = 0;
    std::int64_t no_room = 0;
};
BOOST_DESCRIBE_STRUCT(RoutingAgents, (), (all, off_duty, lacks_skill, wrapping_up, no_room))

struct RoutingAhead {
    std::int64_t returned = 0;
    std::int64_t boosted = 0;
    std::int64_t older = 0;
};
BOOST_DESCRIBE_STRUCT(RoutingAhead, (), (returned, boosted, older))

struct RoutingNext {
    routing::NextKind kind{};
    Instant at;
    QueueId queue_id;
    int step = 0;
};
BOOST_DESCRIBE_STRUCT(RoutingNext, (), (kind, at, queue_id, step))

struct RoutingPlace {
    std::int64_t position = 0;
    RoutingAhead ahead;
    std::int64_t boost_ms = 0;
    std::int64_t off_duty = 0;
    std::int64_t lacks_skill = 0;
    std::int64_t wrapping_up = 0;
    std::int64_t no_room = 0;
};
BOOST_DESCRIBE_STRUCT(RoutingPlace, (),
                      (position, ahead, boost_ms, off_duty, lacks_skill, wrapping_up, no_room))

struct RoutingDecision {
    std::int64_t number = 0;
    Instant at;
    RoutingDeed deed{};
    codec::Nullable<QueueId> queue_id;
    codec::Nullable<AgentId> agent_id;
    std::string reason;
    std::string rule;
    codec::Nullable<RoutingPlace> place;
    codec::Nullable<Strategy> strategy;
    std::int64_t candidates = 0;
    int load = 0;
    Instant idle_since;
    bool familiar = false;
    std::int64_t took_ms = 0;
    std::int64_t head_start_ms = 0;
};
BOOST_DESCRIBE_STRUCT(RoutingDecision, (),
                      (number, at, deed, queue_id, agent_id, reason, rule, place, strategy,
                       candidates, load, idle_since, familiar, took_ms, head_start_ms))

struct SessionRouting {
    SessionId session_id;
    codec::Nullable<std::int64_t> position;
    RoutingAhead ahead;
    std::int64_t effective_age_ms = 0;
    std::int64_t boost_ms = 0;
    std::vector<RoutingHeadStart> head_starts;
    std::string entry_rule;
    std::vector<QueueId> queue_ids;
    std::vector<SkillLimit> asks;
    std::vector<std::string> unmet;
    std::vector<int> steps;
    RoutingAgents agents;
    codec::Nullable<WaitRange> expected;
    codec::Nullable<RoutingNext> next;
    std::vector<RoutingDecision> decisions;
};
BOOST_DESCRIBE_STRUCT(SessionRouting, (),
                      (session_id, position, ahead, effective_age_ms, boost_ms, head_starts,
                       entry_rule, queue_ids, asks, unmet, steps, agents, expected, next,
                       decisions))

codec::Nullable<WaitRange> to_wire(const std::optional<routing::WaitRange>& range);
QueueState to_wire(const routing::QueueView& queue);
SessionRouting to_wire(SessionId session, const app::SessionRouting& routing);

}  // namespace parley::wire
