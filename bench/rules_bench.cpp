// Evaluations per second of a condition: a typical one of 8 tests, and how that grows with their
// number, beside a naive walk down the same tree in the same run. Both are given the same facts, of
// contacts of which some are answered early and some late.
//
//     rules_bench [--quick] [--out FILE]
#include <fmt/format.h>
#include <time.h>

#include <stdexcept>
#include <string>
#include <string_view>

#include "bench/report.hpp"
#include "rules/testing/random_condition.hpp"

namespace parley::bench {
namespace {

using namespace rules;  // NOLINT: this file is about nothing else.

constexpr std::size_t contacts = 256;

Condition fact(std::string name, Comparison comparison, Operand operand = {}) {
    return {FactTest{std::move(name), comparison, std::move(operand)}};
}

// Who goes first: an important contact, or one who failed today, in hours, not of the spam.
Condition typical() {
    using Texts = std::vector<std::string>;
    return all_of({
        fact("session.channel", Comparison::one_of, Texts{"webchat", "phone", "mail"}),
        fact("contact.tags", Comparison::has_none, Texts{"blocked", "spam"}),
        {DayTimeTest{std::chrono::hours(8), std::chrono::hours(20), "Asia/Shanghai"}},
        any_of({
            fact("contact.vip_level", Comparison::at_least, std::int64_t{2}),
            {HappenedTest{"queue_failed", Comparison::at_least, 1, {}, "Asia/Shanghai", ""}},
            fact("behaviour.visits_today", Comparison::more_than, std::int64_t{2}),
            all_of({fact("session.is_newcomer", Comparison::yes),
                    fact("session.topic", Comparison::contains, "refund")}),
        }),
    });
}

// Alternatives of which none holds, so that all of them are asked.
Condition wide(std::size_t tests) {
    std::vector<Condition> groups;
    while (tests > 0) {
        std::vector<Condition> parts;
        for (; tests > 0 && parts.size() < 50; --tests) {
            const auto number = static_cast<std::int64_t>(tests);
            parts.push_back(tests % 2
                                ? fact("behaviour.sessions", Comparison::more_than, 100 + number)
                                : fact("session.topic", Comparison::is, fmt::format("t{}", tests)));
        }
        groups.push_back(any_of(std::move(parts)));
    }
    return any_of(std::move(groups));
}

struct Contact {
    testing::TreeWalker walker;
    Facts facts;
    History history;
};

std::vector<Contact> people(const Catalogue& catalogue, Surroundings& surroundings) {
    testing::Maker maker(1);
    constexpr const char* channels[] = {"webchat", "phone", "mail", "sms"};
    constexpr const char* topics[] = {"I want a refund for my order", "delivery", "invoice"};
    std::vector<Contact> made;
    for (std::size_t i = 0; i < contacts; ++i) {
        testing::TreeWalker walker;
        walker.surroundings = &surroundings;
        walker.now = maker.moment();
        walker.facts["session.channel"] = std::string(channels[maker.below(4)]);
        walker.facts["contact.tags"] =
            std::vector<std::string>{"gold", maker.below(8) ? "retail" : "spam"};
        walker.facts["contact.vip_level"] = static_cast<std::int64_t>(maker.below(4));
        walker.facts["behaviour.visits_today"] = static_cast<std::int64_t>(maker.below(4));
        walker.facts["behaviour.sessions"] = static_cast<std::int64_t>(maker.below(40));
        walker.facts["session.is_newcomer"] = maker.below(2) == 1;
        walker.facts["session.topic"] = std::string(topics[maker.below(3)]);
        for (std::size_t n = maker.below(6); n > 0; --n)
            walker.events.push_back({"queue_failed", maker.moment(), {}});
        made.push_back({walker, testing::facts_of(walker, catalogue), testing::history_of(walker)});
    }
    return made;
}

double cpu_seconds() {
    timespec spent{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
    return static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) * 1e-9;
}

// Evaluations per second of one core: rounds over everybody until the time is up.
template <class Ask>
double rate_of(const std::vector<Contact>& all, double length, Ask ask, std::size_t& held) {
    const double start = cpu_seconds();
    double now = start;
    std::size_t done = 0;
    do {
        held = 0;
        for (const Contact& one : all) held += ask(one);
        done += all.size();
        now = cpu_seconds();
    } while (now < start + length);
    return static_cast<double>(done) / (now - start);
}

struct Rates {
    double program;
    double walker;
};

Rates rates_of(const Condition& condition, const Catalogue& catalogue, Surroundings& surroundings,
               const std::vector<Contact>& all, double length) {
    const auto program = Program::compile(condition, catalogue, surroundings);
    if (!program) throw std::logic_error(program.error().reason + " " + program.error().field);
    std::size_t held = 0;
    std::size_t held_naively = 0;
    const auto ask = [&](const Contact& one) {
        return program->evaluate({one.facts, one.history, one.walker.now}).holds;
    };
    const auto walk = [&](const Contact& one) { return one.walker.holds(condition); };
    rate_of(all, length / 4, ask, held);  // Warm.
    const Rates rates{rate_of(all, length, ask, held), rate_of(all, length, walk, held_naively)};
    if (held != held_naively) throw std::logic_error("the two disagree");
    return rates;
}

void run(double length, const std::string& out) {
    const Catalogue catalogue;
    testing::SmallWorld world;
    const auto all = people(catalogue, world);
    std::vector<Figure> figures;
    const Rates primary = rates_of(typical(), catalogue, world, all, length);
    figures.push_back({"rules.evaluations_per_s", primary.program, "1/s", primary.walker});
    fmt::print("{:>8} {:>14} {:>14} {:>7}\n", "tests", "program/s", "walker/s", "ratio");
    const auto print = [](const std::string& name, const Rates& rates) {
        fmt::print("{:>8} {:>14.0f} {:>14.0f} {:>7.1f}\n", name, rates.program, rates.walker,
                   rates.program / rates.walker);
    };
    print("typical", primary);
    double smallest = 0;
    double largest = 0;
    for (const std::size_t tests : {1, 4, 16, 64, 192}) {
        const Rates rates = rates_of(wide(tests), catalogue, world, all, length);
        figures.push_back({fmt::format("rules.evaluations_per_s.tests_{}", tests), rates.program,
                           "1/s", rates.walker});
        print(std::to_string(tests), rates);
        if (tests == 1) smallest = rates.program;
        if (tests == 192) largest = rates.program * 192;
    }
    // Of the time a test takes; at most 1 means that it does not grow with their number.
    figures.push_back({"rules.growth_a_test_1_to_192", smallest / largest, "x", 1});
    write_report(out, figures);
}

}  // namespace
}  // namespace parley::bench

int main(int argc, char** argv) try {
    double length = 0.5;
    std::string out = "build/bench/rules.json";
    for (int i = 1; i < argc; ++i) {
        const std::string_view option = argv[i];
        if (option == "--quick")
            length = 0.05;
        else if (option == "--out" && i + 1 < argc)
            out = argv[++i];
        else
            throw std::invalid_argument("usage: rules_bench [--quick] [--out FILE]");
    }
    parley::bench::run(length, out);
    return 0;
} catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
}
