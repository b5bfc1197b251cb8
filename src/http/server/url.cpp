#include "http/server/url.hpp"

#include <algorithm>

#include "http/server/http_syntax.hpp"

namespace parley::http {
namespace {

std::optional<std::string> decode(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus_is_space) {
            out.push_back(' ');
        } else if (text[i] == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = hex_value(text[i + 1]);
            const int low = hex_value(text[i + 2]);
            if (high < 0 || low < 0 || (high == 0 && low == 0)) return std::nullopt;
            out.push_back(static_cast<char>(high * 16 + low));
            i += 2;
        } else {
            out.push_back(text[i]);
        }
    }
    return out;
}

}  // namespace

std::optional<std::string> decode_path(std::string_view path) { return decode(path, false); }

std::optional<QueryPairs> decode_query(std::string_view query) {
    QueryPairs pairs;
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(pair.size() + 1, query.size()));
        if (pair.empty()) continue;
        if (pairs.size() == query_pairs_max) return std::nullopt;
        const std::size_t equals = std::min(pair.find('='), pair.size());
        auto name = decode(pair.substr(0, equals), true);
        auto value = decode(pair.substr(std::min(equals + 1, pair.size())), true);
        if (!name || !value) return std::nullopt;
        pairs.emplace_back(std::move(*name), std::move(*value));
    }
    return pairs;
}

bool decode_target(Request& request) {
    const std::string_view target = request.target;
    const std::size_t path_end = std::min(target.find('?'), target.size());
    auto path = decode_path(target.substr(0, path_end));
    auto query = decode_query(target.substr(std::min(path_end + 1, target.size())));
    if (!path || !query) return false;
    request.path = std::move(*path);
    request.query = std::move(*query);
    return true;
}

}  // namespace parley::http
