// JSONTestSuite, as recorded in the shared corpus: what must parse, what must not. Without the
// corpus beside the checkout the case says so and checks nothing.
#include <doctest/doctest.h>
#include <boost/describe/class.hpp>

#include <filesystem>
#include <fstream>

#include "codec/json.hpp"
#include "codec/json_view.hpp"

namespace parley::codec {
namespace {

struct Case {
    std::string name;
    std::string expect;
    std::string b64;
};
BOOST_DESCRIBE_STRUCT(Case, (), (name, expect, b64))

std::string from_base64(std::string_view text) {
    constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    unsigned bits = 0;
    int held = 0;
    for (const char c : text) {
        const auto value = alphabet.find(c);
        if (value == std::string_view::npos) break;
        bits = (bits << 6) | static_cast<unsigned>(value);
        held += 6;
        if (held < 8) continue;
        held -= 8;
        bytes += static_cast<char>((bits >> held) & 0xff);
    }
    return bytes;
}

struct Ignore final : JsonVisitor {
    Result<> visit(JsonView) override { return {}; }
};

TEST_CASE("every text of the corpus is judged as recorded") {
    const auto file =
        std::filesystem::path(PARLEY_SOURCE_DIR) / "../shared/corpus/json/cases.jsonl";
    if (!std::filesystem::exists(file)) {
        MESSAGE("skipped: corpus absent");
        return;
    }
    std::ifstream lines(file);
    std::size_t seen = 0;
    for (std::string line; std::getline(lines, line);) {
        const auto given = from_json<Case>(line);
        REQUIRE(given);
        CAPTURE(given->name);
        Ignore ignore;
        const auto judged = visit_json(from_base64(given->b64), ignore);
        if (given->expect == "accept") CHECK(judged);
        if (given->expect == "reject") CHECK_FALSE(judged);
        ++seen;
    }
    CHECK(seen == 98);
}

}  // namespace
}  // namespace parley::codec
