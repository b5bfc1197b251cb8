#include "http/api/etag.hpp"

#include "base/secret.hpp"

namespace parley::http {
namespace {

constexpr std::size_t digest_size = 22;  // Hex digits: 88 bits.

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

// Calls `is_it` with each tag of the list; none of ours holds a comma.
template <class F>
bool any_tag(std::string_view list, F is_it) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(','), list.size());
        if (is_it(trimmed(list.substr(0, end)))) return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

std::string_view without_weakness(std::string_view tag) {
    return tag.starts_with("W/") ? tag.substr(2) : tag;
}

}  // namespace

void set_etag(Response& response, std::string_view version) {
    const auto* body = std::get_if<std::string>(&response.body);
    if (body == nullptr) return;
    std::string tag = "\"";
    tag += version;
    if (!version.empty()) tag += '-';
    tag += sha256_hex(*body).substr(0, digest_size);
    tag += '"';
    response.headers.set("ETag", tag);
}

void answer_not_modified(const Request& request, Response& response) {
    const std::string_view ours = response.headers.get("ETag");
    if (response.status != 200 || ours.empty() || !request.headers.has("If-None-Match")) return;
    // Weak comparison: a cache on the way may have weakened the tag.
    const auto is_ours = [&](std::string_view tag) {
        return tag == "*" || without_weakness(tag) == ours;
    };
    if (!any_tag(request.headers.get("If-None-Match"), is_ours)) return;
    response.status = 304;
    response.body = std::string();
}

bool names_version(std::string_view if_match, std::string_view version) {
    return any_tag(if_match, [&](std::string_view tag) {
        if (tag == "*") return true;
        if (tag.size() < 2 || tag.front() != '"' || tag.back() != '"') return false;
        const std::string_view word = tag.substr(1, tag.size() - 2);
        return word.substr(0, word.find('-')) == version;
    });
}

}  // namespace parley::http
