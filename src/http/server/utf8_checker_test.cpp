#include "http/server/utf8_checker.hpp"

#include <doctest/doctest.h>
#include <string>

#include "base/random.hpp"
#include "base/utf8.hpp"

namespace parley::http {
namespace {

bool is_text(std::string_view bytes) {
    Utf8Checker checker;
    return checker.feed(bytes) && checker.at_boundary();
}

TEST_CASE("it agrees with the decoder on random bytes, cut anywhere") {
    SeededRng rng(11);
    // Bytes that matter to the rules, so that valid sequences come up often.
    const std::string alphabet =
        "a\x80\x8f\x90\x9f\xa0\xbf\xc1\xc2\xdf\xe0\xe5\xed\xef\xf0\xf3\xf4\xf5";
    for (int round = 0; round < 20'000; ++round) {
        std::string text(rng.below(7), 'a');
        for (char& c : text) c = alphabet[rng.below(alphabet.size())];
        const std::size_t cut = rng.below(text.size() + 1);
        Utf8Checker checker;
        const bool valid = checker.feed(std::string_view(text).substr(0, cut)) &&
                           checker.feed(std::string_view(text).substr(cut)) &&
                           checker.at_boundary();
        REQUIRE(valid == utf8_length(text).has_value());
    }
}

TEST_CASE("a bad byte behind long plain text is found") {
    CHECK(is_text(std::string(37, 'a')));
    CHECK_FALSE(is_text(std::string(37, 'a') + "\xff" + std::string(9, 'b')));
}

}  // namespace
}  // namespace parley::http
