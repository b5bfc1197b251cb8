// A queue (技能组) is where work items wait for an agent.
#pragma once

#include <boost/describe/enum.hpp>
#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "domain/queue_alerts.hpp"

namespace parley {

// even_by_load: the least loaded agent, ties by longest idle.
// longest_idle: whoever has waited longest.
enum class Strategy { even_by_load, longest_idle };
BOOST_DESCRIBE_ENUM(Strategy, even_by_load, longest_idle)

struct Queue {
    static constexpr std::size_t name_max = 100;
    static constexpr int offer_seconds_min = 5;
    static constexpr int offer_seconds_max = 300;
    static constexpr int waiting_max_default = 1'000;

    QueueId id;
    std::string name;
    Strategy strategy = Strategy::even_by_load;
    std::vector<std::string> skills;  // An agent needs all of them to be offered its items.
    int share = 25;                   // Of an agent's capacity, taken by one item: 1 … 100.
    int offer_seconds = 30;           // How long an offer stands before it goes back.
    QueueId overflow_queue;           // Nil: none.
    int overflow_after_seconds = 60;  // Waiting longer than this adds the back-up queue.
    int wrap_up_seconds = 0;          // After close, the agent gets no offers for this long.
    int waiting_max = waiting_max_default;
    QueueAlerts alerts;
    bool active = true;
    Instant created_at;
};

}  // namespace parley
