// A condition read naively: down the tree, facts by their names, events counted one by one. What
// Program says is held against it by the tests; its pace against this one's by the benchmark.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "rules/fold.hpp"
#include "rules/program.hpp"

namespace parley::rules::testing {

struct HappenedOnce {
    std::string happening;
    Instant at;
    History::Attributes attributes;
};

class TreeWalker {
public:
    std::map<std::string, FactValue> facts;
    std::vector<HappenedOnce> events;
    Surroundings* surroundings = nullptr;
    Instant now;

    bool holds(const Condition& condition) const {
        return std::visit([this](const auto& node) { return this->node(node); }, condition.node);
    }

private:
    bool node(const All& all) const {
        for (const Condition& part : all.parts) {
            if (!holds(part)) return false;
        }
        return true;
    }
    bool node(const Any& any) const {
        for (const Condition& part : any.parts) {
            if (holds(part)) return true;
        }
        return false;
    }
    bool node(const Not& negated) const { return !holds(negated.part.front()); }

    bool node(const FactTest& test) const {
        const auto found = facts.find(test.fact);
        if (found == facts.end()) return false;
        const auto& [name, value] = *found;
        if (std::holds_alternative<std::string>(value)) return text(test, std::get<1>(value));
        if (std::holds_alternative<std::vector<std::string>>(value))
            return set(test, std::get<std::vector<std::string>>(value));
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            if (const auto* range = std::get_if<NumberRange>(&test.operand))
                return range->from <= *number && *number <= range->to;
            return compare(test.comparison, *number, std::get<std::int64_t>(test.operand));
        }
        if (const auto* is_so = std::get_if<bool>(&value))
            return test.comparison == Comparison::yes ? *is_so : !*is_so;
        if (const auto* moment = std::get_if<Instant>(&value)) {
            const Duration length = std::get<Duration>(test.operand);
            if (test.comparison == Comparison::older_than) return *moment + length < now;
            return *moment <= now && now <= *moment + length;
        }
        if (const auto* duration = std::get_if<Duration>(&value)) {
            const Duration length = std::get<Duration>(test.operand);
            return test.comparison == Comparison::longer_than ? *duration > length
                                                              : *duration < length;
        }
        return false;
    }
    static bool text(const FactTest& test, const std::string& raw) {
        const std::string value = fold(raw);
        if (const auto* list = std::get_if<std::vector<std::string>>(&test.operand)) {
            return std::ranges::any_of(*list, [&](const auto& one) { return fold(one) == value; });
        }
        const std::string wanted = fold(std::get<std::string>(test.operand));
        switch (test.comparison) {
            case Comparison::is: return value == wanted;
            case Comparison::is_not: return value != wanted;
            case Comparison::contains: return value.find(wanted) != value.npos;
            default: return value.substr(0, wanted.size()) == wanted;
        }
    }
    static bool set(const FactTest& test, const std::vector<std::string>& raw) {
        std::size_t found = 0;
        const auto& wanted = std::get<std::vector<std::string>>(test.operand);
        for (const std::string& one : wanted) {
            for (const std::string& other : raw) {
                if (fold(one) != fold(other)) continue;
                ++found;
                break;
            }
        }
        if (test.comparison == Comparison::has_all) return found == wanted.size();
        return (test.comparison == Comparison::has) == (found > 0);
    }
    static bool compare(Comparison comparison, std::int64_t value, std::int64_t with) {
        if (comparison == Comparison::equals) return value == with;
        if (comparison == Comparison::differs) return value != with;
        if (comparison == Comparison::at_least) return value >= with;
        if (comparison == Comparison::at_most) return value <= with;
        return comparison == Comparison::more_than ? value > with : value < with;
    }

    bool node(const DayTimeTest& test) const {
        const LocalTime local = surroundings->zone(test.zone)->local(now);
        const Duration time = local - std::chrono::floor<std::chrono::days>(local);
        if (test.from < test.to) return time >= test.from && time < test.to;
        return !(time >= test.to && time < test.from);
    }
    bool node(const WeekdayTest& test) const {
        const LocalTime local = surroundings->zone(test.zone)->local(now);
        const std::chrono::weekday day(std::chrono::floor<std::chrono::days>(local));
        return (test.days & 1U << (day.iso_encoding() - 1)) != 0;
    }
    bool node(const CalendarTest& test) const {
        return surroundings->calendar(test.calendar)->is_open(now);
    }
    bool node(const HappenedTest& test) const {
        std::string same;
        if (!test.same.empty()) {
            const auto found = facts.find(fact_of_attribute(test.same));
            if (found == facts.end()) return false;
            same = fold(std::get<std::string>(found->second));
        }
        std::int64_t count = 0;
        for (const HappenedOnce& event : events) {
            if (event.happening != test.happening) continue;
            if (test.within != Duration{0} && event.at + test.within <= now) continue;
            if (test.within == Duration{0} &&
                event.at < surroundings->zone(test.zone)->day_at(now).begin)
                continue;
            const auto is_same = [&](const auto& pair) {
                return pair.first == test.same && fold(pair.second) == same;
            };
            if (!test.same.empty() && std::ranges::none_of(event.attributes, is_same)) continue;
            ++count;
        }
        return compare(test.comparison, count, test.times);
    }
};

}  // namespace parley::rules::testing
