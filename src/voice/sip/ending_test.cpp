#include "voice/sip/ending.hpp"

#include <doctest/doctest.h>

namespace parley::voice {
namespace {

TEST_CASE("each refusal has its cause; what is not known by name is a failure") {
    CHECK(cause_of_refusal(486) == LegCause::busy);
    CHECK(cause_of_refusal(600) == LegCause::busy);
    CHECK(cause_of_refusal(480) == LegCause::no_answer);
    CHECK(cause_of_refusal(404) == LegCause::unknown_number);
    CHECK(cause_of_refusal(484) == LegCause::unknown_number);
    CHECK(cause_of_refusal(403) == LegCause::refused);
    CHECK(cause_of_refusal(407) == LegCause::refused);
    CHECK(cause_of_refusal(603) == LegCause::refused);
    CHECK(cause_of_refusal(488) == LegCause::no_common_codec);
    CHECK(cause_of_refusal(487) == LegCause::cancelled);
    CHECK(cause_of_refusal(503) == LegCause::unreachable);
    CHECK(cause_of_refusal(408) == LegCause::unreachable);
    CHECK(cause_of_refusal(302) == LegCause::failed);
    CHECK(cause_of_refusal(500) == LegCause::failed);
}

TEST_CASE("every status has a cause, and one that says the call did not come about") {
    for (int status = 300; status < 700; ++status) {
        CAPTURE(status);
        const LegCause cause = cause_of_refusal(status);
        CHECK(cause != LegCause::none);
        CHECK(cause != LegCause::hung_up);
        CHECK(is_of_the_way(status) == (cause == LegCause::unreachable));
    }
}

}  // namespace
}  // namespace parley::voice
