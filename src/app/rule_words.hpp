// Conditions in words, with the names that ids have on the floor; and what each test of one said.
#pragma once

#include <string>
#include <vector>

#include "app/floor.hpp"
#include "rules/words.hpp"

namespace parley::app {

struct Said {
    std::string en;
    std::string zh;
};
Said said(const Floor& floor, const rules::Condition& condition);

// One test of a condition, asked of somebody.
struct TestTrial {
    std::string path;  // JSON pointer into the condition.
    Said words;
    rules::Answer answer = rules::Answer::unknown;
    bool decided = false;
};
// REQUIRES: `program` was compiled from `condition` by the floor's rules, whose facts are given.
std::vector<TestTrial> tried(const Floor& floor, const rules::Condition& condition,
                             const rules::Program& program, const rules::Given& given);

}  // namespace parley::app
