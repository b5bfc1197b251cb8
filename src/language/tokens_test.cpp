#include "language/tokens.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/utf8.hpp"

namespace parley {
namespace {

using Words = std::vector<std::string>;

// What the store does with a query: every token must be there, an open-ended one as a beginning.
bool finds(std::string_view query, std::string_view text) {
    const Words index = tokens_of(text);
    return std::ranges::all_of(tokens_of(query), [&](const std::string& wanted) {
        return std::ranges::any_of(index, [&](const std::string& token) {
            return is_open_ended(wanted) ? token.starts_with(wanted) : token == wanted;
        });
    });
}

TEST_CASE("words are cut at everything that is no letter or digit, and folded") {
    CHECK(tokens_of("Order #A-1042, PLEASE!") == Words{"order", "a", "1042", "please"});
    CHECK(tokens_of("ÉCOLE Straße ΣΊΣΥΦΟΣ ЁЛКА İstanbul") ==
          Words{"école", "straße", "σίσυφοσ", "ёлка", "istanbul"});
    CHECK(tokens_of("ＡＢＣ１２３　ｘ") == Words{"abc123", "x"});
    CHECK(tokens_of(" \t\n.,;—“”…") == Words{});
}

TEST_CASE("Chinese runs become pairs and their last character") {
    CHECK(tokens_of("我要退款") == Words{"我要", "要退", "退款", "款"});
    CHECK(tokens_of("退") == Words{"退"});
    CHECK(tokens_of("买iPhone15。") == Words{"买", "iphone15"});
    CHECK(tokens_of("退款，退款") == Words{"退款", "款"});
}

TEST_CASE("only a single character without spaces around words is open ended") {
    CHECK(is_open_ended("款"));
    CHECK_FALSE(is_open_ended("退款"));
    CHECK_FALSE(is_open_ended("a"));
    CHECK_FALSE(is_open_ended("é"));
    CHECK_FALSE(is_open_ended(""));
}

TEST_CASE("every part of a Chinese text, of whatever length, finds it") {
    const std::vector<std::string> characters{"您", "好", "我", "想", "查",
                                              "询", "订", "单", "物", "流"};
    std::string text = "Hi ";
    for (const auto& character : characters) text += character;
    text += " thanks，谢谢";
    for (std::size_t from = 0; from < characters.size(); ++from) {
        std::string query;
        for (std::size_t to = from; to < characters.size(); ++to) {
            query += characters[to];
            INFO(query);
            CHECK(finds(query, text));
        }
    }
    CHECK(finds("谢", text));
    CHECK_FALSE(finds("退款", text));
    CHECK_FALSE(finds("单订", text));
}

TEST_CASE("a word longer than the limit is cut in the same way on both sides") {
    const std::string word(200, 'a');
    const auto tokens = tokens_of(word + "b");
    CHECK(tokens.front().size() == token_length_max);
    CHECK(finds(word + "b", word + "b"));
}

TEST_CASE("a text of a million different pairs gives no more than the limit") {
    std::string text;
    for (int i = 0; i < 20'000; ++i) text += std::to_string(i) + ' ';
    CHECK(tokens_of(text).size() == tokens_max);
}

void check_clean(std::string_view text) {
    for (const std::string& token : tokens_of(text)) {
        CHECK(utf8_length(token).has_value());
        CHECK_FALSE(token.empty());
        for (const char c : token) {
            const bool ascii = static_cast<unsigned char>(c) < 0x80;
            CHECK((!ascii || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')));
        }
    }
}

TEST_CASE("no input, however odd, gives a token that would have to be escaped") {
    check_clean(std::string("a\0b\"c*d(e)^f", 12));
    check_clean("\xff\xfe\xc0\xaf\xed\xa0\x80 half \xe4\xbd");
    std::string bytes;
    for (int i = 0; i < 65'536; ++i) bytes += static_cast<char>((i * 2'654'435'761U) >> 13);
    check_clean(bytes);

    std::string all;
    for (char32_t c = 1; c < 0x2000; ++c) {
        all += static_cast<char>(0xE0 | (c >> 12));
        all += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        all += static_cast<char>(0x80 | (c & 0x3F));
    }
    check_clean(all);
}

TEST_CASE("the corpus of naughty strings is cut without harm") {
    const auto path = std::filesystem::path(PARLEY_SOURCE_DIR) / ".." / "shared" / "corpus" /
                      "strings" / "naughty.json";
    if (!std::filesystem::exists(path)) {
        MESSAGE("corpus not present: skipped");
        return;
    }
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    REQUIRE(text.str().size() > 1'000);
    std::string line;
    while (std::getline(text, line)) check_clean(line);
}

}  // namespace
}  // namespace parley
