#include "codec/condition.hpp"

#include <algorithm>

#include "codec/strict.hpp"
#include "rules/check.hpp"

namespace parley::codec {
namespace {

using namespace rules;  // NOLINT: this file is about nothing else.

// In milliseconds it still fits.
constexpr std::int64_t seconds_max = integer_max / 1'000;

bool read_seconds(JsonView json, std::string_view key, Duration& out, Failure& failure) {
    const JsonView value = json.find(key);
    if (!value) return failure.refuse("missing_field", "seconds") || failure.inside(key);
    std::int64_t count = 0;
    if (!read_integer(value, 1, seconds_max, count, failure)) return failure.inside(key);
    out = std::chrono::seconds(count);
    return true;
}

bool read_parts(JsonView json, std::vector<Condition>& out, Failure& failure) {
    if (json.kind() != JsonKind::array) return failure.refuse("wrong_type", "a list");
    if (json.size() > parts_max) return failure.refuse("condition_too_large", "fewer parts");
    out.resize(json.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (!read(json.at(i), out[i], failure)) return failure.inside(i);
    }
    return true;
}

bool read_all(JsonView json, Condition& out, Failure& failure) {
    if (!only_keys(json, {"all"}, failure)) return false;
    auto& all = out.node.emplace<All>();
    return read_parts(json.find("all"), all.parts, failure) || failure.inside("all");
}

bool read_any(JsonView json, Condition& out, Failure& failure) {
    if (!only_keys(json, {"any"}, failure)) return false;
    auto& any = out.node.emplace<Any>();
    return read_parts(json.find("any"), any.parts, failure) || failure.inside("any");
}

bool read_not(JsonView json, Condition& out, Failure& failure) {
    if (!only_keys(json, {"not"}, failure)) return false;
    Condition part;
    if (!read(json.find("not"), part, failure)) return failure.inside("not");
    out = not_of(std::move(part));
    return true;
}

bool read_operand(JsonView json, FactTest& test, Failure& failure) {
    const std::string_view key = operand_key(test.comparison);
    if (key == "from") {
        if (!only_keys(json, {"fact", "test", "from", "to"}, failure)) return false;
        auto& range = test.operand.emplace<NumberRange>();
        return read_key(json, "from", range.from, failure) &&
               read_key(json, "to", range.to, failure);
    }
    if (key.empty()) return only_keys(json, {"fact", "test"}, failure);
    if (!only_keys(json, {"fact", "test", key}, failure)) return false;
    if (key == "seconds") return read_seconds(json, key, test.operand.emplace<Duration>(), failure);
    if (key == "values") {
        auto& texts = test.operand.emplace<std::vector<std::string>>();
        return read_key(json, key, texts, failure);
    }
    if (type_of(test.comparison) == FactType::text)
        return read_key(json, key, test.operand.emplace<std::string>(), failure);
    return read_key(json, key, test.operand.emplace<std::int64_t>(), failure);
}

bool read_fact(JsonView json, Condition& out, Failure& failure) {
    auto& test = out.node.emplace<FactTest>();
    return read_key(json, "fact", test.fact, failure) &&
           read_key(json, "test", test.comparison, failure) && read_operand(json, test, failure);
}

bool read_day_time(JsonView json, Condition& out, Failure& failure) {
    if (!only_keys(json, {"time_from", "time_to", "zone"}, failure)) return false;
    auto& test = out.node.emplace<DayTimeTest>();
    const auto edge = [&](std::string_view key, std::chrono::minutes& time) {
        const JsonView value = json.find(key);
        if (!value) return failure.refuse("missing_field", "a time") || failure.inside(key);
        return read_time_of_day(value, time, failure) || failure.inside(key);
    };
    return edge("time_from", test.from) && edge("time_to", test.to) &&
           read_optional_text(json, "zone", test.zone, failure);
}

bool read_weekdays(JsonView json, Condition& out, Failure& failure) {
    if (!only_keys(json, {"weekdays", "zone"}, failure)) return false;
    auto& test = out.node.emplace<WeekdayTest>();
    List<std::string, 7> names;
    if (!read_key(json, "weekdays", names, failure)) return false;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto day = std::ranges::find(weekday_names, names[i]) - std::begin(weekday_names);
        const int bit = 1 << day;
        if (day == std::ssize(weekday_names) || (test.days & bit) != 0) {
            return failure.refuse("unknown_value", "a day of the week, once") ||
                   failure.inside(i) || failure.inside("weekdays");
        }
        test.days = static_cast<std::uint8_t>(test.days | bit);
    }
    return read_optional_text(json, "zone", test.zone, failure);
}

bool read_calendar(JsonView json, Condition& out, Failure& failure) {
    auto& test = out.node.emplace<CalendarTest>();
    return only_keys(json, {"within_calendar"}, failure) &&
           read_key(json, "within_calendar", test.calendar, failure);
}

bool read_happened(JsonView json, Condition& out, Failure& failure) {
    auto& test = out.node.emplace<HappenedTest>();
    const bool is_today = static_cast<bool>(json.find("today"));
    const std::string_view window = is_today ? "today" : "within_seconds";
    // A zone says which day today is, and nothing else.
    const std::string_view zone = is_today ? "zone" : window;
    if (!only_keys(json, {"happened", "test", "times", window, zone, "same"}, failure))
        return false;
    bool today = true;
    if (is_today) {
        if (!read_key(json, "today", today, failure)) return false;
        if (!today) return failure.refuse("unknown_value", "true") || failure.inside("today");
    } else if (!read_seconds(json, window, test.within, failure)) {
        return false;
    }
    return read_key(json, "happened", test.happening, failure) &&
           read_key(json, "test", test.comparison, failure) &&
           read_key(json, "times", test.times, failure) &&
           read_optional_text(json, "zone", test.zone, failure) &&
           read_optional_text(json, "same", test.same, failure);
}

struct Form {
    std::string_view key;
    bool (*read)(JsonView, Condition&, Failure&);
};
// A condition is told by the one of these keys that it has.
constexpr Form forms[] = {{"all", read_all},           {"any", read_any},
                          {"not", read_not},           {"fact", read_fact},
                          {"happened", read_happened}, {"within_calendar", read_calendar},
                          {"weekdays", read_weekdays}, {"time_from", read_day_time}};

struct Writer {
    std::string& out;

    void parts(std::string_view key, const std::vector<Condition>& conditions) const {
        out += "{\"";
        out += key;
        out += "\":[";
        for (std::size_t i = 0; i < conditions.size(); ++i) {
            if (i > 0) out += ',';
            codec::write(out, conditions[i]);
        }
        out += "]}";
    }
    void operator()(const All& all) const { parts("all", all.parts); }
    void operator()(const Any& any) const { parts("any", any.parts); }
    void operator()(const Not& negated) const {
        out += "{\"not\":";
        codec::write(out, negated.part.front());
        out += '}';
    }

    template <class T>
    void member(bool& first, std::string_view key, const T& value) const {
        write_key(out, first, key);
        write(out, value);
    }
    void text(bool& first, std::string_view key, const std::string& value) const {
        if (!value.empty()) member(first, key, value);
    }
    void operator()(const FactTest& test) const {
        bool first = true;
        member(first, "fact", test.fact);
        member(first, "test", test.comparison);
        const std::string_view key = operand_key(test.comparison);
        if (const auto* value = std::get_if<std::string>(&test.operand)) member(first, key, *value);
        if (const auto* list = std::get_if<std::vector<std::string>>(&test.operand))
            member(first, key, *list);
        if (const auto* value = std::get_if<std::int64_t>(&test.operand))
            member(first, key, *value);
        if (const auto* range = std::get_if<NumberRange>(&test.operand)) {
            member(first, "from", range->from);
            member(first, "to", range->to);
        }
        if (const auto* length = std::get_if<Duration>(&test.operand))
            member(first, key, length->count() / 1'000);
        out += '}';
    }
    void operator()(const DayTimeTest& test) const {
        bool first = true;
        write_key(out, first, "time_from");
        write_time_of_day(out, test.from);
        write_key(out, first, "time_to");
        write_time_of_day(out, test.to);
        text(first, "zone", test.zone);
        out += '}';
    }
    void operator()(const WeekdayTest& test) const {
        bool first = true;
        std::vector<std::string> names;
        for (std::size_t day = 0; day < std::size(weekday_names); ++day) {
            if (test.days >> day & 1) names.emplace_back(weekday_names[day]);
        }
        member(first, "weekdays", names);
        text(first, "zone", test.zone);
        out += '}';
    }
    void operator()(const CalendarTest& test) const {
        bool first = true;
        member(first, "within_calendar", test.calendar);
        out += '}';
    }
    void operator()(const HappenedTest& test) const {
        bool first = true;
        member(first, "happened", test.happening);
        member(first, "test", test.comparison);
        member(first, "times", test.times);
        if (test.within == Duration{0})
            member(first, "today", true);
        else
            member(first, "within_seconds", test.within.count() / 1'000);
        text(first, "zone", test.zone);
        text(first, "same", test.same);
        out += '}';
    }
};

}  // namespace

bool read(JsonView json, Condition& out, Failure& failure) {
    if (json.kind() != JsonKind::object) return failure.refuse("wrong_type", "an object");
    for (const Form& form : forms) {
        if (json.find(form.key)) return form.read(json, out, failure);
    }
    return failure.refuse("missing_field", "all, any, not, fact or another form of a condition");
}

void write(std::string& out, const Condition& condition) {
    std::visit(Writer{out}, condition.node);
}

Result<Condition> condition_from_json(std::string_view text) {
    struct Reader final : JsonVisitor {
        Condition value;
        Result<> visit(JsonView root) override {
            Failure failure;
            if (read(root, value, failure)) return {};
            return refusal_of(std::move(failure));
        }
    };
    Reader reader;
    CHECKED(visit_json(text, reader));
    return std::move(reader.value);
}

std::string condition_to_json(const Condition& condition) {
    std::string out;
    codec::write(out, condition);
    return out;
}

}  // namespace parley::codec
