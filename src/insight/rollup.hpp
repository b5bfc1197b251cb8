// What a step of the fold adds to the cells: of quarters, hours, days and months, of an agent and
// of everybody.
#pragma once

#include <unordered_map>

#include "insight/cell.hpp"
#include "insight/ledger.hpp"

namespace parley::insight {

struct CellKeyHash {
    std::size_t operator()(const CellKey& key) const noexcept;
};

class Rollup {
public:
    using Cells = std::unordered_map<CellKey, Cell, CellKeyHash>;

    // Numbers places in `ledger`. Both outlive it.
    Rollup(Ledger& ledger, const Days& days) : ledger_(ledger), days_(days) {}

    // Counted of everybody, and of the place's agent if it names one.
    void count(Instant at, const Place& place, Counter counter, std::int64_t by = 1);
    void measure(Instant at, const Place& place, Length length, Duration took);
    // Counted of everybody only, or of the agent only.
    void count_all(Instant at, Place place, Counter counter);
    void count_agent(Instant at, const Place& place, Counter counter);
    // From one instant to another, each quarter its part of `ms * times`.
    void pass(Instant from, Instant to, const Place& place, Counter counter, int times = 1);

    const Cells& cells() const { return cells_; }

private:
    template <class Add>
    void add(Instant at, const Place& place, Add add_to);

    Ledger& ledger_;
    const Days& days_;
    Cells cells_;
};

}  // namespace parley::insight
