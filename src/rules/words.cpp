#include "rules/words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.hpp"
#include "rules/impl/phrases.hpp"

namespace parley::rules {
namespace {

std::string shortened(std::string_view text) {
    std::string_view rest = text;
    for (std::size_t i = 0; i < said_max; ++i) {
        if (!take_code_point(rest)) return std::string(text);  // It is not longer.
    }
    if (rest.empty()) return std::string(text);
    return std::string(text.substr(0, text.size() - rest.size())) + "…";
}

class Speaker {
public:
    Speaker(const Catalogue& catalogue, Tongue tongue, Names* names)
        : catalogue_(catalogue), tongue_(tongue), names_(names) {}

    std::string say(const Condition& condition) {
        return std::visit([this](const auto& node) { return this->node(node); }, condition.node);
    }

private:
    std::string_view in(const Phrase& phrase) const { return phrase.in(tongue_); }
    std::string fill(const Phrase& phrase, std::initializer_list<std::string_view> parts) const {
        return filled(in(phrase), parts);
    }

    std::string node(const All& all) {
        return all.parts.empty() ? std::string(in(phrases::always))
                                 : join(all.parts, phrases::all_between);
    }
    std::string node(const Any& any) { return join(any.parts, phrases::any_between); }
    std::string node(const Not& negated) {
        return fill(phrases::negation, {say(negated.part.front())});
    }
    std::string join(const std::vector<Condition>& parts, const Phrase& between) {
        std::string out;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (i > 0) out += in(between);
            const bool is_joined = parts_of(parts[i]).size() > 1;
            const std::string part = say(parts[i]);
            out += is_joined && parts.size() > 1 ? fill(phrases::in_brackets, {part}) : part;
        }
        return out;
    }

    std::string quote(std::string_view of, std::string_view text) {
        const std::string name = names_ ? names_->name_of(of, text) : std::string();
        return fill(phrases::quoted, {shortened(name.empty() ? text : name)});
    }
    std::string list(std::vector<std::string> items, const Phrase& between,
                     const Phrase& before_last) {
        if (items.size() > listed_max) {
            const std::string rest = std::to_string(items.size() - listed_max);
            items.resize(listed_max);
            items.push_back(fill(phrases::more_texts, {rest}));
        }
        std::string out;
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0) out += in(i + 1 == items.size() ? before_last : between);
            out += items[i];
        }
        return out;
    }

    std::string operand(const FactTest& test) {
        if (const auto* text = std::get_if<std::string>(&test.operand))
            return quote(test.fact, *text);
        if (const auto* texts = std::get_if<std::vector<std::string>>(&test.operand)) {
            std::vector<std::string> items;
            for (const std::string& text : *texts) items.push_back(quote(test.fact, text));
            if (test.comparison == Comparison::has_all)
                return list(std::move(items), phrases::and_between, phrases::and_before_last);
            return list(std::move(items), phrases::or_between, phrases::or_before_last);
        }
        if (const auto* number = std::get_if<std::int64_t>(&test.operand))
            return std::to_string(*number);
        if (const auto* range = std::get_if<NumberRange>(&test.operand))
            return std::to_string(range->from);
        if (const auto* duration = std::get_if<Duration>(&test.operand))
            return duration_in(tongue_, *duration);
        return {};
    }
    std::string node(const FactTest& test) {
        const auto place = catalogue_.place_of(test.fact);
        std::string fact;
        if (place) {
            const Bilingual& words = catalogue_.facts()[*place].words;
            fact = tongue_ == Tongue::zh ? words.zh : words.en;
        }
        if (fact.empty()) fact = test.fact;
        const auto* range = std::get_if<NumberRange>(&test.operand);
        return fill(comparison_phrase(test.comparison),
                    {fact, operand(test), range ? std::to_string(range->to) : ""});
    }

    std::string zone(const std::string& name) const {
        return name.empty() ? "" : fill(phrases::in_zone, {name});
    }
    std::string node(const DayTimeTest& test) const {
        const auto time = [](std::chrono::minutes at) {
            return fmt::format("{:02}:{:02}", at.count() / 60, at.count() % 60);
        };
        return fill(test.from < test.to ? phrases::day_time : phrases::night_time,
                    {time(test.from), time(test.to)}) +
               zone(test.zone);
    }
    std::string node(const WeekdayTest& test) {
        std::vector<std::string> days;
        for (std::size_t day = 0; day < 7; ++day) {
            if (test.days >> day & 1) days.emplace_back(in(weekday_phrase(day)));
        }
        std::string out;  // All of them are said: there are at most six.
        for (std::size_t i = 0; i < days.size(); ++i) {
            if (i > 0)
                out += in(i + 1 == days.size() ? phrases::or_before_last : phrases::or_between);
            out += days[i];
        }
        return fill(phrases::on_weekdays, {out}) + zone(test.zone);
    }
    std::string node(const CalendarTest& test) {
        return fill(phrases::within_calendar, {quote("calendar", test.calendar)});
    }
    std::string node(const HappenedTest& test) const {
        const HappeningEntry* entry = happening_named(test.happening);
        const std::string what = !entry                  ? test.happening
                                 : tongue_ == Tongue::zh ? entry->words.zh
                                                         : entry->words.en;
        const std::string often =
            fill(times_phrase(test.comparison), {times_in(tongue_, test.times)});
        const std::string when =
            test.within == Duration{0}
                ? std::string(in(phrases::today)) + zone(test.zone)
                : fill(phrases::within_last, {duration_in(tongue_, test.within)});
        std::string_view same = in(same_phrase(test.same));
        if (same.empty()) same = test.same;
        return fill(same.empty() ? phrases::happened : phrases::happened_same,
                    {what, often, when, same});
    }

    const Catalogue& catalogue_;
    Tongue tongue_;
    Names* names_;
};

void explain_tests(const Condition& condition, Speaker& speaker, Tongue tongue,
                   std::vector<ExplainedTest>& out) {
    if (is_test(condition)) {
        ExplainedTest test;
        const std::string words = speaker.say(condition);
        test.words = tongue == Tongue::zh ? spaced(words) : words;
        out.push_back(std::move(test));
    }
    for (const Condition& part : parts_of(condition)) explain_tests(part, speaker, tongue, out);
}

}  // namespace

std::string in_words(const Condition& condition, const Catalogue& catalogue, Tongue tongue,
                     Names* names) {
    const std::string words = Speaker(catalogue, tongue, names).say(condition);
    return tongue == Tongue::zh ? spaced(words) : words;
}

std::vector<ExplainedTest> explain(const Condition& condition, const Program& program,
                                   const Given& given, const Catalogue& catalogue, Tongue tongue,
                                   Names* names) {
    std::vector<ExplainedTest> tests;
    Speaker speaker(catalogue, tongue, names);
    explain_tests(condition, speaker, tongue, tests);
    const auto answers = program.answers(given);
    const Verdict verdict = program.evaluate(given);
    for (std::size_t i = 0; i < tests.size(); ++i) {
        tests[i].path = program.path_of(static_cast<std::uint16_t>(i));
        tests[i].answer = answers[i];
        tests[i].decided = i == verdict.test;
    }
    return tests;
}

}  // namespace parley::rules
