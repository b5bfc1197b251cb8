// What a request says about who sends it: the sign-in cookie, the visitor's credential, the origin.
// The one place where cookies are read and set, and where foreign pages are kept out.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/server/request.hpp"
#include "http/server/response.hpp"

namespace parley::http {

// Empty where there is no such cookie.
std::string_view sign_in_token(const Request& request);
// HttpOnly, SameSite=Strict; over TLS also Secure, under a name that plain HTTP cannot overwrite.
void set_sign_in_cookie(Response& response, const Request& request, std::string_view token);
void clear_sign_in_cookie(Response& response, const Request& request);

struct VisitorClaim {
    std::string visitor_id;
    std::string secret;
};
// From `Authorization: Visitor <id>.<secret>`.
std::optional<VisitorClaim> visitor_claim(const Request& request);

// From `Authorization: Bearer <key>`. A request that has one is judged by it alone.
std::optional<std::string> bearer_key(const Request& request);

// The page that sends it is of this very host. Without Origin there is no page: no browser leaves
// it out of an upgrade or of a request that writes.
bool is_own_origin(const Request& request);

// Every request that may change something: refuses forbidden "wrong_origin", "missing_header" (a
// form or image of a foreign page cannot set X-Parley-Request). A bearer key, which no browser
// sends of itself, stands for the header.
Result<> check_may_write(const Request& request);

}  // namespace parley::http
