#include "insight/buckets.hpp"

#include <algorithm>
#include <array>

namespace parley::insight {
namespace {

constexpr double error = 0.01;
constexpr double growth = (1 + error) / (1 - error);

// By multiplication alone, so that every machine finds the same bounds.
constexpr std::array<double, buckets_count> make_bounds() {
    std::array<double, buckets_count> bounds{};
    double bound = 1;
    for (std::size_t at = 1; at < buckets_count; ++at, bound *= growth) bounds[at] = bound;
    return bounds;
}

constexpr std::array<double, buckets_count> bounds = make_bounds();

}  // namespace

std::size_t bucket_of(std::int64_t ms) {
    if (ms <= 0) return 0;
    const auto found = std::ranges::lower_bound(bounds, static_cast<double>(ms));
    const auto at = static_cast<std::size_t>(found - bounds.begin());
    return std::min(at, buckets_count - 1);
}

double middle_of(std::size_t bucket) {
    if (bucket <= 1) return static_cast<double>(bucket);
    return 2 * bounds[bucket] / (growth + 1);
}

}  // namespace parley::insight
