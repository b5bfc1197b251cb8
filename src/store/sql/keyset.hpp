// Where a page ends and the next begins: the sort key of its last row, as opaque text.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.hpp"

namespace parley::sql {

struct Keyset {
    std::int64_t time = 0;
    IdBytes id{};

    static Keyset before_all() { return {std::numeric_limits<std::int64_t>::min(), {}}; }
    static Keyset after_all() { return {std::numeric_limits<std::int64_t>::max(), {}}; }
};

std::string format_cursor(const Keyset& last);
// nullopt for what no page of ours ended with.
std::optional<Keyset> parse_cursor(std::string_view cursor);

}  // namespace parley::sql
