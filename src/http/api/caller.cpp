#include "http/api/caller.hpp"

#include "domain/sign_in.hpp"

namespace parley::http {
namespace {

constexpr std::string_view plain_name = "parley_sign_in";
constexpr std::string_view secure_name = "__Host-parley_sign_in";
constexpr std::size_t claim_max = 200;

std::string_view cookie_name(const Request& request) {
    return request.is_tls ? secure_name : plain_name;
}

void set_cookie(Response& response, const Request& request, std::string_view value,
                std::int64_t seconds) {
    std::string cookie(cookie_name(request));
    cookie += '=';
    cookie += value;
    cookie += "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(seconds);
    if (request.is_tls) cookie += "; Secure";
    response.headers.add("Set-Cookie", cookie);
}

// "https://desk.example:8443" → "desk.example:8443".
std::string_view authority_of(std::string_view origin) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (origin.starts_with(scheme)) return origin.substr(scheme.size());
    }
    return {};
}

}  // namespace

std::string_view sign_in_token(const Request& request) {
    return request.cookie(cookie_name(request));
}

void set_sign_in_cookie(Response& response, const Request& request, std::string_view token) {
    const auto lasts = std::chrono::duration_cast<std::chrono::seconds>(SignIn::lasts);
    set_cookie(response, request, token, lasts.count());
}

void clear_sign_in_cookie(Response& response, const Request& request) {
    set_cookie(response, request, "", 0);
}

std::optional<VisitorClaim> visitor_claim(const Request& request) {
    std::string_view value = request.headers.get("Authorization");
    constexpr std::string_view scheme = "Visitor ";
    if (value.size() > claim_max || !value.starts_with(scheme)) return std::nullopt;
    value.remove_prefix(scheme.size());
    const std::size_t dot = value.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    return VisitorClaim{std::string(value.substr(0, dot)), std::string(value.substr(dot + 1))};
}

std::optional<std::string> bearer_key(const Request& request) {
    std::string_view value = request.headers.get("Authorization");
    constexpr std::string_view scheme = "Bearer ";
    if (!value.starts_with(scheme)) return std::nullopt;
    value.remove_prefix(scheme.size());
    return std::string(value.substr(0, claim_max));
}

bool is_own_origin(const Request& request) {
    if (!request.headers.has("Origin")) return true;
    const std::string_view authority = authority_of(request.headers.get("Origin"));
    return !authority.empty() && same_name(authority, request.headers.get("Host"));
}

Result<> check_may_write(const Request& request) {
    if (!is_own_origin(request)) return refuse(Code::forbidden, "wrong_origin");
    if (!bearer_key(request) && request.headers.get("X-Parley-Request") != "1") {
        return refuse(Code::forbidden, "missing_header", "X-Parley-Request: 1 is required");
    }
    return {};
}

}  // namespace parley::http
