// Reports as clients read them. Numbers are whole: divided by their figure's `scale` they are
// counts, seconds, shares of 1, or plain numbers.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/reports.hpp"
#include "codec/types.hpp"

namespace parley::wire {

struct ReportFigure {
    std::string id;
    insight::Unit unit{};
    std::int64_t scale = 1;
    bool has_list = false;  // What it counts can be listed.
};
BOOST_DESCRIBE_STRUCT(ReportFigure, (), (id, unit, scale, has_list))

// null: there is nothing to say, which is not 0. A share or a mean also has what was divided by
// what, in counts or milliseconds.
struct ReportValue {
    codec::Nullable<std::int64_t> value;
    std::optional<std::int64_t> top;
    std::optional<std::int64_t> bottom;
    std::optional<bool> approximate;
};
BOOST_DESCRIBE_STRUCT(ReportValue, (), (value, top, bottom, approximate))

struct ReportRow {
    std::optional<std::string> id;
    std::optional<std::string> name;
    std::optional<Instant> from;
    std::optional<Instant> to;
    std::vector<ReportValue> values;
};
BOOST_DESCRIBE_STRUCT(ReportRow, (), (id, name, from, to, values))

struct Report {
    Instant from;
    Instant to;
    app::ReportBy by{};
    insight::Grain step{};
    std::int64_t threshold_seconds = 0;
    std::int64_t short_seconds = 0;
    std::int64_t good_score = 0;
    std::vector<ReportFigure> figures;
    std::vector<ReportRow> rows;
    std::vector<ReportValue> total;
    std::int64_t read_up_to = 0;
};
BOOST_DESCRIBE_STRUCT(Report, (),
                      (from, to, by, step, threshold_seconds, short_seconds, good_score, figures,
                       rows, total, read_up_to))

struct CountedSession {
    SessionId session_id;
    Instant counted_at;
    Instant opened_at;
    codec::Nullable<Instant> assigned_at;
    codec::Nullable<Instant> first_human_at;
    codec::Nullable<Instant> closed_at;
    ContactId contact_id;
    codec::Nullable<QueueId> queue_id;
    codec::Nullable<InboxId> inbox_id;
    codec::Nullable<AgentId> agent_id;
    std::int64_t messages_contact = 0;
    std::int64_t messages_human = 0;
    int rounds = 0;
    codec::Nullable<std::int64_t> score;
    bool valid = false;
    bool resolved = false;
    std::vector<WrapUpCodeId> wrap_up_code_ids;
};
BOOST_DESCRIBE_STRUCT(CountedSession, (),
                      (session_id, counted_at, opened_at, assigned_at, first_human_at, closed_at,
                       contact_id, queue_id, inbox_id, agent_id, messages_contact, messages_human,
                       rounds, score, valid, resolved, wrap_up_code_ids))

struct CountedSessions {
    std::vector<CountedSession> items;
    codec::Nullable<std::string> next_cursor;
    std::int64_t total = 0;  // Rows of the whole list: the number that was clicked on.
};
BOOST_DESCRIBE_STRUCT(CountedSessions, (), (items, next_cursor, total))

std::int64_t scale_of(insight::Unit unit);
Report to_wire(const app::Report& report);
CountedSessions to_wire(const app::ListAnswer& answer);

}  // namespace parley::wire
