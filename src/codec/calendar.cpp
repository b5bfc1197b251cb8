#include "codec/calendar.hpp"

#include <algorithm>

#include "codec/strict.hpp"
#include "codec/write.hpp"
#include "rules/condition.hpp"

namespace parley::codec {
namespace {

using rules::CalendarException;
using rules::CalendarTerms;
using rules::DayHours;
using rules::OpenHours;

constexpr std::chrono::minutes whole_day{24 * 60};

bool read_hours(JsonView json, OpenHours& out, Failure& failure) {
    if (!only_keys(json, {"from", "to"}, failure)) return false;
    const auto edge = [&](std::string_view key, std::chrono::minutes& time) {
        const JsonView value = json.find(key);
        if (!value) return failure.refuse("missing_field", "a time") || failure.inside(key);
        return read_time_of_day(value, time, failure) || failure.inside(key);
    };
    if (!edge("from", out.from) || !edge("to", out.to)) return false;
    if (out.to <= out.from) out.to += whole_day;
    return true;
}

bool read_day(JsonView json, DayHours& out, Failure& failure) {
    if (json.kind() != JsonKind::array) return failure.refuse("wrong_type", "a list");
    if (json.size() > rules::Calendar::hours_max)
        return failure.refuse("bad_hours", "fewer stretches");
    out.resize(json.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (!read_hours(json.at(i), out[i], failure)) return failure.inside(i);
    }
    return true;
}

bool read_week(JsonView json, CalendarTerms& out, Failure& failure) {
    if (json.kind() != JsonKind::object) return failure.refuse("wrong_type", "an object");
    for (std::size_t i = 0; i < json.size(); ++i) {
        const std::string_view name = json.key_at(i);
        const auto day = std::ranges::find(rules::weekday_names, name);
        if (day == std::end(rules::weekday_names))
            return failure.refuse("unknown_field", "a day of the week") || failure.inside(name);
        DayHours& hours = out.week[static_cast<std::size_t>(day - rules::weekday_names)];
        if (!read_day(json.value_at(i), hours, failure)) return failure.inside(name);
    }
    return true;
}

bool read_exception(JsonView json, CalendarException& out, Failure& failure) {
    if (!only_keys(json, {"first", "last", "name", "hours"}, failure)) return false;
    const auto part = [&](std::string_view key, auto read_part, auto& value) {
        const JsonView given = json.find(key);
        if (!given) return failure.refuse("missing_field", "a value") || failure.inside(key);
        return read_part(given, value, failure) || failure.inside(key);
    };
    return part("first", read_date, out.first) && part("last", read_date, out.last) &&
           read_key(json, "name", out.name, failure) && part("hours", read_day, out.hours);
}

bool read_calendar(JsonView json, CalendarTerms& out, Failure& failure) {
    if (!only_keys(json, {"zone", "week", "exceptions"}, failure)) return false;
    if (!read_key(json, "zone", out.zone, failure)) return false;
    const JsonView week = json.find("week");
    if (!week) return failure.refuse("missing_field", "a week") || failure.inside("week");
    if (!read_week(week, out, failure)) return failure.inside("week");
    const JsonView exceptions = json.find("exceptions");
    if (!exceptions) return true;
    if (exceptions.kind() != JsonKind::array)
        return failure.refuse("wrong_type", "a list") || failure.inside("exceptions");
    if (exceptions.size() > rules::Calendar::exceptions_max)
        return failure.refuse("too_many_exceptions", "fewer") || failure.inside("exceptions");
    out.exceptions.resize(exceptions.size());
    for (std::size_t i = 0; i < out.exceptions.size(); ++i) {
        if (!read_exception(exceptions.at(i), out.exceptions[i], failure))
            return failure.inside(i) || failure.inside("exceptions");
    }
    return true;
}

void write_hours(std::string& out, const DayHours& hours) {
    out += '[';
    for (std::size_t i = 0; i < hours.size(); ++i) {
        out += i > 0 ? ",{\"from\":" : "{\"from\":";
        write_time_of_day(out, hours[i].from);
        out += ",\"to\":";
        const auto to = hours[i].to;
        write_time_of_day(out, to > whole_day ? to - whole_day : to);
        out += '}';
    }
    out += ']';
}

}  // namespace

bool read(JsonView json, CalendarTerms& out, Failure& failure) {
    return read_calendar(json, out, failure);
}

Result<CalendarTerms> calendar_from_json(std::string_view text) {
    struct Reader final : JsonVisitor {
        CalendarTerms value;
        Result<> visit(JsonView root) override {
            Failure failure;
            if (read_calendar(root, value, failure)) return {};
            return refusal_of(std::move(failure));
        }
    };
    Reader reader;
    CHECKED(visit_json(text, reader));
    return std::move(reader.value);
}

std::string calendar_to_json(const CalendarTerms& terms) {
    std::string out = "{\"zone\":";
    write(out, terms.zone);
    out += ",\"week\":";
    bool first = true;
    for (std::size_t day = 0; day < terms.week.size(); ++day) {
        if (terms.week[day].empty()) continue;
        write_key(out, first, rules::weekday_names[day]);
        write_hours(out, terms.week[day]);
    }
    out += first ? "{}" : "}";
    out += ",\"exceptions\":[";
    for (std::size_t i = 0; i < terms.exceptions.size(); ++i) {
        const CalendarException& exception = terms.exceptions[i];
        out += i > 0 ? ",{\"first\":" : "{\"first\":";
        write_date(out, exception.first);
        out += ",\"last\":";
        write_date(out, exception.last);
        out += ",\"name\":";
        write(out, exception.name);
        out += ",\"hours\":";
        write_hours(out, exception.hours);
        out += '}';
    }
    return out + "]}";
}

}  // namespace parley::codec
