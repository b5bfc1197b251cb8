#include "codec/strict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace parley::codec {
namespace {

bool digits(std::string_view text, int& out) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc() && end == text.data() + text.size() && text.front() != '-';
}

}  // namespace

bool only_keys(JsonView json, std::initializer_list<std::string_view> keys, Failure& failure) {
    if (json.kind() != JsonKind::object) return failure.refuse("wrong_type", "an object");
    for (std::size_t i = 0; i < json.size(); ++i) {
        const std::string_view key = json.key_at(i);
        if (std::ranges::find(keys, key) == keys.end())
            return failure.refuse("unknown_field", "a key that belongs here") ||
                   failure.inside(key);
    }
    return true;
}

bool read_optional_text(JsonView json, std::string_view key, std::string& out, Failure& failure) {
    const JsonView value = json.find(key);
    if (!value) return true;
    if (!read(value, out, failure)) return failure.inside(key);
    if (out.empty()) return failure.refuse("unknown_value", "a name") || failure.inside(key);
    return true;
}

bool read_time_of_day(JsonView json, std::chrono::minutes& out, Failure& failure) {
    if (json.kind() != JsonKind::string) return failure.refuse("wrong_type", "a time of day");
    const std::string_view text = json.string();
    int hour = 0;
    int minute = 0;
    if (text.size() != 5 || text[2] != ':' || !digits(text.substr(0, 2), hour) ||
        !digits(text.substr(3), minute) || minute > 59 || hour * 60 + minute > 24 * 60)
        return failure.refuse("unknown_value", "a time of day such as 09:30");
    out = std::chrono::minutes(hour * 60 + minute);
    return true;
}

void write_time_of_day(std::string& out, std::chrono::minutes time) {
    out += fmt::format("\"{:02}:{:02}\"", time.count() / 60, time.count() % 60);
}

bool read_date(JsonView json, std::chrono::year_month_day& out, Failure& failure) {
    if (json.kind() != JsonKind::string) return failure.refuse("wrong_type", "a date");
    const std::string_view text = json.string();
    int year = 0;
    int month = 0;
    int day = 0;
    const bool is_shaped = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                           digits(text.substr(0, 4), year) && digits(text.substr(5, 2), month) &&
                           digits(text.substr(8), day);
    out = {std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
           std::chrono::day(static_cast<unsigned>(day))};
    if (!is_shaped || !out.ok())
        return failure.refuse("unknown_value", "a date such as 2026-10-01");
    return true;
}

void write_date(std::string& out, std::chrono::year_month_day date) {
    out += fmt::format("\"{:04}-{:02}-{:02}\"", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

}  // namespace parley::codec
