#include "http/wire/report.hpp"

#include <cmath>

namespace parley::wire {
namespace {

std::optional<std::int64_t> whole(std::optional<double> number, std::int64_t times = 1) {
    if (!number) return std::nullopt;
    return static_cast<std::int64_t>(std::floor(*number * static_cast<double>(times) + 0.5));
}

// Milliseconds are counted already; what is a share or a plain number is not whole.
ReportValue to_wire(const insight::Value& value, insight::Unit unit) {
    const std::int64_t times = unit == insight::Unit::duration ? 1 : scale_of(unit);
    ReportValue wire{whole(value.number, times), whole(value.top), whole(value.bottom), {}};
    if (value.is_approximate) wire.approximate = true;
    return wire;
}

std::vector<ReportValue> to_wire(const app::Report& report,
                                 const std::vector<insight::Value>& values) {
    std::vector<ReportValue> wire;
    for (std::size_t at = 0; at < values.size(); ++at)
        wire.push_back(to_wire(values[at], report.query.figures[at]->unit));
    return wire;
}

codec::Nullable<Instant> when(Instant at) {
    if (at == Instant{}) return {};
    return at;
}

}  // namespace

std::int64_t scale_of(insight::Unit unit) {
    switch (unit) {
        case insight::Unit::count: return 1;
        case insight::Unit::duration:
        case insight::Unit::number: return 1'000;
        case insight::Unit::share: return 1'000'000;
    }
    return 1;
}

Report to_wire(const app::Report& report) {
    const app::ReportQuery& query = report.query;
    Report wire;
    wire.from = query.from;
    wire.to = query.to;
    wire.by = query.by;
    wire.step = query.step;
    wire.threshold_seconds = query.options.threshold / 1s;
    wire.short_seconds = query.options.short_abandon / 1s;
    wire.good_score = query.options.good_score;
    wire.read_up_to = report.read_up_to;
    for (const insight::Figure* figure : query.figures) {
        wire.figures.push_back({std::string(figure->id), figure->unit, scale_of(figure->unit),
                                figure->behind != insight::Behind::none});
    }
    for (const app::ReportRow& row : report.rows) {
        ReportRow& to = wire.rows.emplace_back();
        if (row.id != IdBytes{}) to.id = format_id(row.id);
        if (query.by == app::ReportBy::time) {
            to.from = row.from;
            to.to = row.to;
        } else {
            to.name = row.name;
        }
        to.values = to_wire(report, row.values);
    }
    wire.total = to_wire(report, report.total);
    return wire;
}

CountedSessions to_wire(const app::ListAnswer& answer) {
    CountedSessions wire;
    wire.total = answer.total;
    if (!answer.page.next_cursor.empty()) wire.next_cursor = answer.page.next_cursor;
    for (const ListedFact& listed : answer.page.items) {
        const insight::SessionFact& fact = listed.session;
        CountedSession& to = wire.items.emplace_back();
        to.session_id = fact.id;
        to.counted_at = listed.at;
        to.opened_at = fact.opened_at;
        to.assigned_at = when(fact.assigned_at);
        to.first_human_at = when(fact.first_human_at);
        to.closed_at = when(fact.closed_at);
        to.contact_id = fact.contact;
        to.queue_id = codec::nullable(fact.queue);
        to.inbox_id = codec::nullable(fact.inbox);
        to.agent_id = codec::nullable(fact.agent);
        to.messages_contact = fact.messages_contact;
        to.messages_human = fact.messages_human;
        to.rounds = fact.rounds;
        if (fact.score > 0) to.score = fact.score;
        to.valid = fact.is_valid;
        to.resolved = fact.is_resolved;
        to.wrap_up_code_ids = fact.wrap_up_codes;
    }
    return wire;
}

}  // namespace parley::wire
