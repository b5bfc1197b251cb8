// A calendar file that nobody chose: refused, or read into times that lie in order and within the
// days asked for, and that make exceptions a calendar takes, or refuses with their place.
#include <algorithm>
#include <string_view>

#include "base/assert.hpp"
#include "base/time_zone_files.hpp"
#include "base/utf8.hpp"
#include "fuzz/fuzz.hpp"
#include "rules/icalendar.hpp"

namespace parley::rules {
namespace {

using namespace std::chrono;

void judge(const CalendarTerms& terms, const std::shared_ptr<const TimeZone>& zone) {
    const auto calendar = Calendar::make(terms, zone);
    if (!calendar) {
        const Error& error = calendar.error();
        PARLEY_ASSERT(error.reason == "too_many_exceptions" || error.reason == "bad_hours" ||
                      error.reason == "bad_exception");
        return;
    }
    const Instant now = sys_days(2024y / 6 / 1);
    if (const auto open = calendar->next_open(now)) PARLEY_ASSERT(calendar->is_open(*open));
}

void fuzz(std::string_view text) {
    static TimeZoneFiles zones;
    const auto zone = zones.zone("Europe/Berlin");
    const ImportTerms terms{zone, 2024y / 1 / 1, 2027y / 12 / 31};
    const auto events = import_icalendar(text, terms, zones);
    if (!events) {
        PARLEY_ASSERT(events.error().reason == "icalendar_malformed" ||
                      events.error().reason == "icalendar_too_large");
        return;
    }
    PARLEY_ASSERT(std::ranges::is_sorted(events->occurrences, {}, &Occurrence::begin));
    for (const Occurrence& one : events->occurrences) {
        PARLEY_ASSERT(one.begin <= one.end && one.end >= LocalTime(local_days(terms.first)));
        PARLEY_ASSERT(one.begin < LocalTime(local_days(2028y / 1 / 1)));
        PARLEY_ASSERT(utf8_length(one.name).value_or(1'000) <= Calendar::name_max);
    }
    CalendarTerms office;
    for (std::size_t day = 0; day < 5; ++day) office.week[day] = {{9h, 12h}, {13h, 27h}};
    CalendarTerms closed = office;
    close_during(closed, events->occurrences);
    judge(closed, zone);
    open_during(office, events->occurrences);
    judge(office, zone);
}

}  // namespace
}  // namespace parley::rules

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    parley::rules::fuzz({reinterpret_cast<const char*>(bytes), size});
    return 0;
}
