// The words of conditions, as data. {0}, {1} … stand for what is put in.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "rules/words.hpp"

namespace parley::rules {

struct Phrase {
    std::string_view en;
    std::string_view zh;

    std::string_view in(Tongue tongue) const { return tongue == Tongue::zh ? zh : en; }
};

namespace phrases {

extern const Phrase always, negation, in_brackets, quoted;
extern const Phrase and_before_last, and_between, or_before_last, or_between;  // Of texts.
extern const Phrase all_between, any_between;                                  // Of conditions.
extern const Phrase more_texts;                                                // {0}: how many.
extern const Phrase day_time, night_time;                                      // {0} to {1}
extern const Phrase on_weekdays, within_calendar, in_zone;
extern const Phrase happened, happened_same;  // {0} what, {1} how often, {2} when, {3} the same
extern const Phrase today, within_last;

}  // namespace phrases

const Phrase& comparison_phrase(Comparison comparison);  // {0} the fact, {1} and {2} with what
const Phrase& times_phrase(Comparison comparison);       // {0} how many times
const Phrase& weekday_phrase(std::size_t day);           // 0: Monday
Phrase same_phrase(std::string_view attribute);          // Empty: it has no words of its own.
std::string times_in(Tongue tongue, std::int64_t times);
std::string duration_in(Tongue tongue, Duration duration);  // In the largest unit that divides it.

std::string filled(std::string_view pattern, std::initializer_list<std::string_view> parts);
// Chinese beside letters and digits has a space between.
std::string spaced(std::string_view text);

}  // namespace parley::rules
