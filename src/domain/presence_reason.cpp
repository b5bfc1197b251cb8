#include "domain/presence_reason.hpp"

#include <algorithm>

namespace parley {

std::vector<PresenceReason> first_presence_reasons(std::string_view locale) {
    const bool is_chinese = locale.starts_with("zh");
    const auto reason = [](std::string_view word, std::string_view name, PresenceKind kind,
                           int precedence) {
        PresenceReason made;
        made.word = word;
        made.name = name;
        made.kind = kind;
        made.productive = kind != PresenceKind::rest;
        made.precedence = precedence;
        return made;
    };
    return {reason("rest", is_chinese ? "小休" : "Rest", PresenceKind::rest, 10),
            reason("meal", is_chinese ? "用餐" : "Meal", PresenceKind::rest, 20),
            reason("meeting", is_chinese ? "会议" : "Meeting", PresenceKind::meeting, 30),
            reason("training", is_chinese ? "培训" : "Training", PresenceKind::training, 40)};
}

bool is_presence_word(std::string_view word) {
    return word.size() <= presence_word_max && std::ranges::all_of(word, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
           });
}

}  // namespace parley
