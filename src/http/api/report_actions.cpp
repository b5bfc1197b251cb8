// Reports: figures in rows, as JSON and to take along, and the lists behind them.
#include <fmt/chrono.h>

#include "app/code_report.hpp"
#include "app/reports.hpp"
#include "http/api/actions.hpp"
#include "http/api/report_range.hpp"
#include "http/sheet/table.hpp"
#include "http/wire/handling.hpp"
#include "http/wire/report.hpp"

namespace parley::http {
namespace {

// A word asked for by that name. Refuses invalid "unknown_value".
template <class E>
Result<E> word_of(std::string_view text, E otherwise, std::string_view field) {
    if (text.empty()) return otherwise;
    const auto word = enum_named<E>(text);
    if (!word) return refuse(Code::invalid, "unknown_value", {}, field);
    return *word;
}

// "sessions_opened,csat". Refuses invalid "unknown_value".
Result<std::vector<const insight::Figure*>> figures_of(std::string_view text) {
    std::vector<const insight::Figure*> figures;
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        const insight::Figure* figure = insight::figure_named(text.substr(0, end));
        if (figure == nullptr || figures.size() == insight::figures().size())
            return refuse(Code::invalid, "unknown_value", {}, "/figures");
        figures.push_back(figure);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return figures;
}

Result<app::ReportQuery> query_of(const Call& call) {
    app::ReportQuery query;
    TRY(const ReportRange range, report_range(call));
    query.from = range.from;
    query.to = range.to;
    const Request& request = call.request;
    TRY(query.by, word_of(request.query_value("by"), app::ReportBy::total, "/by"));
    TRY(query.step, word_of(request.query_value("step"), insight::Grain::day, "/step"));
    TRY(query.queue, id_asked<QueueId>(call, "queue_id"));
    TRY(query.inbox, id_asked<InboxId>(call, "inbox_id"));
    TRY(query.agent, id_asked<AgentId>(call, "agent_id"));
    TRY(query.figures, figures_of(request.query_value("figures")));
    const std::int64_t most = insight::Options::threshold_max / 1s;
    TRY(const std::int64_t threshold, call.number("threshold", 1, most, 20));
    TRY(const std::int64_t short_s, call.number("short", 0, most, 5));
    TRY(const std::int64_t good, call.number("good", 1, 5, 4));
    query.options.threshold = std::chrono::seconds(threshold);
    query.options.short_abandon = std::chrono::seconds(short_s);
    query.options.good_score = static_cast<int>(good);
    return query;
}

Table::Cell cell_of(std::optional<double> number, double divisor = 1) {
    if (!number) return std::monostate{};
    return *number / divisor;
}

// Each share and mean with what was divided beside it; durations in seconds.
Table table_of(const app::Report& report) {
    const app::ReportQuery& query = report.query;
    Table table;
    table.name = fmt::format("{}", name_of(query.by));
    table.headings.emplace_back(name_of(query.by));
    for (const insight::Figure* figure : query.figures) {
        const bool is_duration = figure->unit == insight::Unit::duration;
        table.headings.push_back(fmt::format("{}{}", figure->id, is_duration ? " (s)" : ""));
        if (figure->unit != insight::Unit::share) continue;
        table.headings.push_back(fmt::format("{} (of)", figure->id));
        table.headings.push_back(fmt::format("{} (among)", figure->id));
    }
    const auto add = [&](std::string name, const std::vector<insight::Value>& values) {
        auto& line = table.lines.emplace_back();
        line.emplace_back(std::move(name));
        for (std::size_t at = 0; at < values.size(); ++at) {
            const insight::Unit unit = query.figures[at]->unit;
            line.push_back(cell_of(values[at].number, unit == insight::Unit::duration ? 1'000 : 1));
            if (unit != insight::Unit::share) continue;
            line.push_back(cell_of(values[at].top));
            line.push_back(cell_of(values[at].bottom));
        }
    };
    for (const app::ReportRow& row : report.rows) {
        const bool by_time = query.by == app::ReportBy::time;
        const auto begin = std::chrono::floor<std::chrono::seconds>(row.from);
        add(by_time ? fmt::format("{:%Y-%m-%d %H:%M}", begin) : row.name, row.values);
    }
    add("total", report.total);
    return table;
}

Response file(std::string bytes, std::string_view type, std::string_view name) {
    Response response = Response::text(200, std::move(bytes), type);
    response.headers.set("Cache-Control", "no-store");
    response.headers.set("Content-Disposition", fmt::format("attachment; filename=\"{}\"", name));
    return response;
}

}  // namespace

Task<Result<Response>> get_report(Call& call) {
    CO_TRY(const app::ReportQuery query, query_of(call));
    CO_TRY(const auto report, co_await app::make_report(call.app(), call.by_staff(), query));
    co_return json(wire::to_wire(report));
}

Task<Result<Response>> get_own_figures(Call& call) {
    CO_TRY(const app::ReportQuery query, query_of(call));
    CO_TRY(const auto report, co_await app::own_report(call.app(), call.by_staff(), query));
    co_return json(wire::to_wire(report));
}

Task<Result<Response>> get_report_sheet(Call& call) {
    const std::string_view format = call.request.query_value("format");
    if (format != "csv" && format != "xlsx")
        co_return refuse(Code::invalid, "unknown_value", {}, "/format");
    const bool is_csv = format == "csv";
    CO_TRY(const app::ReportQuery query, query_of(call));
    CO_TRY(const auto report, co_await app::make_report(call.app(), call.by_staff(), query));
    auto work = [report, is_csv] {
        return is_csv ? csv_of(table_of(report)) : xlsx_of(table_of(report));
    };
    CO_TRY(std::string bytes, co_await app::on_cpu(call.app(), work));
    if (is_csv) co_return file(std::move(bytes), "text/csv; charset=utf-8", "report.csv");
    co_return file(std::move(bytes),
                   "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                   "report.xlsx");
}

Task<Result<Response>> get_code_report(Call& call) {
    CO_TRY(const app::ReportQuery narrowed, query_of(call));
    FactList query;
    query.from = narrowed.from;
    query.to = narrowed.to;
    query.queue = narrowed.queue;
    query.inbox = narrowed.inbox;
    query.agent = narrowed.agent;
    CO_TRY(const auto report,
           co_await app::report_codes(call.app(), call.by_staff(), std::move(query)));
    co_return json(wire::to_wire(report));
}

Task<Result<Response>> get_report_list(Call& call) {
    app::ListQuery query;
    query.figure = insight::figure_named(call.request.query_value("figure"));
    if (query.figure == nullptr) co_return refuse(Code::invalid, "unknown_value", {}, "/figure");
    CO_TRY(const app::ReportQuery narrowed, query_of(call));
    query.list.from = narrowed.from;
    query.list.to = narrowed.to;
    query.list.queue = narrowed.queue;
    query.list.inbox = narrowed.inbox;
    query.list.agent = narrowed.agent;
    query.list.good_score = narrowed.options.good_score;
    CO_TRY(query.list.limit, call.limit());
    CO_TRY(query.list.cursor, call.cursor());
    CO_TRY(const auto answer, co_await app::list_behind(call.app(), call.by_staff(), query));
    co_return json(wire::to_wire(answer));
}

}  // namespace parley::http
