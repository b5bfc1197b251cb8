#include "base/process_figures.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

namespace parley {
namespace {

double cpu_seconds() {
    timespec used{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

std::int64_t resident_bytes() {
    std::ifstream file("/proc/self/statm");
    std::int64_t all = 0;
    std::int64_t resident = 0;
    file >> all >> resident;
    return resident * ::sysconf(_SC_PAGESIZE);
}

std::int64_t open_files() {
    std::error_code error;
    const std::filesystem::directory_iterator files("/proc/self/fd", error);
    // The look itself has one open.
    return error ? 0 : std::distance(begin(files), end(files)) - 1;
}

std::int64_t open_files_max() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<std::int64_t>(limit.rlim_cur);
}

void add(std::string& text, std::string_view name, std::string_view kind, std::string_view help,
         const std::string& value) {
    text += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n{0} {3}\n", name, help, kind, value);
}

}  // namespace

ProcessFigures process_figures() {
    return {cpu_seconds(), resident_bytes(), open_files(), open_files_max(),
            std::thread::hardware_concurrency()};
}

std::string render(const ProcessFigures& figures) {
    std::string text;
    add(text, "process_cpu_seconds_total", "counter", "Processor time of the whole process.",
        fmt::format("{:.3f}", figures.cpu_seconds));
    add(text, "process_resident_memory_bytes", "gauge", "Memory in use.",
        std::to_string(figures.resident_bytes));
    add(text, "process_open_fds", "gauge", "Open files and connections.",
        std::to_string(figures.open_files));
    add(text, "process_max_fds", "gauge", "How many there may be.",
        std::to_string(figures.open_files_max));
    add(text, "parley_cores", "gauge", "Processor cores that the process may use.",
        std::to_string(figures.cores));
    return text;
}

}  // namespace parley
