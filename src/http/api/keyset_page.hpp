// One page of a list that is in memory, in its order; the cursor is the sort key of the item before
// the page, so that what comes or goes in between neither repeats nor hides a neighbour.
#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "http/api/call.hpp"

namespace parley::http {

// Ascending by text, then by id.
struct SortKey {
    std::string text;
    IdBytes id{};

    friend auto operator<=>(const SortKey&, const SortKey&) = default;
};

std::string format_sort_key(const SortKey& key);
std::optional<SortKey> parse_sort_key(std::string_view cursor);

// REQUIRES: `items` ascend by key_of. Refuses "bad_cursor", "out_of_range".
template <class T, class KeyOf, class ToWire>
Result<Response> keyset_page(const Call& call, const std::vector<T>& items, KeyOf key_of,
                             ToWire to_wire) {
    TRY(const std::size_t limit, call.limit());
    TRY(const std::string cursor, call.cursor());
    std::optional<SortKey> after;
    if (!cursor.empty()) {
        after = parse_sort_key(cursor);
        if (!after) return refuse(Code::invalid, "bad_cursor", {}, "/cursor");
    }
    wire::Page<std::decay_t<decltype(to_wire(items.front()))>> page;
    const T* last = nullptr;
    for (const T& item : items) {
        if (after && key_of(item) <= *after) continue;
        if (page.items.size() == limit) {
            page.next_cursor = format_sort_key(key_of(*last));
            break;
        }
        page.items.push_back(to_wire(item));
        last = &item;
    }
    return json(page);
}

// Of what is listed by name. `to_wire` is the caller's: what a file of the wire declares is not
// seen from here when it is read later.
template <class T, class ToWire>
Result<Response> page_by_name(const Call& call, const std::vector<T>& items, ToWire to_wire) {
    const auto key_of = [](const T& item) { return SortKey{item.name, item.id.bytes()}; };
    return keyset_page(call, items, key_of, to_wire);
}

}  // namespace parley::http
