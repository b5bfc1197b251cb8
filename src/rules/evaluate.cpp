#include <algorithm>

#include "base/assert.hpp"
#include "rules/program.hpp"

namespace parley::rules {
namespace {

Answer answer_of(bool holds) { return holds ? Answer::yes : Answer::no; }

bool holds_number(Comparison comparison, std::int64_t value, std::int64_t low, std::int64_t high) {
    switch (comparison) {
        case Comparison::equals: return value == low;
        case Comparison::differs: return value != low;
        case Comparison::at_least: return value >= low;
        case Comparison::at_most: return value <= low;
        case Comparison::more_than: return value > low;
        case Comparison::less_than: return value < low;
        case Comparison::between: return value >= low && value <= high;
        default: PARLEY_ASSERT(false);
    }
}

}  // namespace

Verdict Program::evaluate(const Given& given) const {
    std::uint16_t at = begin_;
    Verdict verdict;
    while (at < end_yes) {
        verdict.test = at;
        const Test& test = tests_[at];
        at = answer(test, given) == Answer::yes ? test.on_yes : test.on_no;
    }
    verdict.holds = at == end_yes;
    return verdict;
}

std::vector<Answer> Program::answers(const Given& given) const {
    std::vector<Answer> answers;
    answers.reserve(tests_.size());
    for (const Test& test : tests_) answers.push_back(answer(test, given));
    return answers;
}

Answer Program::answer(const Test& test, const Given& given) const {
    switch (test.kind) {
        case Kind::fact: return answer_fact(test, given.facts.at(test.place), given.now);
        case Kind::day_time:
        case Kind::weekday: return answer_of(answer_clock(test, given.now));
        case Kind::calendar: return answer_of(calendars_[test.setting]->is_open(given.now));
        case Kind::happened: return answer_happened(test, given);
    }
    PARLEY_ASSERT(false);
}

Answer Program::answer_fact(const Test& test, const FactValue& value, Instant now) const {
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return answer_of(holds_number(test.comparison, *number, test.low, test.high));
    if (const auto* text = std::get_if<std::string>(&value)) return answer_text(test, *text);
    if (const auto* is_so = std::get_if<bool>(&value))
        return answer_of(*is_so == (test.comparison == Comparison::yes));
    if (const auto* set = std::get_if<std::vector<std::string>>(&value))
        return answer_of(answer_set(test, *set));
    if (const auto* moment = std::get_if<Instant>(&value)) {
        const std::int64_t age = (now - *moment).count();
        if (test.comparison == Comparison::older_than) return answer_of(age > test.low);
        return answer_of(age >= 0 && age <= test.low);
    }
    if (const auto* duration = std::get_if<Duration>(&value)) {
        return answer_of(test.comparison == Comparison::longer_than ? duration->count() > test.low
                                                                    : duration->count() < test.low);
    }
    return Answer::unknown;
}

Answer Program::answer_text(const Test& test, std::string_view value) const {
    const auto texts = texts_of(test);
    switch (test.comparison) {
        case Comparison::is: return answer_of(value == texts.front());
        case Comparison::is_not: return answer_of(value != texts.front());
        case Comparison::contains: return answer_of(value.find(texts.front()) != value.npos);
        case Comparison::starts_with: return answer_of(value.starts_with(texts.front()));
        default: return answer_of(std::ranges::binary_search(texts, value));
    }
}

bool Program::answer_set(const Test& test, const std::vector<std::string>& value) const {
    const auto texts = texts_of(test);
    if (test.comparison == Comparison::has_all) return std::ranges::includes(value, texts);
    const auto is_there = [&](const std::string& text) {
        return std::ranges::binary_search(value, text);
    };
    return std::ranges::any_of(texts, is_there) == (test.comparison == Comparison::has);
}

bool Program::answer_clock(const Test& test, Instant now) const {
    const LocalTime local = zones_[test.setting]->local(now);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    if (test.kind == Kind::weekday) {
        const unsigned number = std::chrono::weekday(day).iso_encoding() - 1;
        return (test.low >> number & 1) != 0;
    }
    const auto minute = std::chrono::floor<std::chrono::minutes>(local - day).count();
    if (test.low < test.high) return minute >= test.low && minute < test.high;
    return minute >= test.low || minute < test.high;
}

Window Program::window_of(const Test& test) const {
    if (test.is_today) return {Duration{0}, zones_[test.setting].get()};
    return {Duration(test.high), nullptr};
}

// Null where nothing of the kind happened; `is_known` says whether its attribute's fact is.
const SlidingCounter* Program::counter_of(const Test& test, const Given& given,
                                          bool& is_known) const {
    const auto texts = texts_of(test);
    is_known = true;
    if (test.place == no_test) return given.history.counter(texts[0]);
    const auto* value = std::get_if<std::string>(&given.facts.at(test.place));
    is_known = value != nullptr;
    return value ? given.history.counter(texts[0], texts[1], *value) : nullptr;
}

Answer Program::answer_happened(const Test& test, const Given& given) const {
    bool is_known = false;
    const SlidingCounter* counter = counter_of(test, given, is_known);
    if (!is_known) return Answer::unknown;
    const std::int64_t count = counter ? counter->count(window_of(test), given.now) : 0;
    return answer_of(holds_number(test.comparison, count, test.low, 0));
}

// When the count has fallen to where the comparison says otherwise.
Instant Program::change_of_count(const Test& test, const Given& given) const {
    bool is_known = false;
    const SlidingCounter* counter = counter_of(test, given, is_known);
    if (!counter) return Instant::max();
    const Window window = window_of(test);
    const std::int64_t count = counter->count(window, given.now);
    const bool holds = holds_number(test.comparison, count, test.low, 0);
    for (std::int64_t fallen = count - 1; fallen >= 0; --fallen) {
        if (holds_number(test.comparison, fallen, test.low, 0) != holds)
            return counter->falls_to(fallen, window);
    }
    return Instant::max();
}

// When a clock shows the next edge, or is put forward or back.
Instant Program::change_of_clock(const Test& test, Instant now) const {
    const TimeZone::Span span = zones_[test.setting]->span_at(now);
    const LocalTime local(now.time_since_epoch() + span.offset);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    LocalTime edge = day + std::chrono::days(1);
    if (test.kind == Kind::day_time) {
        for (const std::int64_t minute : {test.low, test.high}) {
            const LocalTime time = day + std::chrono::minutes(minute);
            if (time > local) edge = std::min(edge, time);
        }
    }
    return std::min(Instant(edge.time_since_epoch() - span.offset), span.end);
}

Instant Program::change(const Test& test, const Given& given) const {
    switch (test.kind) {
        case Kind::fact:
            if (const auto* moment = std::get_if<Instant>(&given.facts.at(test.place))) {
                if (*moment > given.now && test.comparison == Comparison::within_last)
                    return *moment;
                const Instant aged = *moment + Duration(test.low + 1);
                return aged > given.now ? aged : Instant::max();
            }
            return Instant::max();
        case Kind::day_time:
        case Kind::weekday: return change_of_clock(test, given.now);
        case Kind::calendar: {
            const Calendar& calendar = *calendars_[test.setting];
            const auto next = calendar.is_open(given.now) ? calendar.next_close(given.now)
                                                          : calendar.next_open(given.now);
            // Asked again then, for a calendar may be searched no farther.
            return next ? *next : given.now + Calendar::search_max;
        }
        case Kind::happened: return change_of_count(test, given);
    }
    PARLEY_ASSERT(false);
}

Instant Program::next_change(const Given& given) const {
    const bool holds = evaluate(given).holds;
    Instant now = given.now;
    for (int i = 0; i < changes_max; ++i) {
        const Given then{given.facts, given.history, now};
        Instant next = Instant::max();
        for (const Test& test : tests_) next = std::min(next, change(test, then));
        if (next == Instant::max()) return next;
        now = next;
        if (evaluate({given.facts, given.history, now}).holds != holds) return now;
    }
    return now;
}

}  // namespace parley::rules
