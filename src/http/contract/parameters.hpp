// The parameters that stand in a query, by name; Operation::query says which an operation knows.
#pragma once

#include <string>
#include <string_view>

namespace parley::http {

// "limit" or, where it must be there, "limit!": as an OpenAPI parameter. REQUIRES: it is known.
std::string query_parameter(std::string_view name);
// What stands for {id} or {key} in a path.
std::string path_parameter(std::string_view name);

}  // namespace parley::http
