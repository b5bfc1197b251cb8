#include "simulation/trial.hpp"

#include <algorithm>

#include "simulation/engine_router.hpp"
#include "simulation/ideal_queue.hpp"

namespace parley::simulation {
namespace {

constexpr double relaxations_warm = 5;
constexpr double warm_share_max = 0.5;

double total_rate(const Trial& trial) {
    double total = 0;
    for (const KindOfContact& kind : trial.kinds) total += kind.rate;
    return total;
}

}  // namespace

Tally run_once(const Trial& trial, Rng& rng) {
    TallyPlan plan;
    plan.kinds = trial.kinds.size();
    for (const FloorAgent& agent : trial.floor.agents) {
        plan.pool_of_agent.push_back(agent.pool);
        plan.pools = std::max<std::size_t>(plan.pools, agent.pool + 1);
    }
    const auto contacts = static_cast<double>(trial.contacts);
    const double warming = std::clamp(relaxations_warm * trial.relaxation, warm_share * contacts,
                                      warm_share_max * contacts);
    const double warm = warming / total_rate(trial);
    plan.warm = Instant{Duration{static_cast<std::int64_t>(warm)}};
    plan.thresholds = trial.thresholds;
    plan.keep_waits = trial.keep_waits;
    Tally tally(std::move(plan));
    EngineRouter router(trial.floor, Instant{});
    PoissonSource source(trial.kinds, trial.swing, trial.contacts, rng);
    World(router, tally, trial.floor.room).run(source);
    return tally;
}

Compared compare_with_ideal(const Trial& trial, Rng& rng) {
    OutcomeLog log;
    EngineRouter router(trial.floor, Instant{});
    PoissonSource source(trial.kinds, trial.swing, trial.contacts, rng);
    World(router, log, trial.floor.room).run(source);
    std::optional<std::size_t> room = trial.floor.room;
    const std::size_t queue_max = trial.floor.queues.front().waiting_max;
    if (!room && queue_max > 0) room = queue_max;
    const auto ideal =
        ideal_outcomes(log.comings(), static_cast<int>(trial.floor.agents.size()), room);
    Compared compared;
    compared.contacts = ideal.size();
    for (std::size_t i = 0; i < ideal.size(); ++i) {
        if (ideal[i] != log.outcomes()[i]) ++compared.differ;
    }
    return compared;
}

}  // namespace parley::simulation
