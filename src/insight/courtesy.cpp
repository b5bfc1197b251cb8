#include "insight/courtesy.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace parley::insight {
namespace {

constexpr std::array words{
    std::string_view("thanks"),
    std::string_view("thank you"),
    std::string_view("thx"),
    std::string_view("many thanks"),
    std::string_view("thank you very much"),
    std::string_view("ok"),
    std::string_view("okay"),
    std::string_view("bye"),
    std::string_view("goodbye"),
    std::string_view("great"),
    std::string_view("got it"),
    std::string_view("谢谢"),
    std::string_view("谢谢你"),
    std::string_view("谢谢您"),
    std::string_view("多谢"),
    std::string_view("好的"),
    std::string_view("好的谢谢"),
    std::string_view("好"),
    std::string_view("嗯"),
    std::string_view("嗯嗯"),
    std::string_view("再见"),
    std::string_view("拜拜"),
    std::string_view("知道了"),
    std::string_view("明白了"),
    std::string_view("辛苦了"),
};
constexpr std::size_t longest = 40;  // Bytes: nothing longer is looked at.

constexpr std::array marks{std::string_view(" "),  std::string_view("."),  std::string_view(","),
                           std::string_view("!"),  std::string_view("~"),  std::string_view("\n"),
                           std::string_view("\t"), std::string_view("。"), std::string_view("，"),
                           std::string_view("！"), std::string_view("～"), std::string_view("、")};

// Without spaces and marks at the ends; a comma inside, as in "好的，谢谢", counts as nothing.
std::string bare(std::string_view text) {
    std::string kept;
    while (!text.empty()) {
        const auto mark = std::ranges::find_if(
            marks, [&](std::string_view candidate) { return text.starts_with(candidate); });
        if (mark == marks.end()) {
            const char c = text.front();
            kept += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            text.remove_prefix(1);
            continue;
        }
        if (*mark == " " && !kept.empty() && kept.back() != ' ') kept += ' ';
        text.remove_prefix(mark->size());
    }
    while (kept.ends_with(' ')) kept.pop_back();
    return kept;
}

}  // namespace

bool is_courtesy(std::string_view text) {
    if (text.size() > longest) return false;
    const std::string kept = bare(text);
    return std::ranges::find(words, std::string_view(kept)) != words.end();
}

}  // namespace parley::insight
