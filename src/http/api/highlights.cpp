#include "http/api/highlights.hpp"

#include <algorithm>
#include <string>

#include "base/utf8.hpp"

namespace parley::http {
namespace {

std::u32string folded(std::string_view text) {
    std::u32string points;
    while (const auto point = take_code_point(text)) {
        points += *point >= U'A' && *point <= U'Z' ? *point + 32 : *point;
    }
    return points;
}

std::vector<std::u32string> words_of(std::u32string_view query) {
    std::vector<std::u32string> words;
    std::u32string word;
    for (const char32_t point : query) {
        if (point != U' ' && point != U'\t' && point != U'\u3000')
            word += point;
        else if (!word.empty())
            words.push_back(std::exchange(word, {}));
    }
    if (!word.empty()) words.push_back(std::move(word));
    // The longest first, so that "refunds" is marked whole where "refund" is asked for too.
    std::ranges::sort(words, std::greater{}, &std::u32string::size);
    return words;
}

std::size_t length_at(std::u32string_view text, std::size_t at,
                      const std::vector<std::u32string>& words) {
    for (const std::u32string& word : words) {
        if (text.substr(at).starts_with(word)) return word.size();
    }
    return 0;
}

}  // namespace

std::vector<std::pair<int, int>> highlights_in(std::string_view text, std::string_view query) {
    const std::u32string points = folded(text);
    const auto words = words_of(folded(query));
    std::vector<std::pair<int, int>> marks;
    int units = 0;  // UTF-16 units before `at`.
    for (std::size_t at = 0; at < points.size() && marks.size() < highlights_max;) {
        const std::size_t length = length_at(points, at, words);
        const int start = units;
        for (std::size_t i = 0; i < std::max<std::size_t>(length, 1); ++i) {
            units += points[at++] > 0xFFFF ? 2 : 1;
        }
        if (length > 0) marks.emplace_back(start, units);
    }
    return marks;
}

}  // namespace parley::http
