#include "http/realtime/token_bucket.hpp"

#include <doctest/doctest.h>

namespace parley::http {
namespace {

TEST_CASE("a burst passes, then one must wait exactly as long as told") {
    const Instant start = from_ms(1'000);
    TokenBucket bucket(10, 3, start);
    for (int i = 0; i < 3; ++i) CHECK(bucket.take(start) == 0ms);

    const Duration wait = bucket.take(start);
    CHECK(wait > 0ms);
    CHECK(wait <= 101ms);
    CHECK(bucket.take(start + wait - 2ms) > 0ms);
    CHECK(bucket.take(start + wait) == 0ms);
}

TEST_CASE("rest fills the bucket, never above its burst, and a clock set back is harmless") {
    const Instant start = from_ms(1'000);
    TokenBucket bucket(10, 2, start);
    const Instant later = start + 1h;
    CHECK(bucket.take(later) == 0ms);
    CHECK(bucket.take(later) == 0ms);
    CHECK(bucket.take(later) > 0ms);
    CHECK(bucket.take(start) > 0ms);
}

}  // namespace
}  // namespace parley::http
