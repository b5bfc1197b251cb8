// A queue (技能组) is where work items wait for an agent.
#pragma once

#include <boost/describe/enum.hpp>
#include <string>
#include <vector>

#include "domain/ids.hpp"

namespace parley {

// Whom a queue asks first, of those who could take the item now. Ties go to whoever is idle longest,
// unless said otherwise.
//   even_by_load  least work, measured by what each can carry
//   longest_idle  without new work for longest
//   least_loaded  fewest items in hand, however much each can carry
//   round_robin   asked longest ago, whatever came of it
//   fixed_order   lowest Post::rank
//   weighted      offers in proportion to Post::weight
//   skill_level   best at the skills asked for
enum class Strategy {
    even_by_load,
    longest_idle,
    least_loaded,
    round_robin,
    fixed_order,
    weighted,
    skill_level
};
BOOST_DESCRIBE_ENUM(Strategy, even_by_load, longest_idle, least_loaded, round_robin, fixed_order,
                    weighted, skill_level)

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
    bool active = true;
    Instant created_at;
};

}  // namespace parley
