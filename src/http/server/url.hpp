// Percent-decoding of paths and queries (RFC 3986; '+' is a space in queries only).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/server/request.hpp"

namespace parley::http {

// Nothing where an escape is malformed or stands for NUL.
std::optional<std::string> decode_path(std::string_view path);

using QueryPairs = std::vector<std::pair<std::string, std::string>>;
constexpr std::size_t query_pairs_max = 100;

// `query` without '?'. Nothing where an escape is malformed or there are too many pairs.
std::optional<QueryPairs> decode_query(std::string_view query);

// Fills `path` and `query` from `target`; false where they cannot be decoded.
bool decode_target(Request& request);

}  // namespace parley::http
