// How long the log is and how much of it has been moved into the database, in frames (a page and a
// head each) since it last began. The writer tells the one, the checkpointer the other.
#pragma once

#include <atomic>
#include <cstdint>

namespace parley::sqlite {

struct LogState {
    std::atomic<std::int64_t> frames{0};
    std::atomic<std::int64_t> moved{0};

    // More moved than there is: it has begun again since.
    std::int64_t left() const {
        const std::int64_t of = frames.load();
        const std::int64_t done = moved.load();
        return done > of ? of : of - done;
    }
};

}  // namespace parley::sqlite
