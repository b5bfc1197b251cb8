#include "app/webhook_signature.hpp"

#include <doctest/doctest.h>

namespace parley::app {
namespace {

// The example of the Standard Webhooks specification.
const std::string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr std::string_view id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
constexpr std::int64_t timestamp = 1'614'265'330;
constexpr std::string_view body = R"({"test": 2432232314})";

TEST_CASE("the specification's own example gets the specification's own signature") {
    CHECK(webhook_signature({secret}, id, timestamp, body) ==
          "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST_CASE("id, timestamp and body are all signed") {
    const auto right = webhook_signature({secret}, id, timestamp, body);
    CHECK(webhook_signature({secret}, "msg_other", timestamp, body) != right);
    CHECK(webhook_signature({secret}, id, timestamp + 1, body) != right);
    CHECK(webhook_signature({secret}, id, timestamp, R"({"test": 2432232315})") != right);
}

TEST_CASE("two secrets sign side by side") {
    SeededRng rng(7);
    const std::string fresh = make_webhook_secret(rng);
    const auto both = webhook_signature({fresh, secret}, id, timestamp, body);
    REQUIRE(both);
    CHECK(*both == *webhook_signature({fresh}, id, timestamp, body) + " " +
                       *webhook_signature({secret}, id, timestamp, body));
}

TEST_CASE("a secret is whsec_ and 32 bytes, never the same twice") {
    SeededRng rng(7);
    const std::string first = make_webhook_secret(rng);
    CHECK(first.starts_with("whsec_"));
    CHECK(first.size() == 6 + 44);
    CHECK(first != make_webhook_secret(rng));
}

TEST_CASE("what is no secret signs nothing") {
    CHECK_FALSE(webhook_signature({"secret"}, id, timestamp, body).has_value());
    CHECK_FALSE(webhook_signature({"whsec_***"}, id, timestamp, body).has_value());
}

}  // namespace
}  // namespace parley::app
