// store_raw_bench [directory] [messages]: how near the writer comes to a plain loop over the same
// rows.
//
// Writes build/bench/store_insert.json and prints the figures. Uses up to 1 KB of disk per message
// in a directory of its own under `directory` (default: build/bench), removed at the end.
#include <fmt/format.h>

#include <cstdlib>

#include "base/log.hpp"
#include "bench/report.hpp"
#include "bench/store_insert.hpp"

int main(int count, char** words) {
    using namespace parley::bench;
    namespace fs = std::filesystem;
    const fs::path under = count > 1 ? words[1] : "build/bench";
    const fs::path directory = under / "store_raw_bench.data";
    InsertLoad load;
    if (count > 2) load.messages = std::atoi(words[2]);
    try {
        parley::set_log_level(parley::LogLevel::warning);
        fs::remove_all(directory);
        const double raw = raw_inserts_per_s(directory / "raw", load);
        const double writer = writer_inserts_per_s(directory / "writer", load);
        fs::remove_all(directory);
        write_report(under / "store_insert.json",
                     {{"store.raw_inserts_per_s", raw, "1/s", 0},
                      {"store.writer_batches_per_s", writer, "1/s", raw}});
        fmt::print("raw loop {:.0f}/s, writer {:.0f}/s, ratio {:.2f}\n", raw, writer, writer / raw);
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "store_raw_bench: {}\n", error.what());
        return 1;
    }
}
