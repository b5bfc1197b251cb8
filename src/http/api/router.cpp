#include "http/api/router.hpp"

#include "app/api_keys.hpp"
#include "app/sign_in.hpp"
#include "app/visitors.hpp"
#include "base/log.hpp"
#include "http/api/caller.hpp"
#include "http/api/pages.hpp"
#include "http/api/problem.hpp"
#include "http/forward/forward.hpp"

namespace parley::http {
namespace {

constexpr std::string_view api_prefix = "/api/";

bool is_read(std::string_view method) { return method == "GET" || method == "HEAD"; }

// Files and pages bring their own validators.
void validate(const Request& request, Response& response) {
    const bool is_json = response.headers.get("Content-Type") == "application/json";
    if (response.status != 200 || !is_json) return;
    if (!response.headers.has("ETag")) set_etag(response);
    answer_not_modified(request, response);
}

}  // namespace

BodyPolicy Api::policy(std::string_view method, std::string_view path) {
    const Match match = find_route(method, path);
    return match.route != nullptr ? match.route->body : BodyPolicy{};
}

Task<Response> Api::handle(Request& request) {
    Match match = find_route(request.method, request.path);
    const bool is_ours =
        match.route != nullptr || !match.allow.empty() || request.path.starts_with(api_prefix);
    if (!is_ours) co_return co_await answer_page(deps_, request);

    const std::string allow = match.allow;
    RateStanding standing;
    Result<Response> answered = co_await answer_or_refuse(request, std::move(match), standing);
    if (!answered) {
        if (const auto workspace = app::owned_elsewhere(answered.error()))
            answered = co_await ask_elsewhere(request, *workspace);
    }
    Response response = answered ? std::move(*answered) : problem(answered.error(), request.id);
    if (response.status == 405) response.headers.set("Allow", allow);
    if (is_read(request.method)) validate(request, response);
    tell_standing(standing, response);
    co_return response;
}

// A database that is away is no fault of the request.
Task<Result<Response>> Api::answer_or_refuse(Request& request, Match match,
                                             RateStanding& standing) {
    try {
        co_return co_await answer(request, std::move(match), standing);
    } catch (const StoreBroken& broken) {
        log_error("request_refused", {{"why", broken.what()}, {"request", request.id}});
    }
    co_return refuse(Code::unavailable, "try_again");
}

Task<Result<Response>> Api::answer(Request& request, Match match, RateStanding& standing) {
    if (match.route == nullptr && match.allow.empty())
        co_return refuse(Code::not_found, "not_found");
    if (match.route == nullptr) co_return refuse(Code::invalid, "method_not_allowed");
    const Instant now = deps_.app.clock.now();
    const bool is_counted = !request.is_forwarded;  // Else the node that was asked has counted it.
    if (is_counted) standing = deps_.rate_limits.take(request.remote_address, now);
    if (standing.is_refused()) co_return refuse(Code::over_limit, "rate_limited");
    if (!is_read(request.method)) CO_CHECKED(check_may_write(request));
    if (match.route->is_costly && is_counted)
        CO_CHECKED(deps_.address_limits.take(request.remote_address, now));
    Call call{deps_, request, std::move(match.path), {}, {}};
    CO_CHECKED(co_await identify(call, match.route->who));
    if (call.staff && is_counted) {
        standing = deps_.rate_limits.take(*call.staff, now);
        if (standing.is_refused()) co_return refuse(Code::over_limit, "rate_limited");
    }
    co_return co_await match.route->action(call);
}

// Once only: two nodes that each think the other owns it would ask for ever.
Task<Result<Response>> Api::ask_elsewhere(const Request& request, WorkspaceId workspace) {
    if (request.is_forwarded || deps_.app.cluster == nullptr)
        co_return refuse(Code::unavailable, "try_again");
    co_return co_await forward(*deps_.app.cluster, workspace, request);
}

Task<Result<>> Api::identify(Call& call, Who who) {
    if (who == Who::anyone) co_return Result<>{};
    const auto claim = visitor_claim(call.request);
    if (who == Who::visitor || (who == Who::either && claim)) {
        if (!claim) co_return refuse(Code::unauthenticated, "bad_credential");
        CO_TRY(call.visitor,
               co_await app::authenticate_visitor(deps_.app, claim->visitor_id, claim->secret));
        co_return Result<>{};
    }
    if (auto key = bearer_key(call.request)) {
        CO_TRY(call.staff, co_await app::authenticate_api_key(deps_.app, std::move(*key)));
        co_return Result<>{};
    }
    std::string token(sign_in_token(call.request));
    CO_TRY(call.staff, co_await app::authenticate_staff(deps_.app, std::move(token)));
    co_return Result<>{};
}

}  // namespace parley::http
