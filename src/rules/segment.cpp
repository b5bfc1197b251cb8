#include "rules/segment.hpp"

#include <algorithm>

namespace parley::rules {
namespace {

template <class Asks>
bool any_test(const Condition& condition, const Asks& asks) {
    if (is_test(condition)) return asks(condition);
    return std::ranges::any_of(parts_of(condition),
                               [&](const Condition& part) { return any_test(part, asks); });
}

bool asks_of_segments(const Condition& condition) {
    return any_test(condition, [](const Condition& one) {
        const auto* test = std::get_if<FactTest>(&one.node);
        return test != nullptr && test->fact == "contact.segments";
    });
}

bool asks_of_session(const Condition& condition) {
    return any_test(condition, [](const Condition& one) {
        if (const auto* test = std::get_if<FactTest>(&one.node))
            return test->fact.starts_with("session.");
        const auto* test = std::get_if<HappenedTest>(&one.node);
        return test != nullptr && !test->same.empty();
    });
}

}  // namespace

Result<> check(const Segments& segments) {
    if (segments.segments.size() > segments_max)
        return refuse(Code::over_limit, "too_many", {}, "/segments");
    for (std::size_t at = 0; at < segments.segments.size(); ++at) {
        const Segment& segment = segments.segments[at];
        const std::string place = "/segments/" + std::to_string(at);
        CHECKED(check_rule_name(segment.name, place + "/name"));
        if (std::ranges::count(segments.segments, segment.name, &Segment::name) > 1)
            return refuse(Code::conflict, "segment_exists", {}, place + "/name");
        if (asks_of_segments(segment.when))
            return refuse(Code::invalid, "segment_of_segment", {}, place + "/when");
        if (asks_of_session(segment.when))
            return refuse(Code::invalid, "segment_of_session", {}, place + "/when");
    }
    return {};
}

}  // namespace parley::rules
