#include "insight/cell.hpp"

#include <doctest/doctest.h>

#include <random>

#include "insight/buckets.hpp"
#include "insight/totals.hpp"

namespace parley::insight {
namespace {

Cell random_cell(std::mt19937& random) {
    std::lognormal_distribution<double> took(9, 2);
    Cell cell;
    for (int times = 0; times < 40; ++times) {
        cell.add(static_cast<Counter>(random() % counters_count),
                 static_cast<std::int64_t>(random() % 1'000'000));
        cell.add(static_cast<Length>(random() % lengths_count),
                 static_cast<std::int64_t>(took(random)));
    }
    return cell;
}

TEST_CASE("every bucket answers within 1 % of what was put into it") {
    for (std::int64_t ms = 1; ms < 30LL * 86'400'000; ms += 1 + ms / 97) {
        const double read = middle_of(bucket_of(ms));
        CHECK(std::abs(read - static_cast<double>(ms)) <= 0.0100001 * static_cast<double>(ms));
    }
    CHECK(bucket_of(0) == 0);
    CHECK(bucket_of(-5) == 0);
    CHECK(bucket_of(30LL * 86'400'000) == buckets_count - 1);
    CHECK(bucket_of(std::numeric_limits<std::int64_t>::max()) == buckets_count - 1);
}

TEST_CASE("a cell is read as it was written") {
    std::mt19937 random(7);
    for (int times = 0; times < 200; ++times) {
        const Cell cell = random_cell(random);
        Cell read;
        REQUIRE(read.add_sums(cell.sums()));
        REQUIRE(read.add_spreads(cell.spreads()));
        CHECK(read == cell);
    }
    Cell empty;
    CHECK(empty.add_sums(Cell().sums()));
    CHECK(empty == Cell());
}

TEST_CASE("cells add up in any order to the same text") {
    std::mt19937 random(11);
    std::vector<Cell> cells;
    for (int times = 0; times < 50; ++times) cells.push_back(random_cell(random));
    Cell forwards;
    for (const Cell& cell : cells) forwards.add(cell);
    Cell backwards;
    for (auto at = cells.rbegin(); at != cells.rend(); ++at) backwards.add(*at);
    CHECK(forwards.sums() == backwards.sums());
    CHECK(forwards.spreads() == backwards.spreads());
    Totals totals;
    for (const Cell& cell : cells) totals.add(cell);
    for (std::size_t at = 0; at < lengths_count; ++at) {
        const auto length = static_cast<Length>(at);
        CHECK(totals[length].count == forwards[length].count);
        CHECK(totals[length].sum_ms == forwards[length].sum_ms);
        CHECK(totals[length].max_ms == forwards[length].max_ms);
    }
}

TEST_CASE("what is no cell is refused, not read past its end") {
    std::mt19937 random(13);
    const std::string sums = random_cell(random).sums();
    const std::string spreads = random_cell(random).spreads();
    for (std::size_t length = 1; length < sums.size(); ++length) {
        Cell cell;
        cell.add_sums(std::string_view(sums).substr(0, length));  // Must only not crash.
    }
    for (int times = 0; times < 2'000; ++times) {
        std::string broken = times % 2 == 0 ? sums : spreads;
        broken[random() % broken.size()] = static_cast<char>(random() % 256);
        Cell cell;
        cell.add_sums(broken);
        cell.add_spreads(broken);
        Totals totals;
        totals.add_sums(broken);
        totals.add_spreads(broken);
    }
    Cell cell;
    CHECK_FALSE(cell.add_sums("!"));
    CHECK_FALSE(cell.add_spreads("Z"));
}

TEST_CASE("limits are inclusive, exact where listed and told as near elsewhere") {
    Cell cell;
    for (const int seconds : {5, 20, 20, 21, 700}) cell.add(Length::response, seconds * 1'000);
    cell.add(Length::response, 20'001);
    Totals totals;
    totals.add(cell);
    CHECK(totals[Length::response].within(20s).count == 3);
    CHECK(totals[Length::response].within(20s).is_exact);
    CHECK(totals[Length::response].within(5s).count == 1);
    CHECK(totals[Length::response].within(22s).count == 5);
    CHECK_FALSE(totals[Length::response].within(22s).is_exact);
    CHECK(totals[Length::response].within(3600s).count == 6);
}

TEST_CASE("a percentile lies within 1 % of that of the whole list") {
    std::mt19937 random(17);
    std::lognormal_distribution<double> took(9.5, 1.1);
    std::vector<double> list;
    Cell cell;
    for (int times = 0; times < 20'000; ++times) {
        const auto ms = static_cast<std::int64_t>(took(random));
        list.push_back(static_cast<double>(ms));
        cell.add(Length::response, ms);
    }
    std::ranges::sort(list);
    Totals totals;
    totals.add(cell);
    for (const double share : {0.5, 0.9, 0.99}) {
        const double exact = list[static_cast<std::size_t>(share * 19'999)];
        const auto read = totals[Length::response].quantile_ms(share);
        REQUIRE(read.has_value());
        CHECK(std::abs(*read - exact) <= 0.011 * exact);
    }
}

}  // namespace
}  // namespace parley::insight
