#include "http/api/router.hpp"

#include <doctest/doctest.h>

namespace parley::http {
namespace {

TEST_CASE("a path finds its route and what its parts stand for") {
    const Match match = find_route("POST", "/api/v1/sessions/abc/accept");
    REQUIRE(match.route != nullptr);
    CHECK(match.route->pattern == "/api/v1/sessions/{id}/accept");
    CHECK(match.path == std::vector<std::string>{"abc"});

    const Match file = find_route("GET", "/api/v1/files/a/b/thumbnail");
    REQUIRE(file.route != nullptr);
    CHECK(file.path == std::vector<std::string>{"a", "b"});
}

TEST_CASE("HEAD is answered as GET") {
    CHECK(find_route("HEAD", "/healthz").route == find_route("GET", "/healthz").route);
}

TEST_CASE("what is near a route is not the route") {
    for (const char* path : {"/api/v1/sessions/", "/api/v1/sessions//accept", "/api/v1/session",
                             "/api/v1/sessions/a/accept/", "/api/v1", "", "x", "//api/v1/me"}) {
        CAPTURE(path);
        const Match match = find_route("POST", path);
        CHECK(match.route == nullptr);
        CHECK(match.allow.empty());
    }
}

TEST_CASE("a known path with another method says which it knows") {
    const Match match = find_route("DELETE", "/api/v1/agents");
    CHECK(match.route == nullptr);
    CHECK(match.allow == "GET, POST");
}

TEST_CASE("only the upload streams its body") {
    const Match upload = find_route("POST", "/api/v1/attachments");
    CHECK(upload.route->body.kind == BodyPolicy::Kind::stream);
    CHECK(upload.route->body.bytes_max == 20u * 1024 * 1024);
    CHECK(find_route("POST", "/api/v1/sign-in").route->body.kind == BodyPolicy::Kind::memory);
}

}  // namespace
}  // namespace parley::http
