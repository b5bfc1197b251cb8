#include "main/demo/scripts.hpp"

#include <fmt/format.h>

#include <array>

#include "main/demo/scripts_data.hpp"

namespace parley::demo {
namespace {

using Words = std::vector<std::string>;

const Words teas_zh = {"西湖龙井", "武夷岩茶", "白毫银针", "云南普洱", "凤凰单丛", "祁门红茶"};
const Words teas_en = {"Longjing",   "Wuyi oolong",    "Silver Needle",
                       "aged Pu'er", "Phoenix oolong", "Keemun"};
const Words towns_zh = {"杭州", "成都", "西安", "厦门", "哈尔滨", "昆明"};
const Words towns_en = {"Lisbon", "Leeds", "Hamburg", "Toronto", "Melbourne", "Nairobi"};
const Words families = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄",
                        "周", "吴", "徐", "孙", "胡", "朱", "高"};
const Words given_zh = {"小明", "雨桐", "佳怡", "子涵", "思远", "建国",
                        "丽华", "晓峰", "梦琪", "志强", "欣然", "浩宇"};
const Words first_en = {"Emma",   "Liam",  "Sofia", "Noah",  "Chloe", "Mateo", "Aisha", "Oliver",
                        "Ingrid", "Kwame", "Hana",  "Lucas", "Priya", "Jonas", "Maria"};
const Words last_en = {"Hughes", "Schmidt", "Costa", "Nguyen", "Patel",  "Rossi",
                       "Larsen", "Mensah",  "Novak", "Walker", "Moreau", "Silva"};

const std::string& any(const Words& words, Rng& rng) { return words[rng.below(words.size())]; }

struct Blanks {
    std::array<std::pair<std::string_view, std::string>, 5> values;

    std::string fill(std::string_view text) const {
        std::string filled(text);
        for (const auto& [blank, value] : values) {
            for (auto at = filled.find(blank); at != std::string::npos;
                 at = filled.find(blank, at + value.size()))
                filled.replace(at, blank.size(), value);
        }
        return filled;
    }
};

Blanks draw_blanks(bool chinese, Rng& rng) {
    const std::uint64_t tea = rng.below(teas_zh.size());
    return {{{{"{茶}", chinese ? teas_zh[tea] : teas_en[tea]},
              {"{n}", std::to_string(tea + 1)},
              {"{单}", fmt::format("MH{:06}", 100'000 + rng.below(900'000))},
              {"{城}", any(chinese ? towns_zh : towns_en, rng)},
              {"{价}", std::to_string(18 + 10 * rng.below(40))}}}};
}

}  // namespace

Script draw_script(std::string_view locale, Rng& rng) {
    const bool chinese = locale == "zh-CN";
    const auto& templates = chinese ? chinese_templates() : english_templates();
    const Template& drawn = templates[rng.below(templates.size())];
    const Blanks blanks = draw_blanks(chinese, rng);
    Script script;
    script.locale = locale;
    script.place = drawn.place;
    script.page_title = blanks.fill(drawn.page_title);
    script.page_path = blanks.fill(drawn.page_path);
    for (const std::string_view line : drawn.lines)
        script.lines.push_back({line.front() == '?', blanks.fill(line.substr(1))});
    script.summary = blanks.fill(drawn.summary);
    script.resolved = drawn.resolved;
    script.mood = drawn.mood;
    return script;
}

// Not everybody says who they are, and hardly anybody leaves a telephone number.
Person draw_person(Rng& rng) {
    Person person;
    const bool chinese = rng.below(100) < 58;
    person.locale = chinese ? "zh-CN" : "en";
    if (rng.below(100) < 25) return person;
    if (chinese) {
        person.name = any(families, rng) + any(given_zh, rng);
        if (rng.below(100) < 35)
            person.phone = fmt::format("+86 139 0000 {:04}", rng.below(10'000));
        return person;
    }
    const std::string& first = any(first_en, rng);
    person.name = first + " " + any(last_en, rng);
    if (rng.below(100) < 50)
        person.email = fmt::format("visitor{}@example.com", rng.below(100'000));
    return person;
}

}  // namespace parley::demo
