// A queue (技能组) is where work items wait for an agent.
#pragma once

#include <boost/describe/enum.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "domain/agent.hpp"
#include "domain/ids.hpp"
#include "domain/queue_alerts.hpp"
#include "domain/wrap_up_code.hpp"

namespace parley {

// Whom a queue asks first, of those who could take the item now. Ties go to whoever is idle
// longest, unless said otherwise.
//   even_by_load  least work, measured by what each can carry
//   longest_idle  without new work for longest
//   least_loaded  fewest items in hand, however much each can carry
//   round_robin   asked longest ago, whatever came of it
//   fixed_order   lowest Post::rank
//   weighted      offers in proportion to Post::weight
//   skill_level   best at the skills asked for
enum class Strategy {
    even_by_load,
    even_by_work,
    longest_idle,
    least_loaded,
    round_robin,
    fixed_order,
    weighted,
    skill_level
};
BOOST_DESCRIBE_ENUM(Strategy, even_by_load, even_by_work, longest_idle, least_loaded, round_robin,
                    fixed_order, weighted, skill_level)

// When a step of a queue holds. All but `waited` concern the queue as a whole: such a step begins
// when its measure passes `enter` and ends when it has come back to `leave`, so that it does not
// flicker.
//   waited         for an item that has waited here `enter` seconds; for good
//   expected_wait  of whoever would enter now, in seconds: above `enter`, until at most `leave`
//   service_level  of the `last` items, in percent: below `enter`, until at least `leave`
//   waiting        items: above `enter`, until at most `leave`
//   staffed        agents on duty: below `enter`, until at least `leave`
enum class StepWhen { waited, expected_wait, service_level, waiting, staffed };
BOOST_DESCRIBE_ENUM(StepWhen, waited, expected_wait, service_level, waiting, staffed)

// Widens, while it holds, who may serve a queue's waiting items.
struct QueueStep {
    static constexpr int last_max = 64;
    static constexpr int seconds_max = 86'400;
    static constexpr std::size_t relax_max = 16;

    StepWhen when = StepWhen::waited;
    int enter = 60;
    int leave = 0;
    int last = 20;                 // service_level: of how many items.
    std::vector<Skill> relax;      // No more than this level is asked; 0: the skill is not asked.
    std::vector<QueueId> backups;  // Their agents may serve the items too.
    int boost_seconds = 0;         // Head start over other items, within Policy::boost_max.

    friend bool operator==(const QueueStep&, const QueueStep&) = default;
};

// What becomes of who comes while the queue's calendar is closed.
//   leave_message  they wait until it opens, as where nobody is on duty
//   other_queue    they go to Queue::closed_queue
//   turn_away      they are refused, and told Queue::closed_text
enum class ClosedTreatment { leave_message, other_queue, turn_away };
BOOST_DESCRIBE_ENUM(ClosedTreatment, leave_message, other_queue, turn_away)
// What becomes of who comes while it and its back-up queue are full.
//   turn_away      they are refused; a call is told that it is busy
//   leave_message  who writes leaves a message, which waits; who calls is told that it is busy
//   call_back      the same, but the number of who calls is kept, and called back in its turn
enum class FullTreatment { turn_away, leave_message, call_back };
BOOST_DESCRIBE_ENUM(FullTreatment, turn_away, leave_message, call_back)
// How its items reach agents.
//   offered  each is offered to one agent at a time
//   either   the same, and an agent of the queue may take one that waits
//   picked   nothing is offered: agents take what waits
enum class Picking { offered, either, picked };
BOOST_DESCRIBE_ENUM(Picking, offered, either, picked)

struct Queue {
    static constexpr std::size_t name_max = 100;
    static constexpr int offer_seconds_min = 5;
    static constexpr int offer_seconds_max = 300;
    static constexpr int waiting_max_default = 1'000;
    static constexpr int familiar_seconds_max = 3'600;
    static constexpr int answer_seconds_max = 3'600;
    static constexpr int left_messages_most = 100'000;
    static constexpr int wrap_up_extensions_most = 10;
    static constexpr int wrap_up_extend_seconds_max = 600;
    static constexpr std::size_t steps_max = 8;
    static constexpr std::size_t backups_max = 4;  // Over all steps, with overflow_queue.
    static constexpr std::size_t closed_text_max = 500;
    static constexpr std::string_view callback_keys = "0123456789*#";

    QueueId id;
    std::string name;
    Strategy strategy = Strategy::even_by_load;
    std::vector<std::string> skills;  // An agent needs all of them to be offered its items.
    int share = 25;                   // Of an agent's capacity, taken by one item: 1 … 100.
    int offer_seconds = 30;           // How long an offer stands before it goes back.
    QueueId overflow_queue;           // Nil: none.
    int overflow_after_seconds = 60;  // Waiting longer than this adds the back-up queue.
    int wrap_up_seconds = 0;          // After close, the agent gets no offers for this long.
    int waiting_max =
        waiting_max_default;  // 0: who cannot be asked of somebody at once is refused.
    QueueAlerts alerts;
    bool active = true;
    int familiar_seconds = 0;  // How long a session is held for whom its contact had last; 0: not.
    int answer_seconds = 20;   // What the service level counts as in time.
    std::vector<QueueStep> steps;
    CalendarId calendar;  // Nil: always open.
    ClosedTreatment closed = ClosedTreatment::leave_message;
    std::string closed_text;  // Shown to the contact while it is closed; empty: the page's own.
    QueueId closed_queue;     // Of other_queue.
    WrapUpCodeUse wrap_up_codes = WrapUpCodeUse::optional;
    int wrap_up_extensions_max = 2;   // How often an agent may make a wrap-up longer; 0: never.
    int wrap_up_extend_seconds = 60;  // By how much each time.
    Picking picking = Picking::offered;
    bool interruptible = false;  // Its items do not stand in the way of others, such as a call.
    FullTreatment when_full = FullTreatment::turn_away;
    int left_messages_max = 1'000;  // Messages left that wait; with more of them none is taken.
    int callback_attempts_max = 0;  // How often who asked for a call is tried; 0: nobody can ask.
    int callback_retry_seconds = 300;  // Between two of them.
    std::string callback_key;  // Who waits by telephone and presses it is called back; empty: none.
    int guest_share = 10;      // Of the capacity of a colleague who advises or joins; 0: nothing.
    Instant created_at;
};

}  // namespace parley
