#include "app/retry_after.hpp"

#include <doctest/doctest.h>

#include <string>

namespace parley::app {
namespace {

constexpr Instant now = from_ms(784'111'777'000);  // Sun, 06 Nov 1994 08:49:37 GMT

Duration asked(std::string_view text) { return asked_wait(text, now, 24h); }

TEST_CASE("a number is of seconds") {
    CHECK(asked("0") == 0s);
    CHECK(asked("1") == 1s);
    CHECK(asked("120") == 2min);
}

TEST_CASE("a date is read in each of HTTP's three forms") {
    for (const char* date : {"Sun, 06 Nov 1994 08:50:07 GMT", "Sunday, 06-Nov-94 08:50:07 GMT",
                             "Sun Nov  6 08:50:07 1994"}) {
        CAPTURE(date);
        CHECK(asked(date) == 30s);
    }
}

TEST_CASE("a moment past is no wait") {
    CHECK(asked("Sun, 06 Nov 1994 08:49:37 GMT") == 0s);
    CHECK(asked("Sun, 06 Nov 1994 08:49:00 GMT") == 0s);
}

TEST_CASE("no wait is longer than the longest, however it is said") {
    for (const char* text : {"86401", "99999999999", "999999999999999999999999999999",
                             "Fri, 31 Dec 9999 23:59:59 GMT"}) {
        CAPTURE(text);
        CHECK(asked(text) == 24h);
    }
}

TEST_CASE("what is neither asks for nothing") {
    for (const char* text :
         {"", " ", "soon", "-5", "1.5", "10 s", "Sun, 06 Nov 1994 08:50:07",
          "Sun, 06 Nov 1994 08:50:07 GMT, or later", "Sun, 66 Nov 1994 08:50:07 GMT"}) {
        CAPTURE(text);
        CHECK(asked(text) == 0s);
    }
    CHECK(asked(std::string(10'000, ' ')) == 0s);
}

}  // namespace
}  // namespace parley::app
