#include "workforce/service_level.hpp"

namespace parley::workforce {
namespace {

std::optional<double> ratio(std::int64_t part, std::int64_t whole) {
    if (whole == 0) return std::nullopt;
    return static_cast<double>(part) / static_cast<double>(whole);
}

bool is_part(std::int64_t part, std::int64_t whole) { return part >= 0 && part <= whole; }

}  // namespace

Result<ServiceLevels> service_levels(const StayCounts& counts) {
    constexpr std::int64_t count_max = std::int64_t{1} << 53;
    const bool fits = is_part(counts.answered, count_max) && is_part(counts.abandoned, count_max) &&
                      is_part(counts.flowed_out, count_max) &&
                      is_part(counts.answered_within, counts.answered) &&
                      is_part(counts.abandoned_within, counts.abandoned) &&
                      is_part(counts.short_abandons, counts.abandoned);
    if (!fits) {
        return refuse(Code::invalid, "count_out_of_bounds", "a part exceeds its whole", "counts");
    }
    const std::int64_t offered = counts.answered + counts.abandoned;
    const std::int64_t within = counts.answered_within;
    ServiceLevels levels;
    levels.f1 = ratio(within + counts.abandoned_within, offered);
    levels.f2 = ratio(within, counts.answered);
    levels.f3 = ratio(within, offered);
    levels.f4 = ratio(within, offered - counts.abandoned_within);
    levels.f5 = ratio(within + counts.short_abandons, offered);
    levels.f6 = ratio(within, offered - counts.short_abandons);
    levels.f7 = ratio(within, offered + counts.flowed_out);
    return levels;
}

}  // namespace parley::workforce
