#include "app/reports.hpp"

#include <algorithm>
#include <map>

#include "app/report_days.hpp"
#include "insight/cover.hpp"
#include "insight/totals.hpp"

namespace parley::app {
namespace {

using insight::Figure;
using insight::Grain;
using insight::Place;
using insight::Totals;

// Rows in the order in which they are shown: by time, else as they are called.
struct RowKey {
    Instant from;
    std::string name;
    IdBytes id{};

    friend auto operator<=>(const RowKey&, const RowKey&) = default;
};

// What is read for one report.
class Sheet {
public:
    Sheet(FactReads& facts, const ReportQuery& query, const insight::Days& days)
        : facts_(facts), query_(query), days_(days), names_(facts.names()) {
        is_one_agents_ = !query.agent.is_nil();
        rows_of_agents_ = query.by == ReportBy::agent || is_one_agents_;
        for (const StoredPlace& stored : facts.places()) {
            if (is_wanted(stored.place)) places_.emplace(stored.number, stored.place);
        }
    }

    void read(Instant until) {
        rows_.clear();
        total_ = {};
        if (query_.by == ReportBy::time) begin_rows();
        if (places_.empty() || until <= query_.from) return;
        each_cell(until, rows_of_agents_);
        if (is_one_agents_ != rows_of_agents_) each_cell(until, is_one_agents_);
    }

    std::vector<insight::Value> total() const { return values_of(total_, false); }
    std::vector<ReportRow> rows() const {
        std::vector<ReportRow> rows;
        for (const auto& [key, totals] : rows_) {
            ReportRow& row = rows.emplace_back();
            row.id = key.id;
            row.name = key.name;
            if (query_.by == ReportBy::time) {
                row.from = std::max(key.from, query_.from);
                row.to = std::min(days_.next(query_.step, key.from), query_.to);
            }
            row.values = values_of(totals, query_.by != ReportBy::total);
        }
        return rows;
    }

private:
    void each_cell(Instant until, bool of_agents) {
        CellQuery cells;
        cells.of_agents = of_agents;
        cells.spreads = true;
        const Grain largest = query_.by == ReportBy::time ? query_.step : Grain::month;
        for (const auto& part : insight::cover(days_, query_.from, until, largest))
            cells.ranges.push_back({part.grain, part.from, part.to});
        if (places_.size() <= CellQuery::places_max) {
            for (const auto& [number, place] : places_) {
                if (place.agent.is_nil() != of_agents) cells.places.push_back(number);
            }
            if (cells.places.empty()) return;
        }
        facts_.each_cell(cells, [this](const CellText& cell) { take(cell); });
    }

    // Also of a step in which nothing happened.
    void begin_rows() {
        Instant from = days_.start_of(query_.step, query_.from);
        for (; from < query_.to; from = days_.next(query_.step, from)) rows_[{from, {}, {}}] = {};
    }

    bool is_wanted(const Place& place) const {
        const bool is_agents = !place.agent.is_nil();
        if (is_agents != rows_of_agents_ && is_agents != is_one_agents_) return false;
        if (query_.agent && place.agent != query_.agent) return false;
        if (query_.queue && place.queue != query_.queue) return false;
        return query_.inbox.is_nil() || place.inbox == query_.inbox;
    }

    void take(const CellText& cell) {
        const auto found = places_.find(cell.place);
        if (found == places_.end()) return;
        const bool is_agents = !found->second.agent.is_nil();
        bool read = true;
        bool row_read = true;
        if (is_agents == is_one_agents_) read = add(total_, cell);
        if (is_agents == rows_of_agents_) {
            if (const auto key = row_of(cell, found->second)) row_read = add(rows_[*key], cell);
        }
        if (!read || !row_read) throw StoreBroken("a cell of the reports cannot be read");
    }
    static bool add(Totals& to, const CellText& cell) {
        return to.add_sums(cell.sums) && to.add_spreads(cell.spreads);
    }

    // Nothing where the place has none of what rows are of: an agent's time has no queue.
    std::optional<RowKey> row_of(const CellText& cell, const Place& place) const {
        const auto named = [](const auto& names, const auto& id) -> std::optional<RowKey> {
            if (id.is_nil()) return std::nullopt;
            const auto name = names.find(id);
            return RowKey{{}, name == names.end() ? std::string() : name->second, id.bytes()};
        };
        switch (query_.by) {
            case ReportBy::total: return std::nullopt;
            case ReportBy::time: return RowKey{days_.start_of(query_.step, cell.start), {}, {}};
            case ReportBy::queue: return named(names_.queues, place.queue);
            case ReportBy::agent: return named(names_.agents, place.agent);
            case ReportBy::inbox: return named(names_.inboxes, place.inbox);
            case ReportBy::channel: break;
        }
        const auto channel = names_.channels.find(place.inbox);
        if (channel == names_.channels.end()) return std::nullopt;
        return RowKey{{}, channel->second, {}};
    }

    // Agents' time belongs to agents: of a queue or an inbox it cannot be said.
    bool has_value(const Figure& figure, bool is_row) const {
        if ((is_row ? rows_of_agents_ : is_one_agents_) && !figure.has_agent) return false;
        if (!figure.is_agents) return true;
        if (query_.queue || query_.inbox) return false;
        return !is_row || query_.by == ReportBy::agent || query_.by == ReportBy::time;
    }
    std::vector<insight::Value> values_of(const Totals& totals, bool is_row) const {
        std::vector<insight::Value> values;
        for (const Figure* figure : query_.figures) {
            values.push_back(has_value(*figure, is_row) ? figure->of(totals, query_.options)
                                                        : insight::Value{});
        }
        return values;
    }

    FactReads& facts_;
    const ReportQuery& query_;
    const insight::Days& days_;
    const PlaceNames names_;
    // Rows of agents do not add up to the total, which is everybody's unless one agent is asked
    // about: a session that two had is one session, and what nobody had is counted too.
    bool rows_of_agents_ = false;
    bool is_one_agents_ = false;
    std::map<std::int64_t, Place> places_;
    std::map<RowKey, Totals> rows_;
    Totals total_;
};

bool needs_ripeness(const Figure& figure) { return figure.id == "fcr_repeat"; }

// Of what is younger than `repeat_within` nobody knows yet whether the contact comes back.
void leave_out_unripe(Sheet& sheet, Report& report, Instant now) {
    const Instant ripe = insight::FixedDays(std::chrono::minutes(0))
                             .start_of(Grain::quarter, now - insight::repeat_within);
    if (report.query.to <= ripe) return;
    const auto& figures = report.query.figures;
    if (std::ranges::none_of(figures, [](const Figure* each) { return needs_ripeness(*each); }))
        return;
    sheet.read(ripe);
    const std::vector<ReportRow> rows = sheet.rows();
    const std::vector<insight::Value> total = sheet.total();
    for (std::size_t at = 0; at < figures.size(); ++at) {
        if (!needs_ripeness(*figures[at])) continue;
        report.total[at] = total[at];
        for (ReportRow& row : report.rows) {
            const auto ripened = std::ranges::find_if(rows, [&](const ReportRow& each) {
                return each.id == row.id && each.name == row.name && each.from == row.from;
            });
            row.values[at] = ripened == rows.end() ? insight::Value{} : ripened->values[at];
        }
    }
}

Result<> check(ReportQuery& query) {
    CHECKED(check_range(query.from, query.to));
    widen(query.from, query.to);
    if (query.by == ReportBy::time) {
        constexpr std::array lengths{Duration(insight::quarter_length), Duration(1h), Duration(24h),
                                     Duration(28 * 24h)};
        const Duration length = lengths[static_cast<std::size_t>(query.step)];
        if ((query.to - query.from) / length > static_cast<std::int64_t>(ReportQuery::rows_max))
            return refuse(Code::invalid, "too_many_rows", "at most 2000", "/step");
    }
    if (query.figures.empty()) {
        for (const Figure& figure : insight::figures()) query.figures.push_back(&figure);
    }
    return {};
}

Task<Result<Report>> read_checked(App& app, const Staff& staff, ReportQuery query) {
    CO_CHECKED(check(query));
    auto look = [query, now = app.clock.now()](Repository& repository) {
        return read_report(repository, query, now);
    };
    co_return co_await read(app, staff.workspace, std::move(look));
}

}  // namespace

void widen(Instant& from, Instant& to) {
    const insight::FixedDays utc{std::chrono::minutes(0)};
    from = utc.start_of(Grain::quarter, from);
    const Instant last = utc.start_of(Grain::quarter, to);
    to = last == to ? to : last + insight::quarter_length;
}

Result<> check_range(Instant from, Instant to) {
    if (to <= from) return refuse(Code::invalid, "range_backwards", {}, "/to");
    if (to - from > ReportQuery::range_max)
        return refuse(Code::invalid, "range_too_long", "at most 800 days", "/from");
    return {};
}

Report read_report(Repository& repository, ReportQuery query, Instant now) {
    Report report;
    report.query = std::move(query);
    // Read before the sums: they may be ahead of it, never behind.
    report.read_up_to = repository.reader_cursor(facts_reader);
    const auto days = days_of(repository.workspace());
    Sheet sheet(repository.facts(), report.query, *days);
    sheet.read(report.query.to);
    report.rows = sheet.rows();
    report.total = sheet.total();
    leave_out_unripe(sheet, report, now);
    return report;
}

Task<Result<Report>> make_report(App& app, const Staff& staff, ReportQuery query) {
    CO_CHECKED(require(staff, KeyScope::sessions_read));
    CO_CHECKED(require(staff.agent, Permission::session_read_all));
    co_return co_await read_checked(app, staff, std::move(query));
}

Task<Result<Report>> own_report(App& app, const Staff& staff, ReportQuery query) {
    CO_CHECKED(require(staff, KeyScope::sessions_read));
    query.agent = staff.agent.id;
    co_return co_await read_checked(app, staff, std::move(query));
}

Task<Result<ListAnswer>> list_behind(App& app, const Staff& staff, ListQuery query) {
    CO_CHECKED(require(staff, KeyScope::sessions_read));
    if (query.list.agent != staff.agent.id)
        CO_CHECKED(require(staff.agent, Permission::session_read_all));
    if (query.figure->behind == insight::Behind::none)
        co_return refuse(Code::invalid, "figure_without_list", {}, "/figure");
    CO_CHECKED(check_range(query.list.from, query.list.to));
    widen(query.list.from, query.list.to);
    query.list.behind = query.figure->behind;
    auto look = [list = query.list](Repository& repository) {
        ListAnswer answer;
        answer.page = repository.facts().list(list);
        answer.total = repository.facts().count(list);
        return answer;
    };
    ListAnswer answer = co_await read(app, staff.workspace, std::move(look));
    if (answer.page.bad_cursor) co_return refuse(Code::invalid, "bad_cursor", {}, "/cursor");
    co_return answer;
}

}  // namespace parley::app
