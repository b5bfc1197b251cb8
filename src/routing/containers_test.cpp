// The containers against the plain ones of the standard library.
#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <set>
#include <unordered_map>

#include "base/random.hpp"
#include "routing/impl/candidate_heap.hpp"
#include "routing/impl/indexed_heap.hpp"
#include "routing/impl/slots.hpp"
#include "routing/impl/waiting_order.hpp"

namespace parley::routing {
namespace {

struct ByRank {
    bool before(const WaitingEntry& a, const WaitingEntry& b) const {
        return a.rank != b.rank ? a.rank < b.rank : a.item < b.item;
    }
};

TEST_CASE("a waiting order keeps order and counts through any inserts and erasures") {
    SeededRng rng(11);
    WaitingOrder order;
    std::set<std::pair<std::int64_t, Slot>> expected;
    for (Slot i = 0; i < 20'000; ++i) {
        const bool grows = i < 8'000 ? rng.below(10) < 8 : rng.below(10) < 3;
        if (grows || expected.empty()) {
            const auto rank = static_cast<std::int64_t>(i % 3 == 0 ? rng.below(1'000) : i);
            order.insert({rank, i}, ByRank{});
            expected.insert({rank, i});
        } else {
            auto gone = expected.begin();
            if (i % 2 == 0)
                gone = expected.lower_bound({static_cast<std::int64_t>(rng.below(i)), 0});
            if (gone == expected.end()) gone = expected.begin();
            order.erase({gone->first, gone->second}, ByRank{});
            expected.erase(gone);
        }
        REQUIRE(order.size() == expected.size());
        if (!expected.empty()) REQUIRE(order.front().item == expected.begin()->second);
        if (i % 500 != 0) continue;
        std::size_t place = 0;
        for (const auto& [rank, item] : expected) {
            REQUIRE(order.count_before({rank, item}, ByRank{}) == place);
            ++place;
        }
    }
}

struct HeapEntry {
    std::uint64_t key;
    Slot owner;
};

struct Owners {
    std::vector<Place>& places;
    bool before(const HeapEntry& a, const HeapEntry& b) const {
        return a.key != b.key ? a.key < b.key : a.owner < b.owner;
    }
    void moved(const HeapEntry& entry, Place place) const { places[entry.owner] = place; }
};

TEST_CASE("an indexed heap always shows the least, and its owners know where they stand") {
    SeededRng rng(12);
    std::vector<Place> places(500, no_place);
    std::vector<std::uint64_t> keys(places.size());
    std::set<std::pair<std::uint64_t, Slot>> expected;
    IndexedHeap<HeapEntry> heap;
    const Owners owners{places};
    for (int i = 0; i < 20'000; ++i) {
        const auto owner = static_cast<Slot>(rng.below(places.size()));
        const std::uint64_t key = rng.below(300);
        if (places[owner] == no_place) {
            heap.push({key, owner}, owners);
        } else {
            expected.erase({keys[owner], owner});
            if (rng.below(3) == 0) {
                const Place place = places[owner];
                places[owner] = no_place;
                heap.remove(place, owners);
                continue;
            }
            heap.change(places[owner], {key, owner}, owners);
        }
        keys[owner] = key;
        expected.insert({key, owner});
        REQUIRE(heap.size() == expected.size());
        REQUIRE(heap.top().owner == expected.begin()->second);
        REQUIRE(heap.at(places[owner]).owner == owner);
    }
}

TEST_CASE("an index finds every id it was given, and no other") {
    SeededRng rng(13);
    std::vector<std::uint64_t> rows;
    std::unordered_map<std::uint64_t, Slot> expected;
    IdIndex index;
    const auto find = [&](std::uint64_t id) {
        return index.find(id, [&](Slot slot) { return rows[slot] == id; });
    };
    for (int i = 0; i < 30'000; ++i) {
        const std::uint64_t id = rng.below(4'000) << (i % 2 == 0 ? 0 : 40);
        const auto known = expected.find(id);
        if (known == expected.end()) {
            REQUIRE(find(id) == no_slot);
            const auto slot = static_cast<Slot>(rows.size());
            rows.push_back(id);
            index.insert(id, slot);
            expected.emplace(id, slot);
        } else {
            REQUIRE(find(id) == known->second);
            index.erase(id, known->second);
            expected.erase(known);
        }
    }
}

struct Seats {
    std::vector<Place>& places;
    bool before(const Candidate& a, const Candidate& b) const {
        return a.key != b.key ? a.key < b.key : a.agent < b.agent;
    }
    void moved(const Candidate& candidate, Place place) const { places[candidate.seat] = place; }
};

TEST_CASE("a heap of candidates finds the first who fits a lane, through any changes") {
    constexpr Slot agents = 300;
    SeededRng rng(12);
    std::vector<Place> places(agents, no_place);
    std::vector<std::optional<Candidate>> expected(agents);
    CandidateHeap heap;
    const Seats seats{places};
    for (int round = 0; round < 20'000; ++round) {
        const auto agent = static_cast<Slot>(rng.below(agents));
        const Candidate candidate{rng.below(50), LaneBits{1} << rng.below(4) << rng.below(60),
                                  agent, agent};
        if (!expected[agent]) {
            heap.push(candidate, seats);
            expected[agent] = candidate;
        } else if (rng.below(3) == 0) {
            heap.remove(places[agent], seats);
            places[agent] = no_place;
            expected[agent].reset();
        } else {
            heap.change(places[agent], candidate, seats);
            expected[agent] = candidate;
        }
        const LaneBits asked = LaneBits{0x11} << rng.below(60);
        const Candidate* best = nullptr;
        for (const auto& one : expected) {
            if (!one || (one->fits & asked) == 0) continue;
            if (best == nullptr || seats.before(*one, *best)) best = &*one;
        }
        const Place found = heap.first(asked, seats);
        REQUIRE((found == no_place) == (best == nullptr));
        if (best != nullptr) REQUIRE(heap.at(found).agent == best->agent);
        if (round % 100 == 0) REQUIRE(heap.is_sound());
    }
}

}  // namespace
}  // namespace parley::routing
