// The sum of many cells, for reading: made for adding fast, where a Cell is made for being small.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "insight/cell.hpp"

namespace parley::insight {

struct LengthTotals {
    std::int64_t count = 0;
    std::int64_t sum_ms = 0;
    std::int64_t max_ms = 0;
    std::array<std::int64_t, exact_seconds.size()> bands{};
    std::vector<std::int64_t> buckets;  // By number; empty: not read, or nothing.

    std::optional<double> mean_ms() const;
    // Between the two values nearest to the rank, as of the list of all; within 1 %.
    std::optional<double> quantile_ms(double share) const;
    struct Within {
        std::int64_t count = 0;
        bool is_exact = true;  // Else by the buckets.
    };
    Within within(Duration limit) const;
};

class Totals {
public:
    void add(const Cell& cell);
    // False where the text cannot be read.
    bool add_sums(std::string_view text);
    bool add_spreads(std::string_view text);

    std::int64_t operator[](Counter counter) const {
        return counters_[static_cast<std::size_t>(counter)];
    }
    const LengthTotals& operator[](Length length) const {
        return lengths_[static_cast<std::size_t>(length)];
    }

private:
    std::array<std::int64_t, counters_count> counters_{};
    std::array<LengthTotals, lengths_count> lengths_;
};

}  // namespace parley::insight
