#include "http/api/keyset_page.hpp"

#include "base/secret.hpp"

namespace parley::http {

std::string format_sort_key(const SortKey& key) {
    return to_base64url(key.text) + "." + format_id(key.id);
}

std::optional<SortKey> parse_sort_key(std::string_view cursor) {
    const std::size_t dot = cursor.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    auto text = from_base64url(cursor.substr(0, dot));
    const auto id = parse_id(cursor.substr(dot + 1));
    if (!text || !id) return std::nullopt;
    return SortKey{std::move(*text), *id};
}

}  // namespace parley::http
