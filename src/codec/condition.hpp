// Conditions as JSON; docs/guide/conditions.md shows each form.
//
//     {"all": […]}   {"any": […]}   {"not": {…}}
//     {"fact": "contact.vip_level", "test": "at_least", "value": 2}
//     {"time_from": "09:00", "time_to": "18:00", "zone": "Asia/Shanghai"}
//     {"weekdays": ["monday"], "zone": …}   {"within_calendar": "…"}
//     {"happened": "queue_failed", "test": "at_least", "times": 1, "today": true, "same": "queue"}
//
// Read strictly: besides what read.hpp refuses, `unknown_field` for a key that does not belong. The
// reader knows forms alone; facts and bounds are judged by rules::check(), with the same pointers.
// What is written reads back to an equal condition.
#pragma once

#include "codec/read.hpp"
#include "codec/write.hpp"
#include "rules/condition.hpp"

namespace parley::codec {

Result<rules::Condition> condition_from_json(std::string_view text);
std::string condition_to_json(const rules::Condition& condition);

// For members of described structs.
bool read(JsonView json, rules::Condition& out, Failure& failure);
void write(std::string& out, const rules::Condition& condition);

}  // namespace parley::codec

namespace parley::rules {

// Found by the writer of described structs that hold a condition.
inline void write(std::string& out, const Condition& condition) { codec::write(out, condition); }

}  // namespace parley::rules
