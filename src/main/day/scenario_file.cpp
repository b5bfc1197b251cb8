#include "main/day/scenario_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <stdexcept>
#define TOML_EXCEPTIONS 1
#include <toml++/toml.h>

#include "base/enum_names.hpp"
#include "simulation/day/figures.hpp"

namespace parley::day {
namespace {

using simulation::DayClass;
using simulation::FloorAgent;
using simulation::FloorKind;
using simulation::FloorQueue;
using simulation::Scenario;

constexpr std::int64_t agents_of_a_group_max = 1'000;
constexpr std::array strategies{Strategy::longest_idle, Strategy::even_by_load,
                                Strategy::even_by_work};

// Thrown and caught in this file only.
struct BadScenario : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// One table of the file, which knows the keys it may have.
class Table {
public:
    Table(const toml::table& table, std::initializer_list<std::string_view> keys) : table_(table) {
        for (const auto& [key, node] : table) {
            if (std::find(keys.begin(), keys.end(), key.str()) == keys.end()) {
                fail(node, fmt::format("{} is no key here", key.str()));
            }
        }
    }

    [[noreturn]] static void fail(const toml::node& node, const std::string& what) {
        throw BadScenario(fmt::format("line {}: {}", node.source().begin.line, what));
    }
    const toml::node* find(std::string_view key) const { return table_.get(key); }

    std::string text(std::string_view key) const {
        const toml::node* node = find(key);
        if (node == nullptr) fail(table_, fmt::format("{} is missing", key));
        const auto value = node->value_exact<std::string>();
        if (!value || value->empty()) fail(*node, fmt::format("{} must be a text", key));
        return *value;
    }
    std::string text(std::string_view key, std::string_view otherwise) const {
        return find(key) == nullptr ? std::string(otherwise) : text(key);
    }
    double number(std::string_view key) const {
        const toml::node* node = find(key);
        if (node == nullptr) fail(table_, fmt::format("{} is missing", key));
        const auto value = node->value<double>();
        if (!value || !node->is_number()) fail(*node, fmt::format("{} must be a number", key));
        return *value;
    }
    double number(std::string_view key, double otherwise) const {
        return find(key) == nullptr ? otherwise : number(key);
    }
    std::vector<std::string> texts(std::string_view key) const {
        std::vector<std::string> texts;
        const toml::node* node = find(key);
        if (node == nullptr) return texts;
        const toml::array* array = node->as_array();
        if (array == nullptr) fail(*node, fmt::format("{} must be a list of texts", key));
        for (const toml::node& each : *array) {
            const auto value = each.value_exact<std::string>();
            if (!value) fail(each, fmt::format("{} must be a list of texts", key));
            texts.push_back(*value);
        }
        return texts;
    }
    std::vector<double> numbers(std::string_view key) const {
        const toml::node* node = find(key);
        if (node == nullptr) fail(table_, fmt::format("{} is missing", key));
        if (node->is_number()) return {number(key)};
        const toml::array* array = node->as_array();
        if (array == nullptr) fail(*node, fmt::format("{} must be numbers", key));
        std::vector<double> numbers;
        for (const toml::node& each : *array) {
            const auto value = each.value<double>();
            if (!value || !each.is_number()) fail(each, fmt::format("{} must be numbers", key));
            numbers.push_back(*value);
        }
        return numbers;
    }

    const toml::table& node() const { return table_; }

private:
    const toml::table& table_;
};

// "en" or "en:7".
routing::Need level_of(const Table& table, const std::string& text, int otherwise) {
    const auto colon = text.find(':');
    routing::Need need{text.substr(0, colon), otherwise};
    if (colon == std::string::npos) return need;
    const char* end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data() + colon + 1, end, need.level);
    const bool fits = error == std::errc{} && at == end && need.level >= 1 && need.level <= 10;
    if (!fits) Table::fail(table.node(), text + " has no level of 1 to 10");
    return need;
}

std::vector<routing::Need> needs_of(const Table& table) {
    std::vector<routing::Need> needs;
    for (const std::string& text : table.texts("needs")) needs.push_back(level_of(table, text, 1));
    return needs;
}

Duration seconds_of(const Table& table, std::string_view key) {
    const double value = table.number(key, 0);
    if (!(value >= 0 && value <= 86'400)) {
        Table::fail(table.node(), fmt::format("{} must be 0 to 86400", key));
    }
    return Duration{static_cast<std::int64_t>(value * 1'000)};
}

class Reading {
public:
    Scenario read(const toml::table& root) {
        const Table table(root,
                          {"name", "metric", "hours", "threshold_s", "queue", "class", "agents"});
        scenario_.name = table.text("name");
        scenario_.metric = table.text("metric");
        scenario_.hours = table.number("hours", 8);
        scenario_.threshold_s = table.number("threshold_s", 20);
        const auto queues = tables(table, "queue");
        for (const toml::table* queue : queues) {
            scenario_.queue_names.push_back(queue_table(*queue).text("name"));
        }
        for (const toml::table* queue : queues) add_queue(queue_table(*queue));
        for (const toml::table* one : tables(table, "class")) add_class(*one);
        for (const toml::table* group : tables(table, "agents")) add_agents(*group);
        return std::move(scenario_);
    }

private:
    static Table queue_table(const toml::table& queue) {
        return Table(queue,
                     {"name", "strategy", "needs", "overflow", "overflow_after_s", "waiting_max"});
    }

    static std::vector<const toml::table*> tables(const Table& table, std::string_view key) {
        const toml::node* node = table.find(key);
        std::vector<const toml::table*> found;
        const toml::array* array = node == nullptr ? nullptr : node->as_array();
        if (array == nullptr) Table::fail(table.node(), fmt::format("there is no [[{}]]", key));
        for (const toml::node& each : *array) {
            if (each.as_table() == nullptr) Table::fail(each, fmt::format("no [[{}]]", key));
            found.push_back(each.as_table());
        }
        return found;
    }

    std::uint32_t queue_of(const Table& table, const std::string& name) const {
        const auto& names = scenario_.queue_names;
        const auto found = std::find(names.begin(), names.end(), name);
        if (found == names.end()) Table::fail(table.node(), "there is no queue " + name);
        return static_cast<std::uint32_t>(found - names.begin());
    }

    void add_queue(const Table& table) {
        FloorQueue queue;
        const std::string strategy = table.text("strategy", "longest_idle");
        const auto known = enum_named<Strategy>(strategy);
        if (!known || std::ranges::find(strategies, *known) == strategies.end())
            Table::fail(table.node(), "the strategy is longest_idle, even_by_load or even_by_work");
        queue.strategy = *known;
        queue.needs = needs_of(table);
        if (table.find("overflow") != nullptr) {
            queue.overflow = queue_of(table, table.text("overflow"));
            queue.overflow_after = seconds_of(table, "overflow_after_s");
        }
        const double waiting = table.number("waiting_max", 0);
        if (!(waiting >= 0 && waiting <= 100'000)) {
            Table::fail(table.node(), "waiting_max must be 0 to 100000");
        }
        queue.waiting_max = static_cast<std::size_t>(waiting);
        scenario_.floor.queues.push_back(std::move(queue));
    }

    void add_class(const toml::table& node) {
        const Table table(node, {"name", "queue", "needs", "per_hour", "handling_s", "handling",
                                 "patience_s", "patience", "boost_s"});
        FloorKind kind;
        kind.queue = queue_of(table, table.text("queue"));
        kind.needs = needs_of(table);
        kind.boost = seconds_of(table, "boost_s");
        DayClass one;
        one.name = table.text("name");
        one.per_hour = table.numbers("per_hour");
        one.handling_s = table.number("handling_s");
        one.patience_s = table.number("patience_s", 0);
        one.handling = law_of(table, "handling");
        one.patience = law_of(table, "patience");
        scenario_.floor.kinds.push_back(std::move(kind));
        scenario_.classes.push_back(std::move(one));
    }

    static simulation::Law law_of(const Table& table, std::string_view key) {
        const auto law = simulation::parse_law(table.text(key, "exponential"));
        if (!law) Table::fail(table.node(), fmt::format("{}: {}", key, law.error().message));
        return *law;
    }

    void add_agents(const toml::table& node) {
        const Table table(node, {"count", "queues", "skills", "from_h", "to_h"});
        const double count = table.number("count", 1);
        if (!(count >= 1 && count <= agents_of_a_group_max) || count != std::floor(count)) {
            Table::fail(node, "count must be 1 to 1000");
        }
        FloorAgent agent;
        for (const std::string& name : table.texts("queues")) {
            agent.queues.push_back(queue_of(table, name));
        }
        if (agent.queues.empty()) Table::fail(node, "agents without queues");
        for (const std::string& text : table.texts("skills")) {
            const routing::Need has = level_of(table, text, 5);
            agent.skills.push_back({has.skill, has.level});
        }
        const simulation::Shift shift{table.number("from_h", 0),
                                      table.number("to_h", scenario_.hours)};
        agent.on_duty = shift.from_h <= 0;
        for (int i = 0; i < static_cast<int>(count); ++i) {
            scenario_.floor.agents.push_back(agent);
            scenario_.shifts.push_back(shift);
        }
    }

    Scenario scenario_;
};

}  // namespace

Result<Scenario> parse_scenario(std::string_view text, std::string_view name) {
    const auto bad = [&](const std::string& what) {
        return refuse(Code::invalid, "bad_scenario", fmt::format("{}: {}", name, what));
    };
    try {
        const toml::table root = toml::parse(text);
        Scenario scenario = Reading().read(root);
        CHECKED(simulation::check(scenario));
        CHECKED(simulation::parse_metric(scenario.metric, scenario));
        return scenario;
    } catch (const toml::parse_error& error) {
        return bad(fmt::format("line {}: {}", error.source().begin.line, error.description()));
    } catch (const BadScenario& error) {
        return bad(error.what());
    }
}

Result<Scenario> read_scenario(const std::string& path) {
    constexpr std::size_t text_max = 1 << 20;
    std::ifstream file(path, std::ios::binary);
    if (!file) return refuse(Code::not_found, "no_such_file", path);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    if (text.size() > text_max) return refuse(Code::over_limit, "file_too_large", path);
    return parse_scenario(text, path);
}

}  // namespace parley::day
