#include "insight/fold.hpp"

#include <doctest/doctest.h>

#include "base/enum_names.hpp"
#include "insight/figures.hpp"
#include "insight/testing/story.hpp"

namespace parley::insight {
namespace {

using testing::Story;
using testing::story_agent;
using testing::story_begin;
using testing::story_inbox;
using testing::story_length;
using testing::story_queue;

// The stored house, in memory: folds a stretch of events and keeps what it gives.
class Book {
public:
    void fold(std::span<const testing::Told> told) {
        Ledger ledger;
        for (const auto& fact : changes_.sessions) ledger.know(fact);
        for (const auto& [key, stint] : stints_) ledger.know(stint);
        for (const auto& [key, wait] : waits_) ledger.know(wait);
        for (const auto& clock : changes_.clocks) ledger.know(clock);
        for (const auto& [number, place] : places_) ledger.know(number, place);
        const FixedDays utc{std::chrono::minutes(0)};
        Rollup rollup(ledger, utc);
        Fold fold(ledger, rollup);
        for (const auto& each : told) fold.apply(each.happening);
        keep(ledger.changes());
        for (const auto& [key, cell] : rollup.cells()) cells_[key].add(cell);
    }

    // Of one queue, within the story's day, from the cells of `grain`.
    Totals totals(Grain grain, QueueId queue, AgentId agent = {}) const {
        Totals totals;
        for (const auto& [key, cell] : cells_) {
            const Place& place = places_.at(key.place);
            if (key.grain != grain || key.start >= story_begin + story_length) continue;
            if (place.queue == queue && place.agent == agent) totals.add(cell);
        }
        return totals;
    }

    const std::map<CellKey, Cell>& cells() const { return cells_; }
    const std::map<std::int64_t, Place>& places() const { return places_; }
    const SessionFact& session(int number) const {
        const auto id = testing::numbered_id<SessionId>(4, number);
        for (const auto& fact : changes_.sessions) {
            if (fact.id == id) return fact;
        }
        FAIL("no such session");
        return changes_.sessions.front();
    }

private:
    void keep(const Ledger::Changes& changes) {
        for (const auto& fact : changes.sessions) {
            std::erase_if(changes_.sessions, [&](const auto& old) { return old.id == fact.id; });
            changes_.sessions.push_back(fact);
        }
        for (const auto& clock : changes.clocks) {
            std::erase_if(changes_.clocks,
                          [&](const auto& old) { return old.agent == clock.agent; });
            changes_.clocks.push_back(clock);
        }
        for (const auto& stint : changes.stints) stints_[{stint.session, stint.number}] = stint;
        for (const auto& wait : changes.waits) waits_[{wait.session, wait.number}] = wait;
        for (const auto& [number, place] : changes.places) places_[number] = place;
    }

    Ledger::Changes changes_;
    std::map<std::pair<SessionId, int>, Stint> stints_;
    std::map<std::pair<SessionId, int>, Wait> waits_;
    std::map<std::int64_t, Place> places_;
    std::map<CellKey, Cell> cells_;
};

struct Expected {
    std::string_view id;
    double value;  // Percent, seconds or a number, as docs/guide/reports.md prints it.
    double within = 0.05;
};

constexpr Expected story_figures[] = {
    {"sessions_opened", 10},
    {"sessions_assigned", 6},
    {"answered", 6},
    {"abandoned", 3},
    {"flow_out", 1},
    {"sl_f1", 66.7},
    {"sl_f2", 66.7},
    {"sl_f3", 44.4},
    {"sl_f4", 57.1},
    {"sl_f5", 55.6},
    {"sl_f6", 50.0},
    {"sl_f7", 40.0},
    {"wait_answered", 20.0},
    {"abandon_rate", 33.3},
    {"abandon_net", 25.0},
    {"wait_abandoned", 37.0},
    {"longest_wait", 90},
    {"first_response_agent", 27.5},
    {"first_response_agent_p50", 20.0, 0.2},
    {"avg_response", 29.3},
    {"avg_response_macro", 33.75},
    {"reply_rate", 83.3},
    {"replied", 5},
    {"valid_sessions", 4},
    {"valid_rate", 66.7},
    {"never_replied", 1},
    {"silent_visitors", 1},
    {"fcr_repeat", 75.0},
};

double shown(const Figure& figure, const Value& value) {
    REQUIRE(value.number.has_value());
    if (figure.unit == Unit::share) return *value.number * 100;
    if (figure.unit == Unit::duration) return *value.number / 1'000;
    return *value.number;
}

void check_story(const Totals& totals) {
    for (const Expected& expected : story_figures) {
        CAPTURE(expected.id);
        const Figure* figure = figure_named(expected.id);
        REQUIRE(figure != nullptr);
        const Value value = figure->of(totals, {});
        CHECK(std::abs(shown(*figure, value) - expected.value) <= expected.within);
    }
    Options within_30{.threshold = 30s};
    CHECK(figure_named("rounds_in_x")->of(totals, within_30).number == 5.0 / 8);
    CHECK(figure_named("rounds_in_x")->of(totals, within_30).bottom == 8);
    // Ratings come a minute after the close, still in the same day.
    CHECK(figure_named("survey_rate")->of(totals, {}).top == 3);
    CHECK(figure_named("csat")->of(totals, {}).number == 2.0 / 3);
    CHECK(figure_named("csat_mean")->of(totals, {}).number == 11.0 / 3);
}

TEST_CASE("the worked example comes out as the guide has it, from cells of every grain") {
    const Story story;
    Book book;
    book.fold(story.told());
    for (const Grain grain : {Grain::quarter, Grain::hour, Grain::day, Grain::month}) {
        CAPTURE(name_of(grain));
        // The contact who came back did so after the day, but in the same month.
        if (grain == Grain::month) continue;
        check_story(book.totals(grain, story_queue));
    }
    const Totals month = book.totals(Grain::month, story_queue);
    CHECK(month[Counter::opened] == 11);
    CHECK(month[Length::response].count == 7);
}

TEST_CASE("folded event by event or all at once, every cell and place is the same") {
    const Story story;
    Book whole;
    whole.fold(story.told());
    Book pieces;
    for (const auto& told : story.told()) pieces.fold({&told, 1});
    CHECK(whole.places() == pieces.places());
    CHECK(whole.cells() == pieces.cells());
    for (int number = 1; number <= 11; ++number)
        CHECK(whole.session(number) == pieces.session(number));
}

TEST_CASE("an agent's own figures are those of the sessions they had") {
    const Story story;
    Book book;
    book.fold(story.told());
    const Totals agent = book.totals(Grain::day, story_queue, story_agent);
    CHECK(agent[Counter::assigned] == 6);
    CHECK(agent[Counter::stints] == 6);
    CHECK(agent[Counter::offers] == 6);
    CHECK(agent[Counter::accepted] == 6);
    CHECK(agent[Length::first_response_agent].sum_ms == 110'000);
    CHECK(agent[Length::wait_abandoned].count == 0);
    const Totals time = book.totals(Grain::day, {}, story_agent);
    CHECK(time[Counter::busy_ms] == agent[Length::stint].sum_ms);
    CHECK(time[Counter::load_ms] == agent[Length::effort].sum_ms);
    const Value share = figure_named("occupancy")->of(time, {});
    REQUIRE(share.number.has_value());
    CHECK(*share.number > 0);
    CHECK(*share.number < 1);
}

TEST_CASE("where nothing happened, counts are 0 and everything else has no value") {
    const Totals nothing;
    for (const Figure& figure : figures()) {
        CAPTURE(figure.id);
        const Value value = figure.of(nothing, {});
        if (figure.unit == Unit::count) {
            CHECK(value.number == 0);
        } else if (figure.unit == Unit::share || figure.unit == Unit::number) {
            CHECK_FALSE(value.number.has_value());
        }
    }
}

TEST_CASE("figures' names are told apart") {
    for (const Figure& figure : figures()) CHECK(figure_named(figure.id) == &figure);
}

}  // namespace
}  // namespace parley::insight
