// What an operation may answer: its own answer, and the refusals that its row or its kind brings.
#pragma once

#include <string_view>
#include <vector>

#include "http/api/routes.hpp"
#include "http/contract/json_text.hpp"
#include "http/contract/operation.hpp"

namespace parley::http {

bool is_writing(const Route& route);
// Its answer is JSON with an ETag, and 304 to who has it already.
bool has_etag(const Route& route, const Operation& operation);
// Split at blanks.
std::vector<std::string_view> words_of(std::string_view text);

JsonObject content_of(const Shape& shape);
JsonObject problem_response(std::string_view description);
JsonObject responses_of(const Route& route, const Operation& operation);

}  // namespace parley::http
