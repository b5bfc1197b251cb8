// report_bench: how long a report takes over very many sessions.
//
//   report.range_ms      the slowest of several reports over 13 months, in the server alone: all
//                        figures with their percentiles, by queue, by agent and by day
//   report.month_ms      the slowest of the same over the last 30 days
//
//     report_bench [--quick] [--sessions N] [--database postgresql://…]
//
// Each beside a baseline of the same run: the database alone giving out what the report reads. The
// sessions are made up (seeded), folded to cells by the product's own roll-up, and written by its
// own writer; quarters of an hour only for the last 100 days, which is all that is read of them.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <future>
#include <random>

#include "app/reports.hpp"
#include "base/enum_names.hpp"
#include "base/log.hpp"
#include "bench/postgres_insert.hpp"
#include "bench/report.hpp"
#include "insight/rollup.hpp"
#include "ports/facts.hpp"
#include "store/store.hpp"

namespace parley::bench {
namespace {

using Clock = std::chrono::steady_clock;
using insight::Counter;
using insight::Grain;
using insight::Length;

constexpr int days = 396;  // 13 months.
constexpr int queues = 20;
constexpr int inboxes = 4;
constexpr int agents = 300;
constexpr int quarters_kept_days = 100;
constexpr int rounds = 5;
constexpr Instant begin = from_ms(1'735'689'600'000);  // 2025-01-01.

struct Options {
    bool quick = false;
    int sessions = 10'000'000;
    std::string out = "build/bench/report.json";
    std::string database;
};

class MadeUp {
public:
    explicit MadeUp(Store& store) : store_(store) {
        workspace_.id = WorkspaceId::make(begin, rng_);
        workspace_.name = "Many";
        write({workspace_});
        std::vector<Row> rows;
        for (int at = 0; at < queues; ++at) {
            Queue queue;
            queue.id = QueueId::make(begin, rng_);
            queue.name = fmt::format("Queue {}", at);
            queues_.push_back(queue.id);
            rows.emplace_back(queue);
        }
        for (int at = 0; at < inboxes; ++at) inboxes_.push_back(InboxId::make(begin, rng_));
        for (int at = 0; at < agents; ++at) {
            Agent agent;
            agent.id = AgentId::make(begin, rng_);
            agent.account = AccountId::make(begin, rng_);
            agent.name = fmt::format("Agent {}", at);
            agents_.push_back(agent.id);
            rows.emplace_back(agent);
        }
        write(std::move(rows));
    }

    // A day at a time: what is written of a month is kept in memory until it is over.
    void live(int sessions) {
        for (int day = 0; day < days; ++day) {
            insight::Ledger ledger = known_;
            insight::Rollup rollup(ledger, utc_);
            const Instant midnight = begin + std::chrono::days(day);
            for (int at = 0; at < sessions / days; ++at) session(rollup, midnight);
            known_ = ledger;
            store_day(rollup, ledger, day);
        }
    }
    WorkspaceId workspace() const { return workspace_.id; }

private:
    double lognormal(double median_s, double spread) {
        return median_s * 1'000 * std::exp(spread * normal_(random_));
    }
    Duration took(double median_s, double spread) {
        return Duration(static_cast<std::int64_t>(lognormal(median_s, spread)));
    }

    void session(insight::Rollup& rollup, Instant midnight) {
        const int agent = static_cast<int>(random_() % agents);
        const auto queue = (agent + random_() % 2) % queues;  // Everybody serves two.
        const insight::Place everybody{{}, queues_[queue], inboxes_[queue % inboxes]};
        insight::Place place = everybody;
        place.agent = agents_[agent];
        Instant at = midnight + std::chrono::hours(8) + took(4.0 * 3'600, 0.5);
        at = std::min(at, midnight + 23h);
        rollup.count(at, everybody, Counter::opened);
        rollup.count(at, everybody, Counter::asked);
        rollup.count(at, place, Counter::offers);
        const Duration wait = took(15, 1);
        at += wait;
        if (random_() % 20 == 0) {
            rollup.measure(at, everybody, Length::wait_abandoned, wait);
            rollup.count(at, everybody, Counter::closed);
            return;
        }
        rollup.measure(at, everybody, Length::wait_answered, wait);
        for (const Counter counter : {Counter::accepted, Counter::stints, Counter::assigned})
            rollup.count(at, place, counter);
        for (std::uint32_t round = 0; round < 1 + random_() % 3; ++round) {
            const Duration response = took(25, 0.8);
            at += response;
            rollup.measure(at, place, Length::response, response);
            if (round == 0) rollup.measure(at, place, Length::first_response_agent, response);
            rollup.count(at, place, Counter::messages_contact);
            rollup.count(at, place, Counter::messages_human);
        }
        const Duration length = took(300, 0.7);
        for (const Counter counter : {Counter::closed, Counter::closed_served, Counter::valid,
                                      Counter::replied, Counter::invited})
            rollup.count(at, place, counter);
        if (random_() % 3 == 0)
            rollup.count(at, place,
                         static_cast<Counter>(static_cast<int>(Counter::rated_1) + random_() % 5));
        rollup.measure(at, place, Length::session, length);
        rollup.measure(at, place, Length::stint, length);
        rollup.measure(at, place, Length::effort, length / 2);
    }

    void store_day(const insight::Rollup& rollup, const insight::Ledger& ledger, int day) {
        FactStep step;
        step.from = cursor_;
        step.to = ++cursor_;
        std::map<insight::CellKey, const insight::Cell*> cells;
        for (const auto& [key, cell] : rollup.cells()) {
            if (key.grain == Grain::month)
                month_[key].add(cell);
            else if (key.grain != Grain::quarter || day >= days - quarters_kept_days)
                cells[key] = &cell;
        }
        for (const auto& [key, cell] : cells)
            step.cells.push_back({key, cell->sums(), cell->spreads()});
        const Instant tomorrow = begin + std::chrono::days(day + 1);
        if (utc_.start_of(Grain::month, tomorrow) == tomorrow || day + 1 == days) {
            for (const auto& [key, cell] : month_)
                step.cells.push_back({key, cell.sums(), cell.spreads()});
            month_.clear();
        }
        for (const auto& [number, place] : ledger.changes().places) {
            if (number > places_) step.places.push_back({number, place});
        }
        for (const auto& stored : step.places) places_ = std::max(places_, stored.number);
        write({std::make_shared<const FactStep>(std::move(step))});
    }

    void write(std::vector<Row> rows) {
        Batch batch;
        batch.workspace = workspace_.id;
        batch.lane = Lane::bulk;
        batch.rows = std::move(rows);
        std::promise<Result<>> done;
        store_.writer().submit(std::move(batch), [&](Result<> result) { done.set_value(result); });
        if (const auto written = done.get_future().get(); !written)
            throw std::runtime_error(written.error().message);
    }

    Store& store_;
    SeededRng rng_{5};
    std::mt19937 random_{5};
    std::normal_distribution<double> normal_;
    const insight::FixedDays utc_{std::chrono::minutes(0)};
    Workspace workspace_;
    std::vector<QueueId> queues_;
    std::vector<InboxId> inboxes_;
    std::vector<AgentId> agents_;
    insight::Ledger known_;
    std::map<insight::CellKey, insight::Cell> month_;
    std::int64_t cursor_ = 0;
    std::int64_t places_ = 0;
};

template <class Work>
double median_ms(Work work) {
    std::vector<double> taken;
    for (int round = 0; round < rounds; ++round) {
        const auto begun = Clock::now();
        work();
        taken.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begun).count());
    }
    std::ranges::sort(taken);
    return taken[taken.size() / 2];
}

app::ReportQuery query_of(app::ReportBy by, int last_days) {
    app::ReportQuery query;
    query.to = begin + std::chrono::days(days) - std::chrono::hours(5);
    query.from = query.to - std::chrono::days(last_days) + std::chrono::hours(7);
    query.by = by;
    query.step = Grain::day;
    for (const insight::Figure& figure : insight::figures()) query.figures.push_back(&figure);
    return query;
}

// What the report reads, read and thrown away.
double reading_ms(Repository& repository, bool of_agents) {
    CellQuery cells;
    cells.of_agents = of_agents;
    cells.spreads = true;
    cells.ranges = {{Grain::month, begin, begin + std::chrono::days(days)},
                    {Grain::day, begin, begin + std::chrono::days(30)}};
    std::size_t bytes = 0;
    return median_ms([&] {
        repository.facts().each_cell(
            cells, [&](const CellText& cell) { bytes += cell.sums.size() + cell.spreads.size(); });
    });
}

std::vector<Figure> measure(Store& store, WorkspaceId workspace, const std::string& subject) {
    const auto repository = store.repository(workspace);
    const Instant now = begin + std::chrono::days(days);
    const auto slowest = [&](int last_days) {
        double worst = 0;
        for (const auto by : {app::ReportBy::total, app::ReportBy::queue, app::ReportBy::agent,
                              app::ReportBy::time}) {
            const auto query = query_of(by, last_days);
            const double took = median_ms([&] { app::read_report(*repository, query, now); });
            fmt::print("{} by {}, {} days: {:.1f} ms\n", subject, name_of(by), last_days, took);
            worst = std::max(worst, took);
        }
        return worst;
    };
    const double reading = reading_ms(*repository, true);
    return {{subject + ".range_ms", slowest(days - 1), "ms", reading},
            {subject + ".month_ms", slowest(30), "ms", reading}};
}

int run(const Options& options) {
    const auto directory = std::filesystem::temp_directory_path() / "parley_report_bench";
    std::filesystem::remove_all(directory);
    std::filesystem::create_directories(directory);
    StoreConfig config{.data_dir = directory};
    std::string subject = "report";
    if (!options.database.empty()) {
        config.database_url = fresh_schema(options.database, "report");
        subject = "report_postgres";
    }
    std::vector<Figure> figures;
    {
        const auto store = open_store(config);
        MadeUp made_up(*store);
        const auto begun = Clock::now();
        made_up.live(options.quick ? options.sessions / 50 : options.sessions);
        const std::chrono::duration<double> took = Clock::now() - begun;
        fmt::print("made in {:.0f} s\n", took.count());
        figures = measure(*store, made_up.workspace(), subject);
    }
    write_report(options.out, figures);
    std::filesystem::remove_all(directory);
    return 0;
}

}  // namespace
}  // namespace parley::bench

int main(int argc, char** argv) {
    parley::bench::Options options;
    CLI::App app("How long a report takes over very many sessions.");
    app.add_flag("--quick", options.quick);
    app.add_option("--sessions", options.sessions);
    app.add_option("--out", options.out);
    app.add_option("--database", options.database);
    CLI11_PARSE(app, argc, argv);
    return parley::bench::run(options);
}
