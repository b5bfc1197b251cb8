#include "http/api/byte_range.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace parley::http {
namespace {

std::optional<std::uint64_t> number_of(std::string_view text) {
    std::uint64_t value = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    if (text.empty() || error != std::errc{} || rest != end) return std::nullopt;
    return value;
}

}  // namespace

AskedRange asked_range(std::string_view header, std::uint64_t size) {
    constexpr std::string_view unit = "bytes=";
    const AskedRange whole{0, size, false, false};
    if (!header.starts_with(unit) || header.contains(',')) return whole;
    header.remove_prefix(unit.size());
    const auto dash = header.find('-');
    if (dash == std::string_view::npos) return whole;
    const std::string_view before = header.substr(0, dash);
    const std::string_view after = header.substr(dash + 1);
    const auto last = number_of(after);
    if (before.empty()) {  // The last so many.
        if (!last) return whole;
        const std::uint64_t count = std::min(*last, size);
        return {size - count, count, true, count == 0};
    }
    const auto first = number_of(before);
    if (!first || (!after.empty() && !last) || (last && *last < *first)) return whole;
    if (*first >= size) return {0, 0, true, true};
    const std::uint64_t end = last ? std::min(*last, size - 1) : size - 1;
    return {*first, end - *first + 1, true, false};
}

}  // namespace parley::http
