#include "base/process_figures.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <vector>

namespace parley {
namespace {

TEST_CASE("the process tells what it costs, and more once it costs more") {
    const ProcessFigures before = process_figures();
    CHECK(before.cores > 0);
    CHECK(before.resident_bytes > 100'000);
    CHECK(before.open_files > 2);
    CHECK(before.open_files < before.open_files_max);

    const std::ifstream one_more("/proc/self/stat");
    std::vector<char> memory(64 << 20, 'x');
    while (process_figures().cpu_seconds < before.cpu_seconds + 0.02) memory.front() ^= 1;
    const ProcessFigures after = process_figures();
    CHECK(after.open_files == before.open_files + 1);
    CHECK(after.resident_bytes > before.resident_bytes + (32 << 20));
}

TEST_CASE("the figures are in Prometheus's form") {
    const std::string text = render({1.5, 4'096, 7, 20'000, 2});
    CHECK(
        text.find("# TYPE process_cpu_seconds_total counter\nprocess_cpu_seconds_total 1.500\n") !=
        std::string::npos);
    CHECK(text.find("\nprocess_open_fds 7\n") != std::string::npos);
    CHECK(text.ends_with("\nparley_cores 2\n"));
}

}  // namespace
}  // namespace parley
