#include "rules/segment.hpp"

#include <algorithm>

namespace parley::rules {
namespace {

// Why a segment cannot ask this; empty: it can.
std::string_view unfit(const Condition& condition) {
    if (const auto* test = std::get_if<FactTest>(&condition.node)) {
        if (test->fact == "contact.segments") return "segment_of_segment";
        if (test->fact.starts_with("session.")) return "segment_of_session";
    }
    if (const auto* test = std::get_if<HappenedTest>(&condition.node); test && !test->same.empty())
        return "segment_of_session";
    for (const Condition& part : parts_of(condition)) {
        if (const auto why = unfit(part); !why.empty()) return why;
    }
    return {};
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
        if (const auto why = unfit(segment.when); !why.empty())
            return refuse(Code::invalid, why, {}, place + "/when");
    }
    return {};
}

}  // namespace parley::rules
