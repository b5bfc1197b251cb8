// Refusals as HTTP answers: the one place where a Code becomes a status.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "http/server/response.hpp"

namespace parley::http {

int status_of(const Error& error);
// application/problem+json (RFC 9457), not to be cached.
Response problem(const Error& error, std::string_view request_id);

}  // namespace parley::http
