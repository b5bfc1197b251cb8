#include "rules/check.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "rules/impl/fail.hpp"

namespace parley::rules {
namespace {

struct Trait {
    Comparison comparison;
    FactType type;
    std::size_t operand;  // Index in Operand.
    std::string_view key;
};

namespace operand {
constexpr std::size_t nothing = 0;
constexpr std::size_t one_text = 1;
constexpr std::size_t texts = 2;
constexpr std::size_t number = 3;
constexpr std::size_t range = 4;
constexpr std::size_t duration = 5;
}  // namespace operand

constexpr Trait traits[] = {
    {Comparison::is, FactType::text, operand::one_text, "value"},
    {Comparison::is_not, FactType::text, operand::one_text, "value"},
    {Comparison::contains, FactType::text, operand::one_text, "value"},
    {Comparison::starts_with, FactType::text, operand::one_text, "value"},
    {Comparison::one_of, FactType::text, operand::texts, "values"},
    {Comparison::equals, FactType::number, operand::number, "value"},
    {Comparison::differs, FactType::number, operand::number, "value"},
    {Comparison::at_least, FactType::number, operand::number, "value"},
    {Comparison::at_most, FactType::number, operand::number, "value"},
    {Comparison::more_than, FactType::number, operand::number, "value"},
    {Comparison::less_than, FactType::number, operand::number, "value"},
    {Comparison::between, FactType::number, operand::range, "from"},
    {Comparison::yes, FactType::yes_no, operand::nothing, ""},
    {Comparison::no, FactType::yes_no, operand::nothing, ""},
    {Comparison::has, FactType::text_set, operand::texts, "values"},
    {Comparison::has_all, FactType::text_set, operand::texts, "values"},
    {Comparison::has_none, FactType::text_set, operand::texts, "values"},
    {Comparison::older_than, FactType::moment, operand::duration, "seconds"},
    {Comparison::within_last, FactType::moment, operand::duration, "seconds"},
    {Comparison::longer_than, FactType::duration, operand::duration, "seconds"},
    {Comparison::shorter_than, FactType::duration, operand::duration, "seconds"},
};

const Trait& trait_of(Comparison comparison) {
    return traits[static_cast<std::size_t>(comparison)];
}

static_assert(std::ranges::all_of(traits, [place = 0](const Trait& trait) mutable {
    return static_cast<int>(trait.comparison) == place++;
}));

Result<> check_text(std::string_view text, std::string_view field) {
    if (text.empty()) return fail(Code::invalid, "empty_text", field);
    const auto length = utf8_length(text);
    if (!length) return fail(Code::invalid, "bad_utf8", field);
    if (*length > text_max) return fail(Code::invalid, "text_too_long", field);
    if (text.find('\0') != text.npos) return fail(Code::invalid, "control_character", field);
    return {};
}

Result<> check_number(std::int64_t value, std::string_view field) {
    if (value < -number_max || value > number_max)
        return fail(Code::invalid, "out_of_range", field);
    return {};
}

Result<> check_duration(Duration value, Duration max, std::string_view field) {
    if (value <= Duration{0} || value > max || value % Duration(1s) != Duration{0})
        return fail(Code::invalid, "out_of_range", field);
    return {};
}

Result<> check_zone(std::string_view zone, const std::string& path) {
    return zone.empty() ? Result<>{} : check_text(zone, path + "/zone");
}

Result<> check_operand(const Operand& operand, const std::string& field) {
    if (const auto* text = std::get_if<std::string>(&operand)) return check_text(*text, field);
    if (const auto* list = std::get_if<std::vector<std::string>>(&operand)) {
        if (list->empty()) return fail(Code::invalid, "empty_text", field);
        if (list->size() > texts_max) return fail(Code::invalid, "too_many_texts", field);
        for (std::size_t i = 0; i < list->size(); ++i)
            CHECKED(check_text((*list)[i], field + "/" + std::to_string(i)));
    }
    if (const auto* value = std::get_if<std::int64_t>(&operand)) return check_number(*value, field);
    if (const auto* both = std::get_if<NumberRange>(&operand)) {
        CHECKED(check_number(both->from, field));
        CHECKED(check_number(both->to, field));
        if (both->from > both->to) return fail(Code::invalid, "out_of_range", field);
    }
    if (const auto* length = std::get_if<Duration>(&operand))
        return check_duration(*length, duration_max, field);
    return {};
}

class Checker {
public:
    explicit Checker(const Catalogue& catalogue) : catalogue_(catalogue) {}

    Result<> check(const Condition& condition, const std::string& path, std::size_t depth) {
        if (depth > depth_max) return fail(Code::invalid, "condition_too_deep", path);
        if (++nodes_ > nodes_max) return fail(Code::invalid, "condition_too_large", path);
        return std::visit([&](const auto& node) { return this->node(node, path, depth); },
                          condition.node);
    }

private:
    Result<> node(const All& all, const std::string& path, std::size_t depth) {
        return list(all.parts, path + "/all", depth);
    }
    Result<> node(const Any& any, const std::string& path, std::size_t depth) {
        if (any.parts.empty()) return fail(Code::invalid, "empty_condition", path + "/any");
        return list(any.parts, path + "/any", depth);
    }
    Result<> node(const Not& negated, const std::string& path, std::size_t depth) {
        if (negated.part.size() != 1) return fail(Code::invalid, "empty_condition", path + "/not");
        return check(negated.part.front(), path + "/not", depth + 1);
    }
    Result<> list(const std::vector<Condition>& parts, const std::string& path, std::size_t depth) {
        if (parts.size() > parts_max) return fail(Code::invalid, "condition_too_large", path);
        for (std::size_t i = 0; i < parts.size(); ++i)
            CHECKED(check(parts[i], path + "/" + std::to_string(i), depth + 1));
        return {};
    }
    Result<> node(const FactTest& test, const std::string& path, std::size_t) {
        CHECKED(check_text(test.fact, path + "/fact"));
        const auto place = catalogue_.place_of(test.fact);
        if (!place) return fail(Code::invalid, "unknown_fact", path + "/fact");
        const Trait& trait = trait_of(test.comparison);
        if (trait.type != catalogue_.facts()[*place].type || trait.operand != test.operand.index())
            return fail(Code::invalid, "wrong_comparison", path + "/test");
        return check_operand(test.operand, path + "/" + std::string(trait.key));
    }
    Result<> node(const DayTimeTest& test, const std::string& path, std::size_t) {
        using std::chrono::hours;
        if (test.from.count() < 0 || test.from >= hours(24))
            return fail(Code::invalid, "out_of_range", path + "/time_from");
        if (test.to.count() < 0 || test.to > hours(24) || test.to == test.from)
            return fail(Code::invalid, "out_of_range", path + "/time_to");
        return check_zone(test.zone, path);
    }
    Result<> node(const WeekdayTest& test, const std::string& path, std::size_t) {
        if (test.days == 0 || test.days >= 0x7f)
            return fail(Code::invalid, "out_of_range", path + "/weekdays");
        return check_zone(test.zone, path);
    }
    Result<> node(const CalendarTest& test, const std::string& path, std::size_t) {
        return check_text(test.calendar, path + "/within_calendar");
    }
    Result<> node(const HappenedTest& test, const std::string& path, std::size_t) {
        CHECKED(check_text(test.happening, path + "/happened"));
        const HappeningEntry* entry = happening_named(test.happening);
        if (!entry) return fail(Code::invalid, "unknown_happening", path + "/happened");
        const Trait& trait = trait_of(test.comparison);
        if (trait.type != FactType::number || trait.operand != operand::number)
            return fail(Code::invalid, "wrong_comparison", path + "/test");
        if (test.times < 0 || test.times > times_max)
            return fail(Code::invalid, "out_of_range", path + "/times");
        if (!test.same.empty()) {
            CHECKED(check_text(test.same, path + "/same"));
            if (std::ranges::find(entry->attributes, test.same) == entry->attributes.end())
                return fail(Code::invalid, "unknown_attribute", path + "/same");
        }
        if (test.within != Duration{0})
            return check_duration(test.within, window_max, path + "/within_seconds");
        return check_zone(test.zone, path);
    }

    const Catalogue& catalogue_;
    std::size_t nodes_ = 0;
};

struct Cost {
    std::int64_t operator()(const FactTest& test) const {
        const auto* list = std::get_if<std::vector<std::string>>(&test.operand);
        if (test.comparison == Comparison::contains) return 20;
        return list ? 2 + static_cast<std::int64_t>(list->size()) : 1;
    }
    std::int64_t operator()(const DayTimeTest&) const { return 5; }
    std::int64_t operator()(const WeekdayTest&) const { return 5; }
    std::int64_t operator()(const CalendarTest&) const { return 10; }
    std::int64_t operator()(const HappenedTest&) const { return 10; }
    template <class Joined>
    std::int64_t operator()(const Joined&) const {
        return 0;
    }
};

}  // namespace

Result<> check(const Condition& condition, const Catalogue& catalogue) {
    CHECKED(Checker(catalogue).check(condition, "", 1));
    if (cost_of(condition) > cost_max) return fail(Code::invalid, "condition_too_costly", "");
    return {};
}

std::int64_t cost_of(const Condition& condition) {
    std::int64_t cost = std::visit(Cost{}, condition.node);
    for (const Condition& part : parts_of(condition)) cost += cost_of(part);
    return cost;
}

FactType type_of(Comparison comparison) { return trait_of(comparison).type; }
std::string_view operand_key(Comparison comparison) { return trait_of(comparison).key; }

}  // namespace parley::rules
