// Judges a condition before anything is done with it: whatever passes here evaluates.
//
// Refuses, all `invalid`, with `field` the JSON pointer of the fault (codec/condition.hpp):
//     condition_too_deep, condition_too_large      depth_max; nodes_max, parts_max
//     condition_too_costly                         cost_max
//     empty_condition                              an `any` of nothing: it could never hold
//     unknown_fact, unknown_happening, unknown_attribute
//     wrong_comparison                             not one for the fact's type, or its operand
//     empty_text, text_too_long, bad_utf8, control_character, too_many_texts
//     out_of_range                                 a number, duration, time of day, set of days
// What time zones and calendars there are is judged by compiling (program.hpp).
#pragma once

#include "rules/catalogue.hpp"
#include "rules/condition.hpp"

namespace parley::rules {

// Of one evaluation, in units of one comparison of two numbers: about 10 ns.
constexpr std::int64_t cost_max = 2'000;

Result<> check(const Condition& condition, const Catalogue& catalogue);

// The most that evaluating it takes. REQUIRES: its depth is within depth_max.
std::int64_t cost_of(const Condition& condition);

// The type of facts that a comparison is for.
FactType type_of(Comparison comparison);
// The key of its operand in JSON: "value", "values", "from" (and "to"), "seconds"; empty: none.
std::string_view operand_key(Comparison comparison);

}  // namespace parley::rules
