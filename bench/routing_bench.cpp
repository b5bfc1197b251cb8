// Decisions per second and p99 per decision of the routing engine, over sizes of centre. One
// decision is an item's whole way: enters, is offered, accepted, released. Without a backlog 70 %
// of all room is taken; with one, every agent is full and each release brings in the head of a
// queue.
//
// The mixed day has everything in play: skills with levels on queues and items, boosts, every
// strategy, an order of queues of each agent's own, and steps that ask less after 20 s, add a
// back-up queue after 40 s, and one while more than 50 wait.
//
//     routing_bench [--quick] [--only NAME] [--out FILE]
#include <fmt/format.h>
#include <malloc.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "bench/report.hpp"
#include "bench/scanning_engine.hpp"
#include "routing/engine.hpp"

namespace parley::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;
using routing::Engine;

constexpr int share = 25;
constexpr std::size_t queues_per_agent = 3;
constexpr double p99_goal_ns = 5'000;
constexpr std::size_t backlog_full = 100'000;
constexpr int parts = 9;  // Of a measurement.

struct Size {
    std::size_t agents;
    std::size_t queues;
    std::size_t waiting;
    bool mixed = false;

    std::size_t queues_each() const { return std::min(queues, queues_per_agent); }
    std::size_t queue_of(std::size_t agent, std::size_t nth) const {
        return (agent * queues_each() + nth) % queues;
    }
    std::size_t staffed() const { return std::min(queues, agents * queues_each()); }
    std::size_t room() const { return agents * (100 / share); }
    std::string name() const {
        return fmt::format("{}agents_{}.queues_{}.waiting_{}", mixed ? "mixed." : "", agents,
                           queues, waiting);
    }
};

template <class AnyId>
AnyId numbered(std::uint64_t number) {
    IdBytes bytes{};
    const std::uint64_t mixed =
        number * 0x9e3779b97f4a7c15;  // As random as a real id's lower half.
    for (int i = 0; i < 8; ++i) {
        bytes[i] = static_cast<std::uint8_t>(number >> (56 - 8 * i));
        bytes[8 + i] = static_cast<std::uint8_t>(mixed >> (8 * i));
    }
    return AnyId(bytes);
}

class Centre {
public:
    explicit Centre(Size size) : size_(size) {
        for (std::size_t i = 0; i < size.queues; ++i) {
            routing::QueuePut queue;
            queue.queue = numbered<QueueId>(i + 1);
            queue.strategy = i % 2 == 0 ? Strategy::even_by_load : Strategy::longest_idle;
            queue.waiting_max = Engine::waiting_max;
            if (size.mixed) mix(queue, i);
            engine_.step(queue, now_);
        }
        for (std::size_t i = 0; i < size.agents; ++i) {
            routing::AgentPut agent;
            agent.agent = numbered<AgentId>(i + 1);
            for (std::size_t n = 0; n < size.queues_each(); ++n) {
                agent.queues.push_back(numbered<QueueId>(size.queue_of(i, n) + 1));
            }
            if (size.mixed) mix(agent, i);
            engine_.step(agent, now_);
            engine_.step(routing::AgentPresence{agent.agent, Presence::ready}, now_);
        }
        in_service_ =
            size.waiting > 0 ? size.room() : std::max<std::size_t>(size.room() * 7 / 10, 1);
        while (served_.size() < in_service_) {
            const std::size_t before = served_.size();
            enter();
            if (size.waiting > 0 && served_.size() == before)
                break;  // This queue's agents are full.
        }
        if (size.waiting == 0) return;
        const std::size_t used_before = mallinfo2().uordblks;
        const std::size_t known_before = waiting_count();
        while (waiting_count() < size.waiting) enter();
        bytes_per_item_ = static_cast<double>(mallinfo2().uordblks - used_before) /
                          static_cast<double>(size.waiting - known_before);
    }

    void decide() {
        enter();
        if (served_.empty()) return;
        const WorkItemId oldest = served_.front();
        served_.pop_front();
        accept(engine_.step(routing::ItemReleased{oldest}, now_));
    }

    double bytes_per_item() const { return bytes_per_item_; }
    std::size_t waiting_count() const {
        std::size_t count = 0;
        for (std::size_t i = 0; i < size_.queues; ++i)
            count += engine_.waiting(numbered<QueueId>(i + 1));
        return count;
    }

private:
    static std::string language(std::size_t number) { return fmt::format("l{}", number % 3); }

    void mix(routing::QueuePut& queue, std::size_t number) const {
        queue.strategy = static_cast<Strategy>(number % 7);
        queue.needs = {{"service", 1}};
        const QueueId backup = numbered<QueueId>((number + 1) % size_.queues + 1);
        queue.steps = {{StepWhen::waited, 20, 0, 20, {{language(number), 0}}, {}, 0},
                       {StepWhen::waited, 40, 0, 20, {}, {backup}, 15},
                       {StepWhen::waiting, 50, 25, 20, {}, {backup}, 0}};
    }
    static void mix(routing::AgentPut& agent, std::size_t number) {
        agent.skills = {{"service", 5}};
        for (std::size_t n = 0; n < 3; ++n) {
            if ((number + n) % 4 != 0)
                agent.skills.push_back({language(n), 1 + static_cast<int>((number + n) % 10)});
        }
        for (std::size_t n = 0; n < agent.queues.size(); ++n) {
            const int place = static_cast<int>(n) + 1;
            agent.posts.push_back(
                {agent.queues[n], place, 10 * place, number % 2 == 0 ? place : 50});
        }
    }
    void mix(routing::ItemEntered& item) const {
        if (entered_ % 4 == 0) item.needs = {{language(entered_ / 4), 1 + int(entered_ / 16 % 3)}};
        if (entered_ % 8 == 0) item.boost = std::chrono::seconds(30);
    }

    void enter() {
        now_ += Duration{entered_ % 16 == 0 ? 1 : 0};
        ++entered_;
        routing::ItemEntered item;
        item.item = numbered<WorkItemId>(entered_);
        item.queue = numbered<QueueId>(entered_ % size_.staffed() + 1);
        item.share = share;
        item.entered_at = now_;
        if (size_.mixed) mix(item);
        accept(engine_.step(item, now_));
    }
    void accept(const routing::Effects& effects) {
        for (const routing::Effect& effect : effects) {
            if (const auto* offer = std::get_if<routing::Offer>(&effect)) {
                engine_.step(routing::OfferAccepted{offer->item, offer->agent, offer->offer}, now_);
                served_.push_back(offer->item);
            }
        }
    }

    Size size_;
    Engine engine_;
    Instant now_ = from_ms(1'700'000'000'000);
    std::uint64_t entered_ = 0;
    std::size_t in_service_ = 0;
    std::deque<WorkItemId> served_;
    double bytes_per_item_ = 0;
};

class ScanningCentre {
public:
    explicit ScanningCentre(Size size) : size_(size), engine_(make_agents(size)) {
        const std::size_t start =
            size.waiting > 0 ? size.room() : std::max<std::size_t>(size.room() * 7 / 10, 1);
        for (std::size_t i = 0; i < start; ++i) enter();
        for (std::size_t i = 0; i < size.waiting; ++i) enter();
    }

    void decide() {
        enter();
        const WorkItemId oldest = served_.front();
        served_.pop_front();
        if (const WorkItemId next = engine_.release(oldest, now_)) served_.push_back(next);
    }

private:
    static std::vector<ScanningEngine::Agent> make_agents(Size size) {
        std::vector<ScanningEngine::Agent> agents(size.agents);
        for (std::size_t i = 0; i < size.agents; ++i) {
            for (std::size_t n = 0; n < size.queues_each(); ++n) {
                agents[i].queues.push_back(size.queue_of(i, n));
            }
        }
        return agents;
    }
    void enter() {
        ++entered_;
        now_ += entered_ % 16 == 0 ? 1 : 0;
        const auto id = numbered<WorkItemId>(entered_);
        if (engine_.enter(id, entered_ % size_.staffed(), share, now_)) served_.push_back(id);
    }

    Size size_;
    ScanningEngine engine_;
    std::int64_t now_ = 0;
    std::uint64_t entered_ = 0;
    std::deque<WorkItemId> served_;
};

// The time this program really had: a machine shared with others slows the wall clock, not this
// one.
double cpu_seconds() {
    timespec spent{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
    return static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) * 1e-9;
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

// Runs whole rounds until the time is up; returns decisions per second of one core.
template <class AnyCentre>
double run_for(AnyCentre& centre, std::chrono::milliseconds length, int round) {
    const double start = cpu_seconds();
    const double end = start + std::chrono::duration<double>(length).count();
    std::size_t done = 0;
    double now = start;
    do {
        for (int i = 0; i < round; ++i) centre.decide();
        done += static_cast<std::size_t>(round);
        now = cpu_seconds();
    } while (now < end);
    return static_cast<double>(done) / (now - start);
}

// The same in parts, the middle one of them: what others do on the machine comes and goes.
template <class AnyCentre>
double rate_of(AnyCentre& centre, std::chrono::milliseconds length, int round) {
    std::vector<double> rates(parts);
    for (double& rate : rates) rate = run_for(centre, length / parts, round);
    return median(std::move(rates));
}

// How much longer a decision takes in the larger centre. Both take turns, so that each part of the
// one is compared with the part of the other beside it.
double growth(Size from, Size to, std::chrono::milliseconds length) {
    Centre small(from);
    Centre large(to);
    run_for(small, length / parts, 64);  // Warm.
    run_for(large, length / 4, 64);
    std::vector<double> ratios(parts);
    for (double& ratio : ratios) {
        const double rate = run_for(small, length / parts, 64);
        ratio = rate / run_for(large, length / parts, 64);
    }
    return median(std::move(ratios));
}

// Each decision timed by itself on the wall clock, whose own cost is included.
double p99_ns(Centre& centre, std::size_t samples) {
    std::vector<std::int64_t> taken(samples);
    for (std::int64_t& sample : taken) {
        const auto start = SteadyClock::now();
        centre.decide();
        sample = std::chrono::nanoseconds(SteadyClock::now() - start).count();
    }
    const auto at = taken.begin() + static_cast<std::ptrdiff_t>(samples * 99 / 100);
    std::nth_element(taken.begin(), at, taken.end());
    return static_cast<double>(*at);
}

struct Plan {
    std::chrono::milliseconds length{400};
    std::chrono::milliseconds baseline_length{150};
    std::size_t samples = 100'000;
    std::string only;  // Sizes whose name contains it.
    std::string out = "build/bench/routing.json";
};

Plan plan_from(int argc, char** argv) {
    Plan plan;
    for (int i = 1; i < argc; ++i) {
        const std::string_view option = argv[i];
        if (option == "--quick") {
            plan.length = std::chrono::milliseconds(60);
            plan.baseline_length = std::chrono::milliseconds(20);
            plan.samples = 20'000;
        } else if (option == "--only" && i + 1 < argc) {
            plan.only = argv[++i];
        } else if (option == "--out" && i + 1 < argc) {
            plan.out = argv[++i];
        } else {
            throw std::invalid_argument(
                "usage: routing_bench [--quick] [--only NAME] [--out FILE]");
        }
    }
    return plan;
}

// `scanning`: of the engine that scans, which knows no skills, steps or strategies, on the same
// size.
void run_mixed(const Plan& plan, double scanning, std::vector<Figure>& figures, Figure& memory) {
    for (const std::size_t agents : {10, 100, 1'000, 10'000}) {
        for (const std::size_t waiting : {std::size_t{0}, backlog_full}) {
            const Size size{agents, 10, waiting, true};
            if (size.name().find(plan.only) == std::string::npos) continue;
            Centre centre(size);
            rate_of(centre, plan.length / 4, 64);  // Warm.
            const double rate = rate_of(centre, plan.length, 64);
            const double p99 = p99_ns(centre, plan.samples);
            fmt::print("{:>7} {:>7} {:>8} {:>12.0f} {:>9.0f}   mixed\n", agents, size.queues,
                       waiting, rate, p99);
            figures.push_back({"routing.decisions_per_s." + size.name(), rate, "1/s", 0});
            figures.push_back({"routing.decision_p99." + size.name(), p99, "ns", 0});
            if (waiting == 0 && agents == 1'000) {
                figures.push_back({"routing.decisions_per_s", rate, "1/s", scanning});
                figures.push_back({"routing.decision_p99", p99, "ns", p99_goal_ns});
            }
            memory.value = std::max(memory.value, centre.bytes_per_item());
        }
    }
}

// With everything in play, and without.
void run_growth(const Plan& plan, std::vector<Figure>& figures) {
    for (const bool mixed : {true, false}) {
        const std::string name = mixed ? "routing.growth" : "routing.plain_growth";
        const auto measure = [&](const std::string& over, Size from, Size to) {
            if ((name + over).find(plan.only) == std::string::npos) return;
            const double times = growth(from, to, plan.length);
            fmt::print("{}{}: {:.2f}x\n", name, over, times);
            figures.push_back({name + over, times, "x", 2});
        };
        measure("_10_to_10000_agents", {10, 10, 0, mixed}, {10'000, 10, 0, mixed});
        measure("_0_to_100000_waiting", {1'000, 10, 0, mixed}, {1'000, 10, backlog_full, mixed});
    }
}

void run(const Plan& plan) {
    std::vector<Figure> figures;
    Figure plain;
    Figure memory{"routing.bytes_per_waiting_item", 0, "B", 300};
    fmt::print("{:>7} {:>7} {:>8} {:>12} {:>9} {:>14} {:>9}\n", "agents", "queues", "waiting",
               "decisions/s", "p99 ns", "scanning/s", "ratio");
    for (const std::size_t agents : {10, 100, 1'000, 10'000}) {
        for (const std::size_t queues : {1, 10, 50}) {
            for (const std::size_t waiting : {std::size_t{0}, backlog_full}) {
                const Size size{agents, queues, waiting};
                if (size.name().find(plan.only) == std::string::npos) continue;
                Centre centre(size);
                rate_of(centre, plan.length / 4, 64);  // Warm.
                const double rate = rate_of(centre, plan.length, 64);
                const double p99 = p99_ns(centre, plan.samples);
                ScanningCentre scanning(size);
                const double baseline = rate_of(scanning, plan.baseline_length, 4);
                fmt::print("{:>7} {:>7} {:>8} {:>12.0f} {:>9.0f} {:>14.0f} {:>9.1f}\n", agents,
                           queues, waiting, rate, p99, baseline, rate / baseline);
                figures.push_back(
                    {"routing.decisions_per_s." + size.name(), rate, "1/s", baseline});
                figures.push_back({"routing.decision_p99." + size.name(), p99, "ns", 0});
                if (queues == 10 && waiting == 0 && agents == 1'000)
                    plain = {"routing.plain_decisions_per_s", rate, "1/s", baseline};
                memory.value = std::max(memory.value, centre.bytes_per_item());
            }
        }
    }
    figures.insert(figures.begin(), plain);
    run_mixed(plan, plain.baseline, figures, memory);
    run_growth(plan, figures);
    figures.push_back(memory);
    fmt::print("bytes per waiting item: {:.0f}\n", memory.value);
    write_report(plan.out, figures);
}

}  // namespace
}  // namespace parley::bench

int main(int argc, char** argv) try {
    parley::bench::run(parley::bench::plan_from(argc, argv));
    return 0;
} catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
}
