#include "domain/presence_reason.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace parley;

TEST_CASE("a workspace begins with reasons in its own language, under the same words") {
    const auto english = first_presence_reasons("en");
    const auto chinese = first_presence_reasons("zh-CN");
    REQUIRE(english.size() == chinese.size());
    std::set<std::string> words;
    for (std::size_t at = 0; at < english.size(); ++at) {
        CHECK(english[at].word == chinese[at].word);
        CHECK(english[at].name != chinese[at].name);
        CHECK(is_presence_word(english[at].word));
        words.insert(english[at].word);
    }
    CHECK(words.size() == english.size());
    CHECK(words.contains("meal"));
}

TEST_CASE("a rest is not work; a meeting and a training are") {
    for (const PresenceReason& reason : first_presence_reasons("en"))
        CHECK(reason.productive == (reason.kind != PresenceKind::rest));
}

TEST_CASE("a word is short, lower-case and without spaces") {
    CHECK(is_presence_word(""));
    CHECK(is_presence_word("no_answer"));
    CHECK(is_presence_word("0190aa00-7b1c-7000-8000-000000000001"));
    CHECK_FALSE(is_presence_word("Meal"));
    CHECK_FALSE(is_presence_word("to eat"));
    CHECK_FALSE(is_presence_word("餐"));
    CHECK(is_presence_word(std::string(presence_word_max, 'a')));
    CHECK_FALSE(is_presence_word(std::string(presence_word_max + 1, 'a')));
}
