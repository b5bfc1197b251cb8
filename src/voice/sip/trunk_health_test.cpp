#include "voice/sip/trunk_health.hpp"

#include <doctest/doctest.h>

namespace parley::voice {
namespace {

TEST_CASE("a trunk known by its address is up when it answers, whatever it answers but 503") {
    TrunkHealth health(false);
    CHECK(health.state() == TrunkState::unknown);
    CHECK(health.options_answered(405, "Method Not Allowed"));
    CHECK(health.state() == TrunkState::up);
    CHECK_FALSE(health.options_answered(200, "OK"));
    CHECK(health.options_answered(503, "Service Unavailable"));
    CHECK(health.state() == TrunkState::down);
    CHECK(health.reason() == "503 Service Unavailable");
    CHECK(health.options_unanswered("no_answer"));
    CHECK(health.reason() == "no_answer");
    CHECK_FALSE(health.options_unanswered("no_answer"));
    CHECK(health.options_answered(200, "OK"));
    CHECK(health.state() == TrunkState::up);
    CHECK(health.reason().empty());
}

TEST_CASE("one that we register at is up once it has taken us") {
    TrunkHealth health(true);
    CHECK_FALSE(health.options_answered(200, "OK"));
    CHECK(health.registration_answered(403, "Forbidden"));
    CHECK(health.state() == TrunkState::refused);
    CHECK(health.reason() == "403 Forbidden");
    CHECK_FALSE(health.options_answered(200, "OK"));
    CHECK(health.registration_answered(200, "OK"));
    CHECK(health.state() == TrunkState::up);
    CHECK(health.registration_unanswered("no_answer"));
    CHECK(health.state() == TrunkState::down);
    CHECK(health.registration_answered(500, "Server Error"));
    CHECK(health.state() == TrunkState::down);
}

TEST_CASE("a registrar that never answers OPTIONS is not down for that; one that did is") {
    TrunkHealth health(true);
    REQUIRE(health.registration_answered(200, "OK"));
    CHECK_FALSE(health.options_unanswered("no_answer"));
    CHECK(health.state() == TrunkState::up);
    health.options_answered(200, "OK");
    CHECK(health.options_unanswered("no_answer"));
    CHECK(health.state() == TrunkState::down);
}

TEST_CASE("a certificate that is not to be trusted refuses us") {
    TrunkHealth health(false);
    CHECK(health.refused("tls_name_mismatch"));
    CHECK(health.state() == TrunkState::refused);
    CHECK_FALSE(health.refused("tls_name_mismatch"));
    CHECK(health.refused("tls_expired"));
}

}  // namespace
}  // namespace parley::voice
