#include "store/sql/keyset.hpp"

#include <fmt/format.h>

#include <charconv>

namespace parley::sql {

std::string format_cursor(const Keyset& last) {
    return fmt::format("{}.{}", last.time, format_id(last.id));
}

std::optional<Keyset> parse_cursor(std::string_view cursor) {
    const auto dot = cursor.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    Keyset last;
    const char* end = cursor.data() + dot;
    const auto number = std::from_chars(cursor.data(), end, last.time);
    const auto id = parse_id(cursor.substr(dot + 1));
    if (number.ec != std::errc{} || number.ptr != end || !id) return std::nullopt;
    last.id = *id;
    return last;
}

}  // namespace parley::sql
