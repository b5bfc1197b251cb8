// docs/guide/conditions.md against the catalogue, the judge and the words.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <string>

#include "base/enum_names.hpp"
#include "codec/calendar.hpp"
#include "codec/condition.hpp"
#include "rules/check.hpp"
#include "rules/testing/random_condition.hpp"
#include "rules/words.hpp"

namespace parley::codec {
namespace {

std::string page() {
    std::ifstream in(PARLEY_SOURCE_DIR "/docs/guide/conditions.md", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// Rows of the table below a heading row, cell by cell, by their first: `name` without its ticks.
std::map<std::string, std::vector<std::string>> table(const std::string& text,
                                                      std::string_view heading) {
    std::map<std::string, std::vector<std::string>> rows;
    std::size_t at = text.find(heading);
    REQUIRE(at != text.npos);
    const std::size_t end = text.find("\n\n", at);
    const std::regex row(R"(\n\| `(\w[\w.]*)` \|([^\n]*)\|)");
    const std::string part = text.substr(at, end - at);
    for (std::sregex_iterator it(part.begin(), part.end(), row), none; it != none; ++it) {
        std::vector<std::string> cells;
        std::string rest = (*it)[2].str() + "|";
        for (std::size_t bar = rest.find('|'); bar != rest.npos; bar = rest.find('|')) {
            const std::string cell = rest.substr(0, bar);
            const std::size_t first = cell.find_first_not_of(' ');
            const std::size_t last = cell.find_last_not_of(' ');
            cells.push_back(first == cell.npos ? "" : cell.substr(first, last - first + 1));
            rest = rest.substr(bar + 1);
        }
        rows[(*it)[1]] = cells;
    }
    return rows;
}

TEST_CASE("the page of conditions lists the facts there are, with their types and meanings") {
    const auto rows = table(page(), "| Fact |");
    const rules::Catalogue catalogue;
    CHECK(rows.size() == catalogue.facts().size());
    for (const rules::FactEntry& fact : catalogue.facts()) {
        CAPTURE(fact.name);
        REQUIRE(rows.contains(fact.name));
        const auto& cells = rows.at(fact.name);
        REQUIRE(cells.size() == 2);
        CHECK(cells[0] == name_of(fact.type));
        CHECK(cells[1] == fact.meaning.en);
    }
}

TEST_CASE("it lists the comparisons there are, with what they are of and take") {
    const auto rows = table(page(), "| Test |");
    std::size_t seen = 0;
    for (int i = 0; i <= static_cast<int>(rules::Comparison::shorter_than); ++i, ++seen) {
        const auto comparison = static_cast<rules::Comparison>(i);
        CAPTURE(name_of(comparison));
        REQUIRE(rows.contains(std::string(name_of(comparison))));
        const auto& cells = rows.at(std::string(name_of(comparison)));
        CHECK(cells.at(0) == name_of(rules::type_of(comparison)));
        std::string key(rules::operand_key(comparison));
        if (!key.empty()) key = "`" + key + "`";
        if (key == "`from`") key += ", `to`";
        CHECK(cells.at(1) == key);
    }
    CHECK(rows.size() == seen);
}

TEST_CASE("it lists what may have happened, and by what it may be limited") {
    const auto rows = table(page(), "| Happening |");
    CHECK(rows.size() == rules::happenings().size());
    for (const rules::HappeningEntry& entry : rules::happenings()) {
        CAPTURE(entry.name);
        REQUIRE(rows.contains(entry.name));
        std::string attributes;
        for (const std::string& attribute : entry.attributes)
            attributes += (attributes.empty() ? "`" : ", `") + attribute + "`";
        CHECK(rows.at(entry.name).at(0) == attributes);
        CHECK(rows.at(entry.name).at(1) == entry.meaning.en);
    }
}

TEST_CASE("its samples are conditions, and mean what stands below them") {
    const rules::Catalogue catalogue;
    rules::testing::SmallWorld world;
    const std::string text = page();
    const std::regex sample(R"(\n```json\n([^`]*)```\n> ([^\n]*)\n)");
    int seen = 0;
    for (std::sregex_iterator it(text.begin(), text.end(), sample), end; it != end; ++it, ++seen) {
        CAPTURE((*it)[1].str());
        const auto condition = condition_from_json((*it)[1].str());
        REQUIRE(condition);
        CHECK(rules::Program::compile(*condition, catalogue, world));
        CHECK(rules::in_words(*condition, catalogue, rules::Tongue::en) == (*it)[2].str());
    }
    CHECK(seen == 9);
    const std::regex all(R"(\n```json\n)");
    CHECK(std::distance(std::sregex_iterator(text.begin(), text.end(), all), {}) == seen);

    std::smatch calendar;
    REQUIRE(std::regex_search(text, calendar, std::regex(R"(\n```calendar\n([^`]*)```)")));
    const auto terms = calendar_from_json(calendar[1].str());
    REQUIRE(terms);
    CHECK(rules::Calendar::make(*terms, world.zone(terms->zone)));
}

}  // namespace
}  // namespace parley::codec
