// How long somebody will wait, from the queue's state and its past.
//
// Whoever has j - 1 before them is served after j departures. With k before them still, people
// depart at the rate n * mu + k * theta: n items are served at once, each ends at the rate mu, and
// each of the k leaves by themselves at the rate theta. So the mean wait is the sum of 1 / (n mu +
// k theta) over k = 0 ... j - 1, and its variance that of the squares (the Erlang-A model: W.
// Whitt, "Predicting Queueing Delays", Management Science 45(6), 1999; O. Garnett, A. Mandelbaum,
// M. Reiman, "Designing a Call Center with Impatient Customers", M&SOM 4(3), 2002).
//
// mu is one over the mean time in an agent's hands. theta is the number of those who left over all
// time waited, the maximum-likelihood estimate for patience that is cut short by being served
// (L. Brown et al., "Statistical Analysis of a Telephone Call Center", JASA 100, 2005). Both fade.
// n allows for agents who serve other queues too: what they can carry is divided among their queues
// by what each has waiting and in service.
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "routing/impl/state.hpp"

namespace parley::routing {
namespace {

constexpr std::uint32_t services_counted = 50;  // The mean reaches back about this far.
constexpr double wait_fade = 1 - 1.0 / 200;     // The rate of leaving, about two hundred waits.
constexpr std::size_t summed_max = 16;          // Terms added one by one; beyond, an integral.
constexpr double range_z = 1.2816;  // The normal's 90th percentile; its 10th is minus it.
constexpr double wait_max_ms = 7.0 * 24 * 3600 * 1000;
constexpr double serving_min = 0.01;  // Fewer agents than this are none.

// A quantile of the gamma distribution by E. B. Wilson and M. M. Hilferty, "The Distribution of
// Chi-Square", PNAS 17, 1931. A sum of exponential times with this mean and variance is close to
// it.
Duration quantile(double mean, double variance, double z) {
    const double shape = mean * mean / variance;
    const double root = 1 - 1 / (9 * shape) + z / (3 * std::sqrt(shape));
    const double at = mean * std::pow(std::max(root, 0.0), 3);
    return Duration(static_cast<std::int64_t>(std::min(at, wait_max_ms) + 0.5));
}

std::uint32_t to_count(Duration length) {
    constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(length.count(), 1, most));
}

}  // namespace

// Counts the agent with those who serve the same queues.
void State::recount_crew(Slot slot) {
    AgentRow& agent = agents[slot];
    std::vector<Slot> served = agent.able;
    std::sort(served.begin(), served.end());
    if (agent.crew == no_slot || crews[agent.crew].queues != served) {
        if (agent.crew != no_slot && --crews[agent.crew].agents == 0) {
            for (const Slot queue : crews[agent.crew].queues)
                std::erase(queues[queue].crews, agent.crew);
            crew_of.erase(crews[agent.crew].queues);
            crews.erase(agent.crew);
        } else if (agent.crew != no_slot) {
            crews[agent.crew].capacity -= agent.crew_capacity;
        }
        agent.crew = no_slot;
        agent.crew_capacity = 0;
        if (served.empty()) return;
        const auto [known, is_new] = crew_of.try_emplace(served, no_slot);
        if (is_new) {
            known->second = crews.add();
            crews[known->second].queues = served;
            // In one order whatever came first, so that a rebuilt engine adds up alike.
            for (const Slot queue : served) {
                auto& there = queues[queue].crews;
                const auto place = std::find_if(there.begin(), there.end(), [&](Slot crew) {
                    return served < crews[crew].queues;
                });
                there.insert(place, known->second);
            }
        }
        agent.crew = known->second;
        ++crews[agent.crew].agents;
    }
    const int counted = agent.on_duty ? agent.capacity : 0;
    crews[agent.crew].capacity += counted - agent.crew_capacity;
    agent.crew_capacity = counted;
}

void State::learn_service(Slot slot) {
    const ItemRow& item = items[slot];
    unsettle(item.queue);
    if (item.until == Instant{}) return;  // Restored: nobody knows since when.
    const QueueRow& queue = queues[item.queue];
    QueueMemory& memory = queues[item.queue].memory;
    const double weight = 1.0 / std::min(++memory.services, services_counted);
    const auto taken = static_cast<double>((now - item.until + queue.put.wrap_up).count());
    memory.service_ms += (std::max(taken, 1.0) - memory.service_ms) * weight;
    memory.item_share += (item.taken - memory.item_share) * weight;
}

// Its wait is over: an agent was asked, or it left.
void State::learn_wait(Slot slot, bool answered) {
    ItemRow& item = items[slot];
    const QueuePut& queue = queues[item.queue].put;
    QueueMemory& memory = queues[item.queue].memory;
    const Duration waited = now - item.queued_at;
    if (waited > Duration::zero()) {
        memory.left = memory.left * wait_fade + (answered ? 0 : 1);
        memory.waited_ms = memory.waited_ms * wait_fade + static_cast<double>(waited.count());
    }
    const bool in_time = waited <= queue.answer_within;
    if (answered || !in_time) {  // Who leaves early tells nothing of how soon we answer.
        memory.in_time = memory.in_time << 1 | (answered && in_time ? 1 : 0);
        memory.answers = std::min<std::uint32_t>(memory.answers + 1, QueueStep::last_max);
    }
    unsettle(item.queue);
    if (item.announced_ms == 0) return;
    ++memory.announced;
    if (!answered) {
        ++memory.abandoned;
    } else {
        const std::size_t place =
            (memory.announced - memory.abandoned - 1) % QueueMemory::errors_max;
        if (place >= memory.errors.size()) memory.errors.resize(place + 1);
        memory.errors[place] = static_cast<std::int32_t>(std::clamp<std::int64_t>(
            waited.count() - item.announced_ms, std::numeric_limits<std::int32_t>::min() + 1,
            std::numeric_limits<std::int32_t>::max()));
        if (waited > Duration(item.announced_most_ms)) ++memory.longer;
    }
    item.announced_ms = 0;
}

double State::serving_agents(Slot slot) const {
    const auto share_of = [](const QueueRow& queue) {
        return queue.memory.services > 0 ? queue.memory.item_share : queue.put.share;
    };
    const auto demand_of = [&](Slot of) {
        const QueueRow& queue = queues[of];
        const std::size_t items_there = queue.serving + queue.waiting + (of == slot ? 1 : 0);
        return static_cast<double>(items_there) * share_of(queue);
    };
    const double own = demand_of(slot);
    double carried = 0;
    for (const Slot crew : queues[slot].crews) {
        if (crews[crew].capacity == 0) continue;
        double all = 0;
        for (const Slot queue : crews[crew].queues) all += demand_of(queue);
        carried += static_cast<double>(crews[crew].capacity) * own / all;
    }
    return carried / share_of(queues[slot]);
}

std::optional<WaitRange> State::forecast(Slot slot, std::size_t place) const {
    const QueueMemory& memory = queues[slot].memory;
    if (memory.services == 0) return std::nullopt;
    const double serving = serving_agents(slot);
    if (serving < serving_min) return std::nullopt;
    const double service = serving / memory.service_ms;
    const double leaving = memory.waited_ms > 0 ? memory.left / memory.waited_ms : 0;

    double mean = 0;
    double variance = 0;
    for (std::size_t k = 0; k < std::min(place, summed_max); ++k) {
        const double each = 1 / (service + static_cast<double>(k) * leaving);
        mean += each;
        variance += each * each;
    }
    if (place > summed_max) {
        const double from = summed_max - 0.5;
        const double length = static_cast<double>(place) - 0.5 - from;
        const double first = service + from * leaving;
        const double last = first + length * leaving;
        const bool flat = length * leaving < first * 1e-6;
        mean += flat ? length / first : std::log(last / first) / leaving;
        variance += length / (first * last);
    }
    return WaitRange{quantile(mean, variance, -range_z),
                     Duration(static_cast<std::int64_t>(std::min(mean, wait_max_ms) + 0.5)),
                     quantile(mean, variance, range_z), false};
}

std::optional<WaitRange> State::expected_wait(Slot slot) const {
    const auto place = position(slot);
    if (!place) return std::nullopt;
    const ItemRow& item = items[slot];
    auto range = forecast(item.queue, *place);
    if (range && item.announced_ms > 0)
        range->longer = now - item.queued_at + range->middle > Duration(item.announced_most_ms);
    return range;
}

// Keeps what the item that joined a queue in this step is told, to be held to it later.
void State::announce() {
    const Slot slot = std::exchange(queued, no_slot);
    if (slot == no_slot || items[slot].state != WorkItemState::waiting) return;
    ItemRow& item = items[slot];
    if (queues[item.queue].memory.services == 0) return;
    const bool is_last =
        item.boost + Duration(item.raised_ms) <= Duration::zero() && item.entered_at == now;
    const std::size_t place = is_last ? queues[item.queue].waiting : position(slot).value_or(1);
    const auto range = forecast(item.queue, place);
    if (!range) return;
    item.announced_ms = to_count(range->middle);
    item.announced_most_ms = to_count(range->most);
}

}  // namespace parley::routing
