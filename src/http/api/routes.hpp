// The route table, whole: for whoever describes it (http/contract).
#pragma once

#include <span>

#include "http/api/router.hpp"

namespace parley::http {

std::span<const Route> all_routes();

}  // namespace parley::http
