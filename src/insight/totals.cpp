#include "insight/totals.hpp"

#include <algorithm>
#include <cmath>

#include "insight/buckets.hpp"
#include "insight/digits.hpp"

namespace parley::insight {
std::optional<double> LengthTotals::mean_ms() const {
    if (count == 0) return std::nullopt;
    return static_cast<double>(sum_ms) / static_cast<double>(count);
}

// Ranks from 0; a rank between two is read between their values (Hyndman and Fan 1996, type 7).
std::optional<double> LengthTotals::quantile_ms(double share) const {
    if (count == 0 || buckets.empty()) return std::nullopt;
    const double rank = share * static_cast<double>(count - 1);
    const auto low = static_cast<std::int64_t>(std::floor(rank));
    const auto value_at = [&](std::int64_t wanted) {
        std::int64_t seen = 0;
        for (std::size_t at = 0; at < buckets.size(); ++at) {
            seen += buckets[at];
            if (seen > wanted) return middle_of(at);
        }
        return static_cast<double>(max_ms);
    };
    const double below = value_at(low);
    const double part = rank - static_cast<double>(low);
    const double read = part == 0 ? below : below + part * (value_at(low + 1) - below);
    return std::min(read, static_cast<double>(max_ms));
}

LengthTotals::Within LengthTotals::within(Duration limit) const {
    Within within;
    for (std::size_t at = 0; at < exact_seconds.size(); ++at) {
        if (std::chrono::seconds(exact_seconds[at]) > limit) break;
        within.count += bands[at];
        if (std::chrono::seconds(exact_seconds[at]) == limit) return within;
    }
    within.count = 0;
    within.is_exact = count == 0;
    const std::size_t last = bucket_of(limit.count());
    for (std::size_t at = 0; at < std::min(last + 1, buckets.size()); ++at)
        within.count += buckets[at];
    return within;
}

void Totals::add(const Cell& cell) {
    add_sums(cell.sums());
    add_spreads(cell.spreads());
}

bool Totals::add_sums(std::string_view text) {
    NumberReader from(text);
    const auto put = [&](std::size_t at, std::int64_t by) { counters_[at] += by; };
    if (!take_pairs(from, counters_count, put)) return false;
    while (!from.is_at_end()) {
        const auto at = static_cast<std::size_t>(from.take());
        if (at >= lengths_count) return false;
        LengthTotals& to = lengths_[at];
        to.count += from.take();
        to.sum_ms += from.take();
        to.max_ms = std::max(to.max_ms, from.take());
        const auto put_band = [&](std::size_t band, std::int64_t by) { to.bands[band] += by; };
        if (!take_pairs(from, exact_seconds.size(), put_band)) return false;
    }
    return !from.has_failed();
}

bool Totals::add_spreads(std::string_view text) {
    NumberReader from(text);
    while (!from.is_at_end()) {
        const auto at = static_cast<std::size_t>(from.take());
        if (at >= lengths_count) return false;
        std::vector<std::int64_t>& to = lengths_[at].buckets;
        to.resize(buckets_count);
        const auto put = [&](std::size_t bucket, std::int64_t count) { to[bucket] += count; };
        if (!take_pairs(from, buckets_count, put)) return false;
    }
    return !from.has_failed();
}

}  // namespace parley::insight
