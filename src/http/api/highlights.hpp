// Where the words of a query stand in a text that was found by it, for marking them on screen.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace parley::http {

constexpr std::size_t highlights_max = 50;

// [start, end) in UTF-16 units, in order, none overlapping. Case is ignored for ASCII letters; a
// text may be found by a folding finer than this, and then nothing is marked.
std::vector<std::pair<int, int>> highlights_in(std::string_view text, std::string_view query);

}  // namespace parley::http
