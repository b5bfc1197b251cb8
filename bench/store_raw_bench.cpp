// store_raw_bench [--quick] [--out FILE]: how near the writer comes to a plain loop over the same
// rows.
//
// Uses up to 1 KB of disk per message in a directory of its own beside FILE, removed at the end.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "base/log.hpp"
#include "bench/report.hpp"
#include "bench/store_insert.hpp"

namespace parley::bench {
namespace {

namespace fs = std::filesystem;

constexpr int messages_quick = 10'000;

void run(const fs::path& out, const InsertLoad& load) {
    const fs::path directory = fs::absolute(out).parent_path() / "store_raw_bench.data";
    set_log_level(LogLevel::warning);
    fs::remove_all(directory);
    const double raw = raw_inserts_per_s(directory / "raw", load);
    const double writer = writer_inserts_per_s(directory / "writer", load);
    fs::remove_all(directory);
    write_report(out, {{"store.raw_inserts_per_s", raw, "1/s", 0},
                       {"store.writer_batches_per_s", writer, "1/s", raw}});
    fmt::print("raw loop {:.0f}/s, writer {:.0f}/s, ratio {:.2f}\n", raw, writer, writer / raw);
}

}  // namespace
}  // namespace parley::bench

int main(int argc, char** argv) {
    CLI::App app("Durable inserts: the product's writer beside a plain loop");
    bool quick = false;
    std::string out = "build/bench/store_raw.json";
    app.add_flag("--quick", quick, "Fewer rows; the figures are rough");
    app.add_option("--out", out, "Where the figures go");
    CLI11_PARSE(app, argc, argv);
    try {
        parley::bench::InsertLoad load;
        if (quick) load.messages = parley::bench::messages_quick;
        parley::bench::run(out, load);
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "store_raw_bench: {}\n", error.what());
        return 1;
    }
}
