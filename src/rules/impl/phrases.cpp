#include "rules/impl/phrases.hpp"

#include <fmt/format.h>

#include <optional>

#include "base/utf8.hpp"

namespace parley::rules {

namespace phrases {

const Phrase always{"always", "始终"};
const Phrase negation{"not ({0})", "并非（{0}）"};
const Phrase in_brackets{"({0})", "（{0}）"};
const Phrase quoted{"“{0}”", "“{0}”"};
const Phrase and_before_last{" and ", "和"};
const Phrase and_between{", ", "、"};
const Phrase or_before_last{" or ", "或"};
const Phrase or_between{", ", "、"};
const Phrase all_between{" and ", "，且"};
const Phrase any_between{" or ", "，或"};
const Phrase more_texts{"{0} more", "另外{0}项"};
const Phrase day_time{"between {0} and {1}", "在{0}至{1}之间"};
const Phrase night_time{"between {0} and {1} the next day", "在{0}至次日{1}之间"};
const Phrase on_weekdays{"on {0}", "在{0}"};
const Phrase within_calendar{"while the calendar {0} is open", "在日历{0}的开放时间内"};
const Phrase in_zone{" ({0})", "（{0}）"};
const Phrase happened{"{0} {1} {2}", "{2}{1}{0}"};
const Phrase happened_same{"{0} {3} {1} {2}", "{2}{3}{1}{0}"};
const Phrase today{"today", "今天"};
const Phrase within_last{"within the last {0}", "最近{0}内"};

}  // namespace phrases

namespace {

constexpr Phrase comparison_phrases[] = {
    {"{0} is {1}", "{0}为{1}"},
    {"{0} is not {1}", "{0}不为{1}"},
    {"{0} contains {1}", "{0}包含{1}"},
    {"{0} begins with {1}", "{0}以{1}开头"},
    {"{0} is {1}", "{0}为{1}"},
    {"{0} exactly {1}", "{0}等于{1}"},
    {"{0} other than {1}", "{0}不等于{1}"},
    {"{0} at least {1}", "{0}不低于{1}"},
    {"{0} at most {1}", "{0}不高于{1}"},
    {"{0} more than {1}", "{0}高于{1}"},
    {"{0} less than {1}", "{0}低于{1}"},
    {"{0} from {1} to {2}", "{0}在{1}到{2}之间"},
    {"{0}", "{0}"},
    {"it is not so that {0}", "并非{0}"},
    {"{0} include {1}", "{0}含有{1}"},
    {"{0} include {1}", "{0}同时含有{1}"},
    {"{0} do not include {1}", "{0}不含有{1}"},
    {"{0} more than {1} ago", "{0}早于{1}前"},
    {"{0} within the last {1}", "{0}在最近{1}内"},
    {"{0} longer than {1}", "{0}长于{1}"},
    {"{0} shorter than {1}", "{0}短于{1}"},
};

// From `equals` to `less_than`.
constexpr Phrase times_phrases[] = {
    {"exactly {0}", "恰有{0}"},   {"not exactly {0}", "并非恰有{0}"}, {"at least {0}", "至少有{0}"},
    {"at most {0}", "至多有{0}"}, {"more than {0}", "超过{0}"},       {"less than {0}", "少于{0}"},
};

constexpr Phrase weekday_phrases[] = {
    {"Monday", "周一"}, {"Tuesday", "周二"},  {"Wednesday", "周三"}, {"Thursday", "周四"},
    {"Friday", "周五"}, {"Saturday", "周六"}, {"Sunday", "周日"},
};

struct Same {
    std::string_view attribute;
    Phrase phrase;
};
constexpr Same sames[] = {{"queue", {"for the same queue", "为同一技能组"}},
                          {"inbox", {"at the same inbox", "在同一接入点"}},
                          {"channel", {"by the same channel", "经同一渠道"}}};

struct Unit {
    Duration length;
    Phrase one, many;
};
constexpr Unit units[] = {
    {std::chrono::days(1), {"day", "天"}, {"days", "天"}},
    {std::chrono::hours(1), {"hour", "小时"}, {"hours", "小时"}},
    {std::chrono::minutes(1), {"minute", "分钟"}, {"minutes", "分钟"}},
    {std::chrono::seconds(1), {"second", "秒"}, {"seconds", "秒"}},
};

bool is_han(char32_t point) {
    return (point >= 0x3400 && point <= 0x9fff) || (point >= 0x20000 && point <= 0x3ffff);
}
bool is_latin(char32_t point) {
    return (point >= '0' && point <= '9') || (point >= 'a' && point <= 'z') ||
           (point >= 'A' && point <= 'Z');
}

}  // namespace

const Phrase& comparison_phrase(Comparison comparison) {
    return comparison_phrases[static_cast<std::size_t>(comparison)];
}

const Phrase& times_phrase(Comparison comparison) {
    return times_phrases[static_cast<std::size_t>(comparison) -
                         static_cast<std::size_t>(Comparison::equals)];
}

const Phrase& weekday_phrase(std::size_t day) { return weekday_phrases[day]; }

Phrase same_phrase(std::string_view attribute) {
    for (const Same& same : sames) {
        if (same.attribute == attribute) return same.phrase;
    }
    return {};
}

std::string times_in(Tongue tongue, std::int64_t times) {
    if (tongue == Tongue::zh) return fmt::format("{}次", times);
    if (times == 1) return "once";
    if (times == 2) return "twice";
    return fmt::format("{} times", times);
}

std::string duration_in(Tongue tongue, Duration duration) {
    for (const Unit& unit : units) {
        if (duration % unit.length != Duration{0}) continue;
        const auto count = duration / unit.length;
        const std::string_view name = (count == 1 ? unit.one : unit.many).in(tongue);
        return fmt::format("{}{}{}", count, tongue == Tongue::zh ? "" : " ", name);
    }
    return fmt::format("{} ms", duration.count());
}

std::string filled(std::string_view pattern, std::initializer_list<std::string_view> parts) {
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const std::size_t which =
            pattern[i] == '{' && i + 2 < pattern.size() ? std::size_t(pattern[i + 1] - '0') : 99;
        if (which < parts.size()) {
            out += parts.begin()[which];
            i += 2;
        } else {
            out += pattern[i];
        }
    }
    return out;
}

std::string spaced(std::string_view text) {
    std::string out;
    char32_t before = 0;
    while (!text.empty()) {
        const std::string_view rest = text;
        const auto point = take_code_point(text);
        if (!point) return out + std::string(rest);
        if ((is_han(before) && is_latin(*point)) || (is_latin(before) && is_han(*point)))
            out += ' ';
        out += rest.substr(0, rest.size() - text.size());
        before = *point;
    }
    return out;
}

}  // namespace parley::rules
