// Conditions, facts and events from a seed, all of a small world, so that much of it meets.
#pragma once

#include "base/random.hpp"
#include "base/time_zone_files.hpp"
#include "rules/check.hpp"
#include "rules/program.hpp"
#include "rules/testing/tree_walker.hpp"

namespace parley::rules::testing {

// A workspace in Berlin with one calendar, "shop": weekdays 9 … 12:30 and 13 … 18, Saturdays 22 to
// 2 at night.
class SmallWorld final : public Surroundings {
public:
    SmallWorld() {
        using std::chrono::minutes;
        CalendarTerms terms;
        for (std::size_t day = 0; day < 5; ++day)
            terms.week[day] = {{minutes(540), minutes(750)}, {minutes(780), minutes(1'080)}};
        terms.week[5] = {{minutes(1'320), minutes(1'560)}};
        shop_ = std::make_shared<Calendar>(*Calendar::make(terms, zone("")));
    }
    std::shared_ptr<const TimeZone> zone(std::string_view name) override {
        return files_.zone(name.empty() ? "Europe/Berlin" : name);
    }
    std::shared_ptr<const Calendar> calendar(std::string_view id) override {
        return id == "shop" ? shop_ : nullptr;
    }

private:
    TimeZoneFiles files_;
    std::shared_ptr<const Calendar> shop_;
};

class Maker {
public:
    explicit Maker(std::uint64_t seed) : rng_(seed) {}

    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(rng_.below(bound)); }
    Instant moment() {
        using namespace std::chrono;
        // Around the change to summer time, to the second or to the hour.
        const Instant base = sys_days(2024y / 3 / 29);
        return base + (below(2) ? seconds(below(4 * 86'400)) : seconds(below(96) * 3'600));
    }
    std::string text() {
        constexpr const char* words[] = {"vip", "VIP",    "退款",  "Zürich",
                                         "new", "ＶＩＰ", "a/b~c", "en"};
        return words[below(std::size(words))];
    }
    std::vector<std::string> texts() {
        std::vector<std::string> texts(1 + below(3));
        for (std::string& one : texts) one = text();
        return texts;
    }

    FactValue value(FactType type) {
        switch (type) {
            case FactType::text: return below(3) ? text() : text() + text();
            case FactType::number: return static_cast<std::int64_t>(below(4));
            case FactType::yes_no: return below(2) == 1;
            case FactType::text_set: return texts();
            case FactType::moment: return moment();
            case FactType::duration: return Duration(below(4) * 1'000);
        }
        return {};
    }

    Condition condition(const Catalogue& catalogue, std::size_t depth = 1) {
        if (depth < 4 && below(5) < 3) {
            std::vector<Condition> parts;
            const std::size_t count = 1 + below(3);
            for (std::size_t i = 0; i < count; ++i)
                parts.push_back(condition(catalogue, depth + 1));
            if (below(4) == 0) return not_of(std::move(parts.front()));
            return below(2) ? all_of(std::move(parts)) : any_of(std::move(parts));
        }
        if (below(2)) return fact_test(catalogue);
        return below(2) ? happened() : time();
    }

    TreeWalker around(const Catalogue& catalogue, Surroundings& surroundings) {
        TreeWalker walker;
        walker.surroundings = &surroundings;
        walker.now = moment();
        for (const FactEntry& fact : catalogue.facts()) {
            if (below(4) > 0) walker.facts[fact.name] = value(fact.type);
        }
        for (std::size_t i = below(8); i > 0; --i) {
            const auto& entry = happenings()[below(happenings().size())];
            walker.events.push_back({entry.name, moment(), {{"queue", text()}, {"inbox", text()}}});
        }
        return walker;
    }

private:
    Condition fact_test(const Catalogue& catalogue) {
        const auto& fact = catalogue.facts()[below(catalogue.facts().size())];
        std::vector<Comparison> fitting;
        for (int i = 0; i <= static_cast<int>(Comparison::shorter_than); ++i) {
            const auto comparison = static_cast<Comparison>(i);
            if (type_of(comparison) == fact.type) fitting.push_back(comparison);
        }
        FactTest test{fact.name, fitting[below(fitting.size())], {}};
        const std::string_view key = operand_key(test.comparison);
        const auto low = static_cast<std::int64_t>(below(4));
        if (key == "values") test.operand = texts();
        if (key == "value" && fact.type == FactType::text) test.operand = text();
        if (key == "value" && fact.type == FactType::number) test.operand = low;
        if (key == "from") test.operand = NumberRange{low, low + 1};
        if (key == "seconds") test.operand = Duration((1 + low * 7'200) * 1'000);
        return {test};
    }
    Condition happened() {
        const auto& entry = happenings()[below(happenings().size())];
        constexpr Comparison numbers[] = {Comparison::equals,    Comparison::differs,
                                          Comparison::at_least,  Comparison::at_most,
                                          Comparison::more_than, Comparison::less_than};
        HappenedTest test{
            entry.name, numbers[below(6)], static_cast<std::int64_t>(below(4)), {}, zone(), {}};
        if (below(2)) {
            test.within = std::chrono::hours(1 + below(40));
            test.zone.clear();
        }
        if (!entry.attributes.empty() && below(2))
            test.same = entry.attributes[below(entry.attributes.size())];
        return {test};
    }
    Condition time() {
        using std::chrono::minutes;
        const std::size_t kind = below(3);
        if (kind == 0) return {CalendarTest{"shop"}};
        if (kind == 1) return {WeekdayTest{static_cast<std::uint8_t>(1 + below(126)), zone()}};
        const auto from = static_cast<int>(below(48)) * 30;
        auto to = static_cast<int>(below(49)) * 30;
        if (to == from) to += 30;
        return {DayTimeTest{minutes(from), minutes(to), zone()}};
    }
    std::string zone() {
        constexpr const char* zones[] = {"", "Asia/Shanghai", "America/New_York"};
        return zones[below(std::size(zones))];
    }

    SeededRng rng_;
};

inline Facts facts_of(const TreeWalker& walker, const Catalogue& catalogue) {
    Facts facts(catalogue);
    for (const auto& [name, value] : walker.facts) facts.set(name, value);
    return facts;
}

inline History history_of(const TreeWalker& walker) {
    History history;
    for (const HappenedOnce& event : walker.events)
        history.feed(event.happening, event.at, event.attributes);
    return history;
}

}  // namespace parley::rules::testing
