#include "main/copy_report.hpp"

#include <doctest/doctest.h>

namespace parley {
namespace {

using Phase = copy::Step::Phase;
using namespace std::chrono_literals;

TEST_CASE("progress says how much, how fast and how long") {
    const copy::Step step{Phase::copy, "message", 41'000, 126'400, 41'000};
    CHECK(progress_text(step, 2s) ==
          "copying message: 41,000 of 126,400 rows (32 %), 20,500 rows/s, about 5 s left");
    CHECK(progress_text({Phase::compare, "event", 10, 10, 10}, 5s) ==
          "comparing event: 10 of 10 rows (100 %), 2 rows/s");
}

TEST_CASE("what was there before does not count as speed") {
    const copy::Step step{Phase::copy, "message", 1'000'000, 3'000'000, 1'000};
    CHECK(progress_text(step, 1s).ends_with("1,000 rows/s, about 34 min left"));
    CHECK(progress_text({Phase::copy, "message", 5, 9, 0}, 0s) ==
          "copying message: 5 of 9 rows (55 %)");
}

TEST_CASE("a report names the table that differs, and how") {
    copy::Report report;
    report.differences.push_back({"Acme", "message", {3, "aa"}, {2, "bb"}});
    report.differences.push_back({"Acme", "queue", {2, "aa"}, {2, "bb"}});
    const std::string text = report_text(report);
    CHECK(text.contains("DIFFERS: table message of Acme: 3 rows in the source, 2 in the target"));
    CHECK(text.contains("DIFFERS: table queue of Acme: 2 rows each, checksum aa in the source"));
    CHECK_FALSE(text.contains("are equal"));
}

}  // namespace
}  // namespace parley
