// Bounds of what a request may hold, by "Type.member", from the constants the use cases hold it to.
//
// Every text of a request has one (contract_test.cpp), and tests/api sends what lies beyond each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace parley::http {

struct Bound {
    std::string_view name;            // "QueueBody.share"
    std::optional<std::int64_t> min;  // Of a text: characters; of a list: of each entry.
    std::optional<std::int64_t> max;
    std::string_view pattern = {};  // Of a text; of a list: of each entry.
    std::size_t entries_max = 0;    // Of a list whose type says nothing tighter.
};

// Null where nothing but the type bounds it.
const Bound* find_bound(std::string_view name);

}  // namespace parley::http
