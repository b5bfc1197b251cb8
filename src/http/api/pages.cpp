#include "http/api/pages.hpp"

#include <fmt/format.h>

#include "http/api/problem.hpp"

namespace parley::http {
namespace {

constexpr std::string_view widget_page = "/widget/";
constexpr std::string_view chat_prefix = "/chat/";
constexpr std::string_view loader_path = "/widget.js";  // In every snippet: it never changes.
constexpr std::string_view loader_file = "/widget/widget.js";
constexpr std::string_view policy_header = "Content-Security-Policy";

std::optional<Response> find_page(const ApiDeps& deps, const Request& request) {
    for (const StaticFiles* pages : deps.pages) {
        if (auto found = pages->find(request)) return found;
    }
    return std::nullopt;
}

void allow_framing(Response& response, std::string_view sources) {
    std::string policy(response.headers.get(policy_header));
    if (!policy.empty()) policy += "; ";
    policy += "frame-ancestors ";
    policy += sources;
    response.headers.set(policy_header, policy);
}

Task<std::string> framers_of(ApiDeps& deps, std::string key) {
    auto look = [key](Directory& directory) { return directory.inbox_by_key(key); };
    const auto place = co_await app::read_directory(deps.app, look);
    const bool is_chat = place && deps.app.capabilities(place->inbox.channel).text;
    if (!is_chat || !place->inbox.active) co_return std::string("'none'");
    co_return frame_ancestors(place->inbox.domains);
}

}  // namespace

std::string frame_ancestors(const std::vector<std::string>& domains) {
    if (domains.empty()) return "*";
    std::string sources = "'self'";
    for (const std::string& domain : domains) {
        const bool has_port = domain.find(':') != std::string::npos;
        const std::string port = has_port ? "" : ":*";
        sources += fmt::format(" http://{0}{1} https://{0}{1}", domain, port);
    }
    return sources;
}

Task<Response> answer_page(ApiDeps& deps, Request& request) {
    if (request.method != "GET" && request.method != "HEAD") {
        Response response = problem(Error{Code::invalid, "method_not_allowed", {}, {}}, request.id);
        response.headers.set("Allow", "GET, HEAD");
        co_return response;
    }
    std::string framers = "'none'";
    if (request.path == widget_page) {
        std::string key(request.query_value("key"));
        framers = co_await framers_of(deps, std::move(key));
    } else if (request.path.starts_with(chat_prefix)) {
        request.path =
            widget_page;  // The same page, not in a frame: its own URL tells it the inbox.
    }
    if (request.path == loader_path) request.path = loader_file;
    auto found = find_page(deps, request);
    if (!found) co_return problem(Error{Code::not_found, "not_found", {}, {}}, request.id);
    allow_framing(*found, framers);
    co_return std::move(*found);
}

}  // namespace parley::http
