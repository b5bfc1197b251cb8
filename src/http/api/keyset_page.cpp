#include "http/api/keyset_page.hpp"

#include "base/secret.hpp"

namespace parley::http {

std::string format_sort_key(const SortKey& key) {
    return encode_base64(key.text, Base64::url) + "." + format_id(key.id);
}

std::optional<SortKey> parse_sort_key(std::string_view cursor) {
    const std::size_t dot = cursor.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    auto text = decode_base64(cursor.substr(0, dot), Base64::url);
    const auto id = parse_id(cursor.substr(dot + 1));
    if (!text || !id) return std::nullopt;
    return SortKey{std::move(*text), *id};
}

}  // namespace parley::http
