// From tree to row. Each part is told where to go on when it holds and when it does not: `all` goes
// from part to part while they hold, `any` while they do not, `not` exchanges the two. So the row
// is written from its end.
#include <algorithm>
#include <ranges>

#include "rules/check.hpp"
#include "rules/fold.hpp"
#include "rules/program.hpp"

namespace parley::rules {

class Compiler {
public:
    explicit Compiler(Surroundings& surroundings) : surroundings_(surroundings) {}

    Result<Program> compile(const Condition& condition, const Catalogue& catalogue) {
        catalogue_ = &catalogue;
        const std::size_t count = tests_in(condition);
        program_.tests_.resize(count);
        program_.paths_.resize(count);
        left_ = count;
        TRY(program_.begin_, put(condition, "", Program::end_yes, Program::end_no));
        return std::move(program_);
    }

private:
    using Test = Program::Test;
    using Kind = Program::Kind;

    static std::size_t tests_in(const Condition& condition) {
        std::size_t count = is_test(condition) ? 1 : 0;
        for (const Condition& part : parts_of(condition)) count += tests_in(part);
        return count;
    }

    // Answers with where the condition begins.
    Result<std::uint16_t> put(const Condition& condition, const std::string& path,
                              std::uint16_t on_yes, std::uint16_t on_no) {
        const auto& node = condition.node;
        if (const auto* negated = std::get_if<Not>(&node))
            return put(negated->part.front(), path + "/not", on_no, on_yes);
        const bool is_all = std::holds_alternative<All>(node);
        if (is_all || std::holds_alternative<Any>(node)) {
            const auto& parts = parts_of(condition);
            std::uint16_t next = is_all ? on_yes : on_no;
            for (std::size_t i = parts.size(); i-- > 0;) {
                const std::string inner = path + (is_all ? "/all/" : "/any/") + std::to_string(i);
                TRY(next, is_all ? put(parts[i], inner, next, on_no)
                                 : put(parts[i], inner, on_yes, next));
            }
            return next;
        }
        Test test;
        test.on_yes = on_yes;
        test.on_no = on_no;
        path_ = path;
        CHECKED(std::visit([&](const auto& leaf) { return this->fill(test, leaf); }, node));
        --left_;
        program_.tests_[left_] = test;
        program_.paths_[left_] = path;
        return static_cast<std::uint16_t>(left_);
    }

    Result<> fill(Test& test, const FactTest& leaf) {
        test.comparison = leaf.comparison;
        test.place = static_cast<std::uint16_t>(*catalogue_->place_of(leaf.fact));
        if (const auto* text = std::get_if<std::string>(&leaf.operand)) put_texts(test, {*text});
        if (const auto* list = std::get_if<std::vector<std::string>>(&leaf.operand))
            put_texts(test, *list);
        if (const auto* number = std::get_if<std::int64_t>(&leaf.operand)) test.low = *number;
        if (const auto* range = std::get_if<NumberRange>(&leaf.operand)) {
            test.low = range->from;
            test.high = range->to;
        }
        if (const auto* duration = std::get_if<Duration>(&leaf.operand))
            test.low = duration->count();
        return {};
    }
    Result<> fill(Test& test, const DayTimeTest& leaf) {
        test.kind = Kind::day_time;
        test.low = leaf.from.count();
        test.high = leaf.to.count();
        return put_zone(test, leaf.zone);
    }
    Result<> fill(Test& test, const WeekdayTest& leaf) {
        test.kind = Kind::weekday;
        test.low = leaf.days;
        return put_zone(test, leaf.zone);
    }
    Result<> fill(Test& test, const CalendarTest& leaf) {
        test.kind = Kind::calendar;
        auto calendar = surroundings_.calendar(leaf.calendar);
        if (!calendar) {
            return refuse(Code::invalid, "unknown_calendar", leaf.calendar,
                          path_ + "/within_calendar");
        }
        test.setting = number_of(program_.calendars_, std::move(calendar));
        return {};
    }
    Result<> fill(Test& test, const HappenedTest& leaf) {
        test.kind = Kind::happened;
        test.comparison = leaf.comparison;
        test.low = leaf.times;
        test.high = leaf.within.count();
        test.is_today = leaf.within == Duration{0};
        test.texts = static_cast<std::uint32_t>(program_.texts_.size());
        test.texts_count = 2;
        program_.texts_.push_back(leaf.happening);
        program_.texts_.push_back(leaf.same);
        if (!leaf.same.empty())
            test.place =
                static_cast<std::uint16_t>(*catalogue_->place_of(fact_of_attribute(leaf.same)));
        return test.is_today ? put_zone(test, leaf.zone) : Result<>{};
    }
    template <class Joined>
    Result<> fill(Test&, const Joined&) {
        return {};
    }

    void put_texts(Test& test, const std::vector<std::string>& texts) {
        std::vector<std::string> folded;
        for (const std::string& text : texts) folded.push_back(fold(text));
        std::ranges::sort(folded);
        const auto repeated = std::ranges::unique(folded);
        folded.erase(repeated.begin(), repeated.end());
        test.texts = static_cast<std::uint32_t>(program_.texts_.size());
        test.texts_count = static_cast<std::uint32_t>(folded.size());
        for (std::string& text : folded) program_.texts_.push_back(std::move(text));
    }
    Result<> put_zone(Test& test, const std::string& name) {
        auto zone = surroundings_.zone(name);
        if (!zone) return refuse(Code::invalid, "unknown_time_zone", name, path_ + "/zone");
        test.setting = number_of(program_.zones_, std::move(zone));
        return {};
    }
    template <class Setting>
    static std::uint16_t number_of(std::vector<Setting>& settings, Setting setting) {
        const auto known = std::ranges::find(settings, setting);
        const auto number = static_cast<std::uint16_t>(known - settings.begin());
        if (known == settings.end()) settings.push_back(std::move(setting));
        return number;
    }

    Surroundings& surroundings_;
    const Catalogue* catalogue_ = nullptr;
    Program program_;
    std::size_t left_ = 0;
    std::string path_;  // Of the test that is being filled.
};

Result<Program> Program::compile(const Condition& condition, const Catalogue& catalogue,
                                 Surroundings& surroundings) {
    CHECKED(check(condition, catalogue));
    return Compiler(surroundings).compile(condition, catalogue);
}

}  // namespace parley::rules
