#include "domain/session.hpp"

#include <doctest/doctest.h>

#include "domain/survey.hpp"

namespace parley {
namespace {

const Instant noon = from_ms(1'700'000'000'000);

AgentId some_agent() {
    SeededRng rng(1);
    return AgentId::make(noon, rng);
}

TEST_CASE("where a visitor comes from is cut to its bounds and loses control characters") {
    Source source;
    source.page_url = std::string(3'000, 'x');
    source.page_title = "茶\n" + std::string("\0", 1) + "tea";
    for (int i = 0; i < 400; ++i) source.referrer += "茶";

    const Source clean = source.cleaned();

    CHECK(clean.page_url.size() == Source::url_max);
    CHECK(clean.page_title == "茶tea");
    CHECK(clean.referrer == source.referrer);
}

TEST_CASE("a session is offered, assigned and closed, in that order") {
    Session session;
    REQUIRE(session.offer());
    REQUIRE(session.assign(some_agent(), noon));
    REQUIRE(session.close(CloseReason::by_agent, noon + 1min));

    CHECK(session.state == SessionState::closed);
    CHECK(session.assigned_at == noon);
    CHECK(session.closed_at == noon + 1min);
}

TEST_CASE("a session that was taken is not taken again, and stays as it was") {
    Session session;
    const AgentId first = some_agent();
    REQUIRE(session.assign(first, noon));

    SeededRng rng(2);
    const auto refused = session.assign(AgentId::make(noon, rng), noon + 1s);

    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason == "session_already_assigned");
    CHECK(session.agent == first);
    CHECK(session.assigned_at == noon);
}

TEST_CASE("a closed session moves no more") {
    Session session;
    REQUIRE(session.close(CloseReason::abandoned, noon));

    CHECK(session.offer().error().reason == "session_closed");
    CHECK(session.requeue({}).error().reason == "session_closed");
    CHECK(session.assign(some_agent(), noon).error().reason == "session_closed");
    CHECK(session.close(CloseReason::by_agent, noon).error().reason == "session_closed");
    CHECK(session.close_reason == CloseReason::abandoned);
}

TEST_CASE("a closed session that was served may still be summarized, for a while") {
    Session session;
    CHECK(session.summarize("x", true).error().reason == "session_open");
    REQUIRE(session.assign(some_agent(), noon));
    REQUIRE(session.close(CloseReason::by_visitor, noon));
    REQUIRE(session.summarize("refunded", true));
    CHECK(session.summary == "refunded");
    CHECK(session.resolved);
    CHECK(session.takes_summary(noon + Session::summary_open_for - 1ms));
    CHECK_FALSE(session.takes_summary(noon + Session::summary_open_for));

    Session abandoned;
    REQUIRE(abandoned.close(CloseReason::abandoned, noon));
    CHECK(abandoned.summarize("x", true).error().reason == "not_served_yet");
}

TEST_CASE("a survey is answered once, in time, within its scale") {
    Survey survey;
    survey.invited_at = noon;
    CHECK(survey.answer(0, "", {}, noon).error().reason == "score_out_of_range");
    CHECK(survey.answer(6, "", {}, noon).error().reason == "score_out_of_range");
    const auto late = survey.answer(5, "", {}, noon + Survey::answer_within + 1s);
    CHECK(late.error().reason == "too_late_to_rate");

    REQUIRE(survey.answer(5, "很好", {}, noon + 1h));
    CHECK(survey.answer(1, "", {}, noon + 2h).error().reason == "already_rated");
    CHECK(survey.score == 5);
}

}  // namespace
}  // namespace parley
