// life_bench: what becomes of a server that has lived long.
//
//   start.seconds                 from the start of the process, after SIGKILL, until /readyz says
//                                 so, with a million messages kept
//   herd.seconds                  10,000 visitors' pages come back at once after the same SIGKILL
//   memory.idle_workspace_bytes   resident memory of a workspace where nothing happens
//
// Each beside its goal. Uses about 2 GB of disk beside the figures, removed at the end.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <thread>

#include "base/log.hpp"
#include "bench/life/herd.hpp"
#include "bench/life/past.hpp"
#include "bench/own_server.hpp"
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
};

double seconds_since(Clock::time_point begun) {
    return std::chrono::duration<double>(Clock::now() - begun).count();
}

// After a kill each time, so that the log's rest is read too; the median.
double seconds_to_start(const Options& options, const fs::path& directory) {
    std::vector<double> taken;
    for (int round = 0; round < 5; ++round) {
        const auto begun = Clock::now();
        const OwnServer server(options.parley, directory);
        wait_until_ready(server.address(), patience);
        taken.push_back(seconds_since(begun));
    }
    std::ranges::sort(taken);
    return taken[taken.size() / 2];
}

std::vector<Figure> measure_past(const Options& options, const fs::path& directory) {
    PastSize size;
    if (options.quick) size = {.conversations = 2'000, .messages_each = 10, .open_sessions = 100};
    const auto begun = Clock::now();
    const Past past = make_past(directory / "data", size);
    fmt::print("{} messages written in {:.0f} s\n", past.messages, seconds_since(begun));
    std::vector<Figure> figures;
    const double start = seconds_to_start(options, directory);
    figures.push_back({"start.seconds", start, "s", start_goal});
    figures.push_back({"start.messages", static_cast<double>(past.messages), "messages", 0});

    const OwnServer server(options.parley, directory);
    wait_until_ready(server.address(), patience);
    const HerdResult herd =
        come_back(server.address(), past, past.visitors.size(), options.quick ? 30 : patience);
    if (herd.back < past.visitors.size()) throw std::runtime_error("the herd did not come back");
    figures.push_back({"herd.seconds", herd.seconds, "s", herd_goal});
    figures.push_back({"herd.half_back_seconds", herd.welcomed_p50, "s", 0});
    figures.push_back({"herd.pages", static_cast<double>(herd.back), "pages", 0});
    figures.push_back({"herd.connections_tried", static_cast<double>(herd.tries), "", 0});
    return figures;
}

std::int64_t resident_with(const Options& options, const fs::path& directory, int count) {
    make_workspaces(directory / "data", count);
    const OwnServer server(options.parley, directory);
    wait_until_ready(server.address(), patience);
    std::this_thread::sleep_for(idle_for);
    return resident_bytes(server.pid());
}

Figure measure_workspaces(const Options& options, const fs::path& directory) {
    const std::int64_t one = resident_with(options, directory / "one", 1);
    const std::int64_t many = resident_with(options, directory / "many", workspaces + 1);
    return {"memory.idle_workspace_bytes", static_cast<double>(many - one) / workspaces, "bytes",
            0};
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
    CLI11_PARSE(app, argc, argv);
    try {
        parley::bench::run(options);
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "life_bench: {}\n", error.what());
        return 1;
    }
}
