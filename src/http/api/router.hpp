// Finds the action for a request, after everything every action needs has been checked.
//
// Start with the table in routes.cpp. Paths outside it are pages (pages.hpp).
#pragma once

#include "http/api/call.hpp"
#include "http/server/handler.hpp"

namespace parley::http {

enum class Who { anyone, staff, visitor, either };

struct Route {
    std::string_view method;
    std::string_view pattern;  // "/api/v1/sessions/{id}/accept"
    Who who;
    Action action;
    bool is_costly = false;  // Limited by address (address_limits.hpp).
    BodyPolicy body = {};
};

struct Match {
    const Route* route = nullptr;
    std::vector<std::string> path;
    std::string allow;  // Methods of that path, when `route` is null and it is not empty.
};

// HEAD finds the route of GET.
Match find_route(std::string_view method, std::string_view path);

class Api final : public Handler {
public:
    explicit Api(ApiDeps deps) : deps_(std::move(deps)) {}

    BodyPolicy policy(std::string_view method, std::string_view path) override;
    Task<Response> handle(Request& request) override;

private:
    Task<Result<Response>> answer(Request& request, Match match, RateStanding& standing);
    Task<Result<Response>> answer_or_refuse(Request& request, Match match, RateStanding& standing);
    Task<Result<Response>> ask_elsewhere(const Request& request, WorkspaceId workspace);
    Task<Result<>> identify(Call& call, Who who);

    ApiDeps deps_;
};

}  // namespace parley::http
