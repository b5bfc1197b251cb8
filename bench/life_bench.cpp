// life_bench: what becomes of a server that has lived long.
//
//   start.seconds                 from the start of the process, after SIGKILL, until /readyz says
//                                 so, with a million messages kept
//   herd.seconds                  10,000 visitors' pages come back at once after the same SIGKILL
//   memory.idle_workspace_bytes   resident memory of a workspace where nothing happens
//
//     life_bench [--database postgresql://… [--nats nats://…]]
//
// Each beside its goal. On PostgreSQL the figures are start_postgres.seconds and so on; with a bus
// the herd comes back to two nodes, by turns. Uses about 2 GB of disk, removed at the end.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <deque>
#include <thread>

#include "base/log.hpp"
#include "bench/life/herd.hpp"
#include "bench/life/past.hpp"
#include "bench/own_server.hpp"
#include "bench/postgres_insert.hpp"
#include "bench/report.hpp"

namespace parley::bench {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr double start_goal = 5;
constexpr double herd_goal = 15;
constexpr double patience = 120;  // Seconds; then it counts as never.
constexpr int workspaces = 1'000;
constexpr auto idle_for = std::chrono::seconds(20);  // What starting needed has been given back.

struct Options {
    bool quick = false;
    std::string out = "build/bench/life.json";
    std::string parley = "build/release/src/main/parley";
    std::string database;  // Empty: SQLite.
    std::string nats;      // Two nodes.
};

// Where a server of ours keeps things, and how it is told so.
struct Place {
    fs::path directory;
    StoreConfig store;
    std::vector<std::string> words;
};

Place place_at(const Options& options, const fs::path& directory) {
    Place place{directory, {.data_dir = directory / "data"}, {}};
    if (options.database.empty()) return place;
    place.store.database_url =
        fresh_schema(options.database, "life_" + directory.filename().string());
    place.words = {"--database", place.store.database_url};
    if (!options.nats.empty())
        place.words.insert(place.words.end(), {"--nats", options.nats, "--group", "life"});
    return place;
}

std::string named(const Options& options, std::string_view subject, std::string_view figure) {
    const std::string_view on = options.nats.empty() ? "_postgres" : "_nodes";
    return fmt::format("{}{}.{}", subject, options.database.empty() ? "" : on, figure);
}

double seconds_since(Clock::time_point begun) {
    return std::chrono::duration<double>(Clock::now() - begun).count();
}

// After a kill each time, so that the log's rest is read too; the median.
double seconds_to_start(const Options& options, const Place& place) {
    std::vector<double> taken;
    for (int round = 0; round < 5; ++round) {
        const auto begun = Clock::now();
        const OwnServer server(options.parley, place.directory, place.words);
        wait_until_ready(server.address(), patience);
        taken.push_back(seconds_since(begun));
    }
    std::ranges::sort(taken);
    return taken[taken.size() / 2];
}

std::vector<Figure> measure_herd(const Options& options, const Place& place, const Past& past) {
    std::deque<OwnServer> servers;
    std::vector<Address> addresses;
    for (const fs::path& folder : {place.directory, place.directory / "second"}) {
        servers.emplace_back(options.parley, folder, place.words);
        wait_until_ready(addresses.emplace_back(servers.back().address()), patience);
        if (options.nats.empty()) break;
    }
    const HerdResult herd =
        come_back(addresses, past, past.visitors.size(), options.quick ? 30 : patience);
    if (herd.back < past.visitors.size()) throw std::runtime_error("the herd did not come back");
    return {{named(options, "herd", "seconds"), herd.seconds, "s", herd_goal},
            {named(options, "herd", "half_back_seconds"), herd.welcomed_p50, "s", 0},
            {named(options, "herd", "pages"), static_cast<double>(herd.back), "pages", 0},
            {named(options, "herd", "connections_tried"), static_cast<double>(herd.tries), "", 0}};
}

std::vector<Figure> measure_past(const Options& options, const fs::path& directory) {
    PastSize size;
    if (options.quick) size = {.conversations = 2'000, .messages_each = 10, .open_sessions = 100};
    const Place place = place_at(options, directory);
    const auto begun = Clock::now();
    const Past past = make_past(place.store, size);
    fmt::print("{} messages written in {:.0f} s\n", past.messages, seconds_since(begun));
    std::vector<Figure> figures;
    const double start = seconds_to_start(options, place);
    figures.push_back({named(options, "start", "seconds"), start, "s", start_goal});
    figures.push_back(
        {named(options, "start", "messages"), static_cast<double>(past.messages), "messages", 0});
    for (Figure& figure : measure_herd(options, place, past)) figures.push_back(std::move(figure));
    return figures;
}

std::int64_t resident_with(const Options& options, const fs::path& directory, int count) {
    const Place place = place_at(options, directory);
    make_workspaces(place.store, count);
    const OwnServer server(options.parley, directory, place.words);
    wait_until_ready(server.address(), patience);
    std::this_thread::sleep_for(idle_for);
    return resident_bytes(server.pid());
}

Figure measure_workspaces(const Options& options, const fs::path& directory) {
    const std::int64_t one = resident_with(options, directory / "one", 1);
    const std::int64_t many = resident_with(options, directory / "many", workspaces + 1);
    return {named(options, "memory", "idle_workspace_bytes"),
            static_cast<double>(many - one) / workspaces, "bytes", 0};
}

void run(const Options& options) {
    set_log_level(LogLevel::warning);
    raise_file_limit();
    const fs::path directory = fs::absolute(options.out).parent_path() / "life_bench.data";
    fs::remove_all(directory);
    fs::create_directories(directory);
    std::vector<Figure> figures = measure_past(options, directory / "past");
    figures.push_back(measure_workspaces(options, directory));
    fs::remove_all(directory);
    write_report(options.out, figures);
    for (const Figure& figure : figures) {
        fmt::print("{}: {:.4g} {}", figure.name, figure.value, figure.unit);
        if (figure.baseline > 0) fmt::print(", ratio {:.3f}", figure.value / figure.baseline);
        fmt::print("\n");
    }
}

}  // namespace
}  // namespace parley::bench

int main(int argc, char** argv) {
    CLI::App app("A server that has lived long: its start, a herd, many workspaces");
    parley::bench::Options options;
    app.add_flag("--quick", options.quick, "A short life; the figures are rough");
    app.add_option("--out", options.out, "Where the figures go");
    app.add_option("--parley", options.parley, "The program that is started and measured");
    app.add_option("--database", options.database, "On PostgreSQL: a database that may be emptied");
    app.add_option("--nats", options.nats, "Two nodes, over this bus")->needs("--database");
    CLI11_PARSE(app, argc, argv);
    try {
        parley::bench::run(options);
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "life_bench: {}\n", error.what());
        return 1;
    }
}
