// Tokens for search: the words of a text, cut in the same way for the index and for the query.
//
// Letters are folded (case, full-width forms). A run of letters and digits is one token. Chinese,
// Japanese and Korean runs, which have no spaces, become overlapping pairs, and the run's last
// character alone: so every character begins some token, and a query of one character is answered
// by tokens that begin with it (`is_open_ended`), one of two or more by its pairs. No text that
// contains the query is missed; a few that hold its pairs apart are found too.
//
// Bounds:   at most `tokens_max` tokens of at most `token_length_max` code points, in order of
//           appearance, each once. What is not UTF-8 separates words like a space.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

inline constexpr std::size_t token_length_max = 64;
inline constexpr std::size_t tokens_max = 4'096;

// Tokens hold no ASCII other than [0-9a-z].
std::vector<std::string> tokens_of(std::string_view text);

// A single CJK character: it stands for every token that begins with it.
bool is_open_ended(std::string_view token);

}  // namespace parley
