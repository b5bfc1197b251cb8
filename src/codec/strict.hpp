// What conditions and calendars read strictly: objects without keys that nobody knows, since a rule
// with a misspelt key means something else; times of day and dates as texts.
#pragma once

#include <chrono>
#include <initializer_list>
#include <string>
#include <string_view>

#include "codec/read.hpp"

namespace parley::codec {

// Refuses wrong_type where it is no object, unknown_field at the first key that is not among them.
bool only_keys(JsonView json, std::initializer_list<std::string_view> keys, Failure& failure);

// The value of a key that must be there, into `out` by read().
template <class T>
bool read_key(JsonView json, std::string_view key, T& out, Failure& failure) {
    const JsonView value = json.find(key);
    if (!value) return failure.refuse("missing_field", "a value") || failure.inside(key);
    return read(value, out, failure) || failure.inside(key);
}

// A text that is left out where it is empty.
bool read_optional_text(JsonView json, std::string_view key, std::string& out, Failure& failure);

// "09:30"; up to "24:00".
bool read_time_of_day(JsonView json, std::chrono::minutes& out, Failure& failure);
void write_time_of_day(std::string& out, std::chrono::minutes time);

// "2026-10-01"; of a year of four digits.
bool read_date(JsonView json, std::chrono::year_month_day& out, Failure& failure);
void write_date(std::string& out, std::chrono::year_month_day date);

}  // namespace parley::codec
