// How often each wrap-up code was chosen, over a stretch of time.
//
// Read from session facts, so a code that was put right later counts as it is now. A session with
// two codes counts with both; `closed` counts each once.
#pragma once

#include "app/reports.hpp"

namespace parley::app {

struct NamedCodeUse {
    CodeUse use;
    std::string name;
};

struct CodeReport {
    Instant from;
    Instant to;
    std::vector<NamedCodeUse> rows;  // The most used first, then by name.
    std::int64_t closed = 0;
};

// Of a range, and of a queue, inbox and agent where named; needs session_read_all of others than
// oneself. Refuses invalid "range_backwards", "range_too_long", forbidden "permission_missing".
Task<Result<CodeReport>> report_codes(App& app, const Staff& staff, FactList query);

}  // namespace parley::app
