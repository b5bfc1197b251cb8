#include "insight/rollup.hpp"

#include <algorithm>

namespace parley::insight {

std::size_t CellKeyHash::operator()(const CellKey& key) const noexcept {
    auto mixed = static_cast<std::uint64_t>(to_ms(key.start)) * 0x9e3779b97f4a7c15U;
    mixed ^= static_cast<std::uint64_t>(key.place) * 0xc2b2ae3d27d4eb4fU;
    mixed ^= static_cast<std::uint64_t>(key.grain) * 2 + (key.of_agent ? 1 : 0);
    return static_cast<std::size_t>(mixed ^ (mixed >> 29));
}

template <class Add>
void Rollup::add(Instant at, const Place& place, Add add_to) {
    CellKey key;
    key.of_agent = !place.agent.is_nil();
    key.place = ledger_.number_of(place);
    for (const Grain grain : {Grain::quarter, Grain::hour, Grain::day, Grain::month}) {
        key.grain = grain;
        key.start = days_.start_of(grain, at);
        add_to(cells_[key]);
    }
}

void Rollup::count(Instant at, const Place& place, Counter counter, std::int64_t by) {
    const auto put = [&](Cell& cell) { cell.add(counter, by); };
    add(at, Place{{}, place.queue, place.inbox}, put);
    if (place.agent) add(at, place, put);
}

void Rollup::measure(Instant at, const Place& place, Length length, Duration took) {
    const auto put = [&](Cell& cell) { cell.add(length, took.count()); };
    add(at, Place{{}, place.queue, place.inbox}, put);
    if (place.agent) add(at, place, put);
}

void Rollup::count_all(Instant at, Place place, Counter counter) {
    place.agent = {};
    add(at, place, [&](Cell& cell) { cell.add(counter, 1); });
}

void Rollup::count_agent(Instant at, const Place& place, Counter counter) {
    if (place.agent) add(at, place, [&](Cell& cell) { cell.add(counter, 1); });
}

void Rollup::pass(Instant from, Instant to, const Place& place, Counter counter, int times) {
    while (from < to) {
        const Instant next = days_.next(Grain::quarter, days_.start_of(Grain::quarter, from));
        const Instant until = std::min(next, to);
        count(from, place, counter, (until - from).count() * times);
        from = until;
    }
}

}  // namespace parley::insight
