#include "domain/callback.hpp"

#include <doctest/doctest.h>

namespace parley {
namespace {

TEST_CASE("a callback is tried again after a rest, and not for ever") {
    const Instant noon = from_ms(1'750'000'000'000);
    Callback callback;
    callback.attempts = 1;
    CHECK(callback.tried(false, 2, noon + 300s));
    CHECK(callback.state == CallbackState::resting);
    CHECK(callback.due_at == noon + 300s);
    callback.attempts = 2;
    CHECK_FALSE(callback.tried(false, 2, noon + 900s));
    CHECK(callback.state == CallbackState::given_up);
    Callback answered;
    answered.attempts = 1;
    CHECK_FALSE(answered.tried(true, 2, noon));
    CHECK(answered.state == CallbackState::reached);
}

}  // namespace
}  // namespace parley
