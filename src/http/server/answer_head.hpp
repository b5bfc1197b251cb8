// The status line and fields of an answer, as bytes.
#pragma once

#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>

#include "http/server/response.hpp"

namespace parley::http {

struct AnswerTraits {
    bool keep_alive = true;
    bool http_1_0 = false;
    bool to_head = false;         // The request was HEAD: no body goes out.
    std::string_view request_id;  // Empty: none is sent.
};

std::string answer_head(const Response& response, std::uint64_t body_size,
                        const AnswerTraits& traits);

// Whether a body, and so its length, may go with this status.
bool status_has_body(int status);

}  // namespace parley::http
