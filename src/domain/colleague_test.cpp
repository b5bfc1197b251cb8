#include "domain/colleague.hpp"

#include <doctest/doctest.h>

namespace parley {
namespace {

const Instant noon = from_ms(1'750'000'000'000);

Colleague asked(ColleagueKind kind) {
    Colleague colleague;
    colleague.kind = kind;
    colleague.asked_at = noon;
    colleague.expires_at = noon + 30s;
    return colleague;
}

TEST_CASE("a colleague joins while the question stands, and once") {
    Colleague colleague = asked(ColleagueKind::invite);
    CHECK(colleague.is_open());
    CHECK_FALSE(colleague.has_joined());
    REQUIRE(colleague.join(noon + 29s));
    CHECK(colleague.has_joined());
    CHECK(colleague.joined_at == noon + 29s);
    CHECK(colleague.join(noon + 29s).error().reason == "colleague_gone");
}

TEST_CASE("a question whose time is over is gone, and so is one that was declined") {
    Colleague late = asked(ColleagueKind::transfer);
    CHECK(late.join(noon + 30s).error().reason == "colleague_gone");
    CHECK(late.state == ColleagueState::asked);
    late.finish(ColleagueEnd::timed_out, noon + 30s);
    CHECK_FALSE(late.is_open());
    CHECK(late.ended_at == noon + 30s);
    Colleague declined = asked(ColleagueKind::consult);
    declined.finish(ColleagueEnd::declined, noon + 1s);
    CHECK(declined.join(noon + 2s).error().reason == "colleague_gone");
}

}  // namespace
}  // namespace parley
