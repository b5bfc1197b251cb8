#include "app/retry_after.hpp"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <optional>
#include <string>

namespace parley::app {
namespace {

// The one in use, and two that a receiver of a date must read as well.
constexpr const char* date_forms[] = {
    "%a, %d %b %Y %H:%M:%S GMT",
    "%A, %d-%b-%y %H:%M:%S GMT",
    "%a %b %e %H:%M:%S %Y",
};
constexpr std::int64_t ages = std::int64_t{1} << 32;  // In seconds.

// Numbers that are too long for any wait count as one that is.
std::optional<Duration> seconds_in(std::string_view text) {
    const bool is_number =
        !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (!is_number) return std::nullopt;
    std::int64_t seconds = ages;
    std::from_chars(text.data(), text.data() + text.size(), seconds);
    return std::chrono::seconds(std::min(seconds, ages));
}

std::optional<Instant> date_in(std::string_view text) {
    const std::string terminated(text);
    for (const char* form : date_forms) {
        std::tm utc{};
        const char* end = ::strptime(terminated.c_str(), form, &utc);
        if (end != nullptr && *end == '\0') return from_ms(::timegm(&utc) * 1'000);
    }
    return std::nullopt;
}

}  // namespace

Duration asked_wait(std::string_view text, Instant now, Duration longest) {
    Duration wait{};
    if (const auto seconds = seconds_in(text))
        wait = *seconds;
    else if (const auto date = date_in(text))
        wait = *date - now;
    return std::clamp(wait, Duration{}, longest);
}

}  // namespace parley::app
