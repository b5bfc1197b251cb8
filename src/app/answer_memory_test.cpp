#include "app/answer_memory.hpp"

#include <doctest/doctest.h>

namespace parley::app {
namespace {

const Instant noon = from_ms(1'700'000'000'000);

KeptAnswer answer(std::string caller, std::string key, Instant at) {
    KeptAnswer kept;
    kept.caller = std::move(caller);
    kept.request_key = std::move(key);
    kept.created_at = at;
    return kept;
}

TEST_CASE("a request is remembered for who made it, and for nobody else") {
    AnswerMemory memory;
    memory.remember(answer("agent a", "one", noon));
    CHECK(memory.was_decided("agent a", "one", noon));
    CHECK_FALSE(memory.was_decided("agent b", "one", noon));
    CHECK_FALSE(memory.was_decided("agent a", "two", noon));
}

TEST_CASE("a request is forgotten with its answer's day, and may be decided anew") {
    AnswerMemory memory;
    memory.remember(answer("agent a", "one", noon));
    CHECK(memory.was_decided("agent a", "one", noon + 24h));
    CHECK_FALSE(memory.was_decided("agent a", "one", noon + 24h + 1ms));
    memory.remember(answer("agent a", "one", noon + 25h));
    CHECK(memory.was_decided("agent a", "one", noon + 26h));
}

TEST_CASE("beyond its bound the oldest is forgotten first") {
    AnswerMemory memory;
    for (std::size_t i = 0; i <= AnswerMemory::recent_max; ++i)
        memory.remember(answer("agent a", std::to_string(i), noon));
    CHECK_FALSE(memory.was_decided("agent a", "0", noon));
    CHECK(memory.was_decided("agent a", "1", noon));
    CHECK(memory.was_decided("agent a", std::to_string(AnswerMemory::recent_max), noon));
}

TEST_CASE("sweeping begins with the first answer, and ends when none can be left") {
    AnswerMemory memory;
    CHECK_FALSE(memory.sweep_is_due(noon + 48h));
    memory.remember(answer("agent a", "one", noon));
    CHECK_FALSE(memory.sweep_is_due(noon));
    Instant now = noon;
    int sweeps = 0;
    while (now < noon + 72h) {
        now += 1min;
        if (!memory.sweep_is_due(now)) continue;
        memory.swept(now);
        ++sweeps;
    }
    CHECK(sweeps == 25);  // Hourly until its day is over, and once after that.
}

TEST_CASE("what a former owner kept is swept too") {
    AnswerMemory memory;
    memory.expect_kept(noon);
    CHECK(memory.sweep_is_due(noon + 1h));
}

}  // namespace
}  // namespace parley::app
