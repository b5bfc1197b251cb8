#include "http/wire/routing_hook.hpp"

#include <doctest/doctest.h>

namespace parley::wire {
namespace {

std::string refusal(std::string_view text) {
    const auto read = read_routing_advice(text);
    return read ? "" : read.error().reason + " " + read.error().field;
}

TEST_CASE("an answer may name a queue, an agent, a head start and skills, or nothing") {
    const auto all = read_routing_advice(
        R"({"queue_id": "0190c2b0-0000-7000-8000-000000000001",
            "agent_id": "0190c2b0-0000-7000-8000-000000000002",
            "head_start_seconds": 60, "skills": [{"name": "law", "level": 3}, {"name": "en"}]})");
    REQUIRE(all);
    CHECK(all->queue.text() == "0190c2b0-0000-7000-8000-000000000001");
    CHECK(all->agent.text() == "0190c2b0-0000-7000-8000-000000000002");
    CHECK(all->head_start_seconds == 60);
    CHECK(all->skills == std::vector<parley::Skill>{{"law", 3}, {"en", 1}});

    for (const char* text : {"{}", R"({"queue_id": null, "skills": null})"}) {
        const auto nothing = read_routing_advice(text);
        REQUIRE(nothing);
        CHECK(nothing->queue.is_nil());
        CHECK(nothing->skills.empty());
    }
}

TEST_CASE("an answer that is not of its form is refused with where") {
    CHECK(refusal("") == "malformed_json ");
    CHECK(refusal("[]") == "wrong_type ");
    CHECK(refusal(R"({"queue": "a"})") == "unknown_field /queue");
    CHECK(refusal(R"({"queue_id": 7})") == "wrong_type /queue_id");
    CHECK(refusal(R"({"agent_id": "somebody"})") == "unknown_value /agent_id");
    CHECK(refusal(R"({"head_start_seconds": 3601})") == "out_of_range /head_start_seconds");
    CHECK(refusal(R"({"head_start_seconds": -1})") == "out_of_range /head_start_seconds");
    CHECK(refusal(R"({"skills": [{"name": "Law"}]})") == "bad_skill /skills/0/name");
    CHECK(refusal(R"({"skills": [{"name": "law", "level": 11}]})") ==
          "out_of_range /skills/0/level");
    CHECK(refusal(R"({"skills": [{}, {}, {}, {}, {}, {}, {}, {}, {}]})") == "out_of_range /skills");
}

}  // namespace
}  // namespace parley::wire
