// What the process costs its machine, under the names that Prometheus's own clients use.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace parley {

struct ProcessFigures {
    double cpu_seconds = 0;  // Of all its threads, since it started.
    std::int64_t resident_bytes = 0;
    std::int64_t open_files = 0;
    std::int64_t open_files_max = 0;
    unsigned cores = 0;  // That it may run on.
};

ProcessFigures process_figures();

// Text exposition format 0.0.4.
std::string render(const ProcessFigures& figures);

}  // namespace parley
