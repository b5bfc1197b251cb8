// What reports are asked about: a stretch of time, and ids that narrow it.
#pragma once

#include <algorithm>

#include "http/api/call.hpp"

namespace parley::http {

struct ReportRange {
    Instant from;
    Instant to;
};

// The last 24 hours where nothing is asked for. Refuses invalid "out_of_range".
inline Result<ReportRange> report_range(const Call& call) {
    constexpr std::int64_t latest_ms = 253'402'300'799'999;  // The last of the year 9999.
    const std::int64_t now = to_ms(call.app().clock.now());
    TRY(const std::int64_t to, call.number("to", 0, latest_ms, now));
    const std::int64_t day_before = std::max<std::int64_t>(0, to - 86'400'000);
    TRY(const std::int64_t from, call.number("from", 0, latest_ms, day_before));
    return ReportRange{from_ms(from), from_ms(to)};
}

// Nil where it is not asked for. Refuses invalid "unknown_value".
template <class I>
Result<I> id_asked(const Call& call, std::string_view name) {
    const std::string_view text = call.request.query_value(name);
    if (text.empty()) return I{};
    const auto id = I::parse(text);
    if (!id) return refuse(Code::invalid, "unknown_value", {}, "/" + std::string(name));
    return *id;
}

}  // namespace parley::http
