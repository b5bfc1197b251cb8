// Calendars as JSON:
//
//     {"zone": "Asia/Shanghai",
//      "week": {"monday": [{"from": "09:00", "to": "12:00"}, {"from": "22:00", "to": "02:00"}]},
//      "exceptions": [{"first": "2026-10-01", "last": "2026-10-07", "name": "National Day",
//                      "hours": []}]}
//
// A `to` that is not later than its `from` is of the next day. A day of the week that is left out
// is closed; so is an exception without hours. Read strictly, as conditions are; bounds are judged
// by rules::Calendar::make(), with the same pointers.
#pragma once

#include <string>
#include <string_view>

#include "codec/read.hpp"
#include "rules/calendar.hpp"

namespace parley::codec {

// For members of described structs.
bool read(JsonView json, rules::CalendarTerms& out, Failure& failure);

Result<rules::CalendarTerms> calendar_from_json(std::string_view text);
std::string calendar_to_json(const rules::CalendarTerms& terms);

}  // namespace parley::codec

namespace parley::rules {

// Found by the writer of described structs that hold a calendar.
inline void write(std::string& out, const CalendarTerms& terms) {
    out += codec::calendar_to_json(terms);
}

}  // namespace parley::rules
