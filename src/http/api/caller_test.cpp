#include "http/api/caller.hpp"

#include <doctest/doctest.h>

namespace parley::http {
namespace {

Request request_with(std::initializer_list<HeaderField> fields, bool tls = false) {
    Request request;
    request.method = "POST";
    request.is_tls = tls;
    for (const HeaderField& field : fields) request.headers.add(field.name, field.value);
    return request;
}

std::string refused(const Request& request) {
    const auto checked = check_may_write(request);
    return checked ? "" : checked.error().reason;
}

TEST_CASE("a request that writes needs our header, and our own origin where it names one") {
    const HeaderField mark{"x-parley-request", "1"};
    const HeaderField host{"Host", "Desk.example:8443"};
    CHECK(refused(request_with({host})) == "missing_header");
    CHECK(refused(request_with({host, mark})) == "");
    CHECK(refused(request_with({host, mark, {"Origin", "https://desk.example:8443"}})) == "");
    for (const char* origin : {"https://desk.example", "https://evil.example", "null", "",
                               "https://desk.example:8443.evil.example", "desk.example:8443"}) {
        CAPTURE(origin);
        CHECK(refused(request_with({host, mark, {"Origin", origin}})) == "wrong_origin");
    }
}

TEST_CASE("the cookie set over TLS is read over TLS only") {
    const Request tls = request_with({}, true);
    Response response;
    set_sign_in_cookie(response, tls, "abc");
    const std::string cookie(response.headers.get("Set-Cookie"));
    CHECK(cookie.find("Secure") != std::string::npos);
    CHECK(cookie.find("HttpOnly") != std::string::npos);

    const HeaderField sent{"Cookie", cookie.substr(0, cookie.find(';'))};
    CHECK(sign_in_token(request_with({sent}, true)) == "abc");
    CHECK(sign_in_token(request_with({sent}, false)).empty());
}

TEST_CASE("a visitor's credential is an id and a secret, and nothing else") {
    const auto claim = visitor_claim(request_with({{"Authorization", "Visitor id.se.cret"}}));
    REQUIRE(claim);
    CHECK(claim->visitor_id == "id");
    CHECK(claim->secret == "se.cret");
    CHECK_FALSE(visitor_claim(request_with({})));
    CHECK_FALSE(visitor_claim(request_with({{"Authorization", "Bearer id.secret"}})));
    CHECK_FALSE(visitor_claim(request_with({{"Authorization", "Visitor secret"}})));
    CHECK_FALSE(
        visitor_claim(request_with({{"Authorization", "Visitor a." + std::string(1'000, 'x')}})));
}

}  // namespace
}  // namespace parley::http
