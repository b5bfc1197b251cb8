// `parley lab day`: simulated days by the routing engine, and by yardsticks on the same contacts.
//
// Ends with 0, with 1 where the engine was worse than a yardstick in a scenario's own metric beyond
// the interval, and with 2 when a scenario cannot be read.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>

#include "main/commands.hpp"
#include "main/day/contest.hpp"
#include "main/day/scenario_file.hpp"

namespace parley {
namespace {

namespace fs = std::filesystem;

struct DayOptions {
    std::string scenario;
    std::string all;
    std::string charts;
    std::size_t seeds = 30;
    std::uint64_t seed = 1;
};

std::vector<fs::path> scenarios_of(const DayOptions& options) {
    if (options.all.empty()) return {options.scenario};
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(options.all)) {
        if (entry.path().extension() == ".toml") found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

void report(std::string_view words) {
    if (::isatty(STDERR_FILENO) != 1) return;
    fmt::print(stderr, "\r\x1b[K{}", words);
    std::fflush(stderr);
}

int run_days(const DayOptions& options) {
    std::error_code error;
    if (options.scenario.empty() == options.all.empty() ||
        (!options.all.empty() && !fs::is_directory(options.all, error))) {
        fmt::print(stderr, "name one scenario, or a folder of them by --all\n");
        return 2;
    }
    std::size_t worse = 0;
    std::size_t held = 0;
    for (const fs::path& path : scenarios_of(options)) {
        const auto scenario = day::read_scenario(path.string());
        if (!scenario) {
            fmt::print(stderr, "{}: {}\n", scenario.error().reason, scenario.error().message);
            return 2;
        }
        const day::Contest contest = day::hold(*scenario, options.seed, options.seeds, report);
        report("");
        ++held;
        worse += !contest.is_never_worse();
        fmt::print("{}better than {} of {} yardsticks{}\n\n", day::table_of(*scenario, contest),
                   contest.better_than(), contest.entries.size() - 1,
                   contest.is_never_worse() ? "" : "; WORSE than another");
        std::fflush(stdout);
        if (options.charts.empty()) continue;
        fs::create_directories(options.charts);
        const fs::path chart = fs::path(options.charts) / path.stem().concat(".svg");
        std::ofstream(chart, std::ios::binary) << day::chart_of(*scenario, contest);
    }
    if (held == 0) {
        fmt::print(stderr, "no scenario in {}\n", options.all);
        return 2;
    }
    fmt::print("{} scenarios of {} days each, ± at {} %; worse in {}\n", held, options.seeds,
               day::confidence * 100, worse);
    return worse == 0 ? 0 : 1;
}

}  // namespace

void add_lab_day(CLI::App& lab, int& status) {
    CLI::App* command =
        lab.add_subcommand("day", "A simulated day by the routing engine, and by yardsticks");
    const auto options = std::make_shared<DayOptions>();
    command->add_option("scenario", options->scenario, "A scenario in TOML");
    command->add_option("--all", options->all, "Every scenario of a folder")
        ->expected(0, 1)
        ->default_str("tests/queueing/days");
    command->add_option("--seeds", options->seeds, "Days of each")
        ->check(CLI::Range(2, 1'000))
        ->capture_default_str();
    command->add_option("--seed", options->seed, "Of the first day")->capture_default_str();
    command->add_option("--charts", options->charts, "A folder for charts in SVG");
    command->callback([options, &status] { status = run_days(*options); });
}

}  // namespace parley
