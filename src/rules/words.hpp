// A condition said in words, for who reads a rule, and why it held, for who asks.
//
//     VIP level at least 2 and failed in a queue at least once today
//     VIP 等级不低于 2，且今天至少有 1 次排队失败
//
// The words are data (impl/phrases.cpp and the catalogue). Facts and happenings without words are
// said by their names. What was typed in stands in quotation marks.
// Bounds: of a list the first `listed_max` are said, of a text the first `said_max` code points.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/program.hpp"

namespace parley::rules {

enum class Tongue { en, zh };

constexpr std::size_t listed_max = 5;
constexpr std::size_t said_max = 60;

// What ids are called: of an inbox, a queue, a calendar.
class Names {
public:
    virtual ~Names() = default;
    // `of` is a fact ("session.queue") or "calendar". Empty: say the value itself.
    virtual std::string name_of(std::string_view of, std::string_view value) = 0;
};

std::string in_words(const Condition& condition, const Catalogue& catalogue, Tongue tongue,
                     Names* names = nullptr);

// One test of a condition, for a dry run.
struct ExplainedTest {
    std::string path;  // JSON pointer.
    std::string words;
    Answer answer = Answer::unknown;
    bool decided = false;  // The verdict's: asked last.
};

// Of every test, in the order in which the condition names them.
// REQUIRES: `program` was compiled from `condition` with `catalogue`.
std::vector<ExplainedTest> explain(const Condition& condition, const Program& program,
                                   const Given& given, const Catalogue& catalogue, Tongue tongue,
                                   Names* names = nullptr);

}  // namespace parley::rules
