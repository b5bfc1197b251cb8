#include "http/api/problem.hpp"

#include "codec/write.hpp"
#include "http/wire/problem.hpp"

namespace parley::http {
namespace {

// Seconds; told with every "not now".
constexpr std::string_view retry_after = "1";

}  // namespace

int status_of(const Error& error) {
    if (error.reason == "body_too_large") return 413;
    if (error.reason == "method_not_allowed") return 405;
    if (error.reason == "changed_meanwhile") return 412;
    switch (error.code) {
        case Code::invalid: return 400;
        case Code::unauthenticated: return 401;
        case Code::forbidden: return 403;
        case Code::not_found: return 404;
        case Code::conflict: return 409;
        case Code::over_limit: return 429;
        case Code::unavailable: return 503;
    }
    return 500;
}

Response problem(const Error& error, std::string_view request_id) {
    const int status = status_of(error);
    const wire::Problem body{.type = "about:blank",
                             .title = std::string(reason_phrase(status)),
                             .status = status,
                             .code = error.reason,
                             .detail = error.message,
                             .field = error.field,
                             .request_id = std::string(request_id)};
    Response response = Response::text(status, codec::to_json(body), "application/problem+json");
    response.headers.set("Cache-Control", "no-store");
    const bool passes_soon = error.code == Code::unavailable || error.code == Code::over_limit ||
                             error.reason == "request_in_progress";
    if (passes_soon) {
        response.headers.set("Retry-After", retry_after);
    }
    return response;
}

}  // namespace parley::http
