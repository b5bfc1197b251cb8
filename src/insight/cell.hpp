// A cell: what happened in one place in one stretch of time, in a form that adds up.
//
// Two cells are added number by number, so hours are sums of quarters and a mean or a percentile of
// any range is computed from sums, never from means or percentiles. Everything is a whole number:
// in whatever order events came, the same cell comes out, to the bit.
//
// A cell is stored as two lines of text, numbers in base 32 without what is zero: `sums` (counters,
// and of each length its number, sum, longest and count within the exact limits) and `spreads`
// (buckets of each length), which is read only when percentiles are wanted.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "insight/measures.hpp"

namespace parley::insight {

struct LengthSums {
    std::int64_t count = 0;
    std::int64_t sum_ms = 0;
    std::int64_t max_ms = 0;
    // Those longer than the limit before, up to this one.
    std::array<std::int64_t, exact_seconds.size()> bands{};
    std::vector<std::pair<std::uint16_t, std::int64_t>> buckets;  // By number, none empty.

    friend bool operator==(const LengthSums&, const LengthSums&) = default;
};

class Cell {
public:
    void add(Counter counter, std::int64_t by) { counters_[index(counter)] += by; }
    void add(Length length, std::int64_t ms);
    void add(const Cell& other);

    std::int64_t operator[](Counter counter) const { return counters_[index(counter)]; }
    const LengthSums& operator[](Length length) const { return lengths_[index(length)]; }

    std::string sums() const;
    std::string spreads() const;
    // Adds what is written there; false where it cannot be read, and then it is half added.
    bool add_sums(std::string_view text);
    bool add_spreads(std::string_view text);

    friend bool operator==(const Cell&, const Cell&) = default;

private:
    template <class E>
    static std::size_t index(E value) {
        return static_cast<std::size_t>(value);
    }

    std::array<std::int64_t, counters_count> counters_{};
    std::array<LengthSums, lengths_count> lengths_;
};

}  // namespace parley::insight
