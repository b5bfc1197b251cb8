#include "http/api/etag.hpp"

#include <doctest/doctest.h>

#include "http/wire/agent.hpp"
#include "http/wire/queue.hpp"

namespace parley::http {
namespace {

Request asking(std::string_view field, std::string_view value) {
    Request request;
    request.method = "GET";
    request.headers.add(field, value);
    return request;
}

Response answer(std::string body, std::string_view version = {}) {
    Response response = Response::text(200, std::move(body), "application/json");
    set_etag(response, version);
    return response;
}

TEST_CASE("an answer that the client has already is told in a word") {
    const std::string tag(answer("{}").headers.get("ETag"));
    for (const std::string& has : {tag, "W/" + tag, "\"x\", " + tag, std::string("*")}) {
        CAPTURE(has);
        Response response = answer("{}");
        answer_not_modified(asking("If-None-Match", has), response);
        CHECK(response.status == 304);
        CHECK(std::get<std::string>(response.body).empty());
        CHECK(response.headers.get("ETag") == tag);
    }
    for (const std::string has : {"\"x\"", "", "{}"}) {
        Response response = answer("{}");
        answer_not_modified(asking("If-None-Match", has), response);
        CHECK(response.status == 200);
    }
    Response other = answer("{ }");
    answer_not_modified(asking("If-None-Match", tag), other);
    CHECK(other.status == 200);
}

TEST_CASE("a refusal is never told as not modified") {
    Response refused = answer("{}");
    refused.status = 404;
    answer_not_modified(asking("If-None-Match", "*"), refused);
    CHECK(refused.status == 404);
}

TEST_CASE("If-Match names a version with or without the bytes behind it, and never weakly") {
    const std::string whole(answer("{}", "abc").headers.get("ETag"));
    CHECK(whole.starts_with("\"abc-"));
    CHECK(names_version(whole, "abc"));
    CHECK(names_version("\"abc\"", "abc"));
    CHECK(names_version("\"old\", \"abc\"", "abc"));
    CHECK(names_version("*", "abc"));
    for (const std::string_view wrong :
         {"\"ab\"", "abc", "W/\"abc\"", "\"abcd\"", "\"\"", "", "\""}) {
        CAPTURE(wrong);
        CHECK_FALSE(names_version(wrong, "abc"));
    }
}

TEST_CASE("a version changes with what can be set, and not with what moves by itself") {
    Agent agent;
    agent.name = "Ann";
    const std::string before = wire::to_wire(agent).version;
    CHECK(before.size() == wire::version_size);
    agent.presence = Presence::ready;
    agent.presence_since = from_ms(5);
    agent.wrap_up_until = from_ms(9);
    CHECK(wire::to_wire(agent).version == before);
    agent.capacity = 50;
    CHECK(wire::to_wire(agent).version != before);

    Queue queue;
    const std::string plain = wire::to_wire(queue).version;
    queue.skills = {"en"};
    CHECK(wire::to_wire(queue).version != plain);
}

TEST_CASE("the expected version lets a change through, another refuses it") {
    Queue queue;
    queue.name = "Sales";
    const std::string version = wire::to_wire(queue).version;
    const auto version_of = [](const Queue& stored) { return wire::to_wire(stored).version; };
    CHECK_FALSE(expected_by<Queue>(Request{}, version_of));
    const auto same = expected_by<Queue>(asking("If-Match", "\"" + version + "\""), version_of);
    CHECK(same(queue));
    queue.name = "Support";
    const auto refused = same(queue);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason == "changed_meanwhile");
}

}  // namespace
}  // namespace parley::http
