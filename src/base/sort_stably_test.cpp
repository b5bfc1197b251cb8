#include "base/sort_stably.hpp"

#include <doctest/doctest.h>

#include <string>

namespace parley {

TEST_CASE("equals keep their order") {
    std::vector<std::string> words{"bb", "a", "cc", "ddd", "b", "aa"};
    sort_stably(words, [](const auto& a, const auto& b) { return a.size() < b.size(); });
    CHECK(words == std::vector<std::string>{"a", "b", "bb", "cc", "aa", "ddd"});
    std::vector<int> none;
    sort_stably(none, std::less<>());
    CHECK(none.empty());
}

}  // namespace parley
