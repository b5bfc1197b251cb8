// Reports: figures over a stretch of time, in rows, and the list behind each number.
//
// Read from the sums of src/insight, so a year costs little more than a day, and what a figure
// means may change with the options asked for. Everybody's figures need session_read_all; an agent
// sees their own. Of programs both need the scope sessions_read.
#pragma once

#include <string>
#include <vector>

#include "app/access.hpp"
#include "app/app.hpp"
#include "insight/figures.hpp"
#include "insight/place.hpp"
#include "ports/facts.hpp"

namespace parley::app {

// What each row is of.
enum class ReportBy { total, time, queue, agent, inbox, channel };
BOOST_DESCRIBE_ENUM(ReportBy, total, time, queue, agent, inbox, channel)

struct ReportQuery {
    static constexpr Duration range_max = std::chrono::days(800);  // 25 months and a little.
    static constexpr std::size_t rows_max = 2'000;

    Instant from;  // Widened to quarters of an hour,
    Instant to;    // up to, not including.
    ReportBy by = ReportBy::total;
    insight::Grain step = insight::Grain::day;  // Of rows by time.
    QueueId queue;                              // Only of these; nil: of all.
    InboxId inbox;
    AgentId agent;
    std::vector<const insight::Figure*> figures;  // Empty: all.
    insight::Options options;
};

struct ReportRow {
    IdBytes id{};                        // Of the agent, queue or inbox.
    std::string name;                    // Theirs, or the channel's key.
    Instant from;                        // By time: from here
    Instant to;                          // to there, or where the range ends.
    std::vector<insight::Value> values;  // In the order of the figures.
};

struct Report {
    ReportQuery query;  // As it was answered.
    std::vector<ReportRow> rows;
    std::vector<insight::Value> total;  // Of everything together; the only one where `by` is total.
    std::int64_t read_up_to = 0;        // Event number that the sums hold everything of.
};

// Refuses invalid "range_backwards", "range_too_long".
Result<> check_range(Instant from, Instant to);
// Quarters are what is summed up: a range that cuts one is widened to hold it.
void widen(Instant& from, Instant& to);

// Blocking, of a query that was checked; for benchmarks too.
Report read_report(Repository& repository, ReportQuery query, Instant now);

// Refuse invalid "range_too_long", "range_backwards" and "too_many_rows", each with a field, and
// forbidden "permission_missing", "scope_missing".
Task<Result<Report>> make_report(App& app, const Staff& staff, ReportQuery query);
Task<Result<Report>> own_report(App& app, const Staff& staff, ReportQuery query);

// The sessions that a figure counts, exactly those. Also "bad_cursor", and "figure_without_list"
// where a figure is a share or a sum of time.
struct ListQuery {
    const insight::Figure* figure = nullptr;
    FactList list;
};
struct ListAnswer {
    PageOf<ListedFact> page;
    std::int64_t total = 0;
};
Task<Result<ListAnswer>> list_behind(App& app, const Staff& staff, ListQuery query);

}  // namespace parley::app
