#include "main/day/scenario_file.hpp"

#include <doctest/doctest.h>

#include "main/day/contest.hpp"

namespace parley::day {
namespace {

const std::string small = R"(
name = "small"
metric = "service_level:vip"
hours = 2
[[queue]]
name = "sales"
overflow = "backup"
overflow_after_s = 30
[[queue]]
name = "backup"
[[class]]
name = "vip"
queue = "sales"
per_hour = [20, 30]
handling_s = 200
handling = "lognormal cv=1.2"
patience_s = 90
boost_s = 60
needs = ["en:3"]
[[agents]]
count = 3
queues = ["sales", "backup"]
skills = ["en"]
to_h = 1.5
)";

TEST_CASE("a scenario is read as it is written") {
    const auto scenario = parse_scenario(small, "small.toml");
    REQUIRE(scenario);
    CHECK(scenario->floor.agents.size() == 3);
    CHECK(scenario->floor.agents[0].queues == std::vector<std::uint32_t>{0, 1});
    CHECK(scenario->floor.queues[0].overflow == 1);
    CHECK(scenario->floor.kinds[0].boost == 60s);
    CHECK(scenario->floor.kinds[0].needs[0].level == 3);
    CHECK(scenario->shifts[2].to_h == 1.5);
}

TEST_CASE("what a scenario may not say is refused with its line") {
    const auto with = [](std::string from, std::string to) {
        std::string text = small;
        text.replace(text.find(from), from.size(), to);
        const auto scenario = parse_scenario(text, "x");
        return scenario ? std::string("none") : scenario.error().reason;
    };
    CHECK(with("hours = 2", "hours = 2") == "none");
    CHECK(with("hours = 2", "hours = ") == "bad_scenario");
    CHECK(with("hours = 2", "hours = \"2\"") == "bad_scenario");
    CHECK(with("hours = 2", "luck = 2") == "bad_scenario");
    CHECK(with("hours = 2", "hours = 200") == "day_out_of_bounds");
    CHECK(with("\"backup\"\noverflow_after", "\"nowhere\"\noverflow_after") == "bad_scenario");
    CHECK(with("en:3", "en:30") == "bad_scenario");
    CHECK(with("lognormal cv=1.2", "odd") == "bad_scenario");
    CHECK(with("service_level:vip", "service_level:nobody") == "unknown_class");
    CHECK(with("count = 3", "count = 2.5") == "bad_scenario");
}

TEST_CASE("a contest tells who is ahead, and draws it") {
    const auto scenario = parse_scenario(small, "small.toml");
    REQUIRE(scenario);
    const Contest contest = hold(*scenario, 1, 3, [](std::string_view) {});
    REQUIRE(contest.entries.size() == 9);
    CHECK(contest.entries[0].router == "parley");
    CHECK(contest.entries[0].ahead.mean == 0);
    CHECK(table_of(*scenario, contest).find("asterisk linear") != std::string::npos);
    const std::string chart = chart_of(*scenario, contest);
    CHECK(chart.starts_with("<svg"));
    CHECK(chart.ends_with("</svg>\n"));
}

}  // namespace
}  // namespace parley::day
