#include "insight/place.hpp"

namespace parley::insight {
namespace {

using std::chrono::days;
using std::chrono::floor;

Instant month_of(Instant local, std::chrono::months later) {
    const std::chrono::year_month_day day{floor<days>(local)};
    return std::chrono::sys_days{(day.year() / day.month() / 1) + later};
}

}  // namespace

Instant FixedDays::start_of(Grain grain, Instant at) const {
    switch (grain) {
        case Grain::quarter: return floor<std::chrono::duration<int, std::ratio<900>>>(at);
        case Grain::hour: return floor<std::chrono::hours>(at);
        case Grain::day: return Instant(floor<days>(at + ahead_)) - ahead_;
        case Grain::month: return month_of(at + ahead_, {}) - ahead_;
    }
    return at;
}

Instant FixedDays::next(Grain grain, Instant start) const {
    switch (grain) {
        case Grain::quarter: return start + quarter_length;
        case Grain::hour: return start + 1h;
        case Grain::day: return start + 24h;
        case Grain::month: return month_of(start + ahead_, std::chrono::months(1)) - ahead_;
    }
    return start;
}

}  // namespace parley::insight
