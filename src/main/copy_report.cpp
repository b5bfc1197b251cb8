#include "main/copy_report.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace parley {
namespace {

using Steady = std::chrono::steady_clock;

std::string grouped(std::int64_t number) {
    std::string text = std::to_string(number);
    for (auto at = static_cast<std::int64_t>(text.size()) - 3; at > 0; at -= 3)
        text.insert(static_cast<std::size_t>(at), ",");
    return text;
}

std::string lasting(double seconds) {
    const auto whole = static_cast<std::int64_t>(std::ceil(seconds));
    if (whole < 120) return fmt::format("{} s", whole);
    if (whole < 7'200) return fmt::format("{} min", (whole + 59) / 60);
    return fmt::format("{} h", (whole + 3'599) / 3'600);
}

std::int64_t rows_of(const copy::WorkspacePlan& workspace) {
    std::int64_t rows = 0;
    for (const copy::TableCount& table : workspace.tables) rows += table.rows;
    return rows;
}

std::string difference_text(const copy::Difference& one) {
    std::string text = fmt::format("DIFFERS: table {} of {}: ", one.table, one.workspace);
    if (one.source.rows != one.target.rows) {
        return text + fmt::format("{} rows in the source, {} in the target\n",
                                  grouped(one.source.rows), grouped(one.target.rows));
    }
    return text + fmt::format("{} rows each, checksum {} in the source, {} in the target\n",
                              grouped(one.source.rows), one.source.digest.substr(0, 16),
                              one.target.digest.substr(0, 16));
}

}  // namespace

std::string progress_text(const copy::Step& step, std::chrono::duration<double> taken) {
    const bool copies = step.phase == copy::Step::Phase::copy;
    const std::int64_t percent = step.total == 0 ? 100 : step.done * 100 / step.total;
    std::string text = fmt::format("{} {}: {} of {} rows ({} %)", copies ? "copying" : "comparing",
                                   step.table, grouped(step.done), grouped(step.total), percent);
    if (step.moved == 0 || taken.count() <= 0) return text;
    const double rate = static_cast<double>(step.moved) / taken.count();
    text += fmt::format(", {} rows/s", grouped(static_cast<std::int64_t>(rate)));
    const auto rest = static_cast<double>(step.total - step.done);
    if (rest > 0) text += fmt::format(", about {} left", lasting(rest / rate));
    return text;
}

std::string plan_text(const copy::Plan& plan) {
    std::string text;
    for (const std::string& step : plan.steps)
        text += fmt::format("would run {} on the target\n", step);
    for (const copy::WorkspacePlan& each : plan.workspaces) {
        text += fmt::format("workspace {} ({})\n", each.id.text(), each.name);
        for (const copy::TableCount& table : each.tables) {
            if (table.rows > 0)
                text += fmt::format("  {:<20}{:>14}\n", table.table, grouped(table.rows));
        }
        text += fmt::format("  would {} {} rows", each.is_finished ? "compare" : "copy",
                            grouped(rows_of(each)));
        if (!each.is_finished && each.rows_there > 0)
            text += fmt::format(", {} of them are there already", grouped(each.rows_there));
        text += '\n';
    }
    return text + "nothing was changed\n";
}

std::string report_text(const copy::Report& report) {
    std::string text;
    for (const copy::WorkspacePlan& each : report.workspaces) {
        const bool was_begun = !each.is_finished && each.rows_there > 0;
        if (each.is_finished) text += fmt::format("{} had been copied before\n", each.name);
        if (was_begun)
            text += fmt::format("{} went on after {} rows of a copy that had been stopped\n",
                                each.name, grouped(each.rows_there));
    }
    const std::size_t count = report.workspaces.size();
    text += fmt::format("copied {} rows, compared {} rows of {} workspace{}\n",
                        grouped(report.moved), grouped(report.rows), count, count == 1 ? "" : "s");
    for (const copy::Difference& one : report.differences) text += difference_text(one);
    if (report.differences.empty())
        text += fmt::format("source and target are equal: checksum {}\n", report.digest);
    return text;
}

ProgressPrinter::ProgressPrinter()
    : is_terminal_(isatty(STDOUT_FILENO) == 1), began_(Steady::now()), shown_(began_) {}

void ProgressPrinter::show(const copy::Step& step) {
    const auto now = Steady::now();
    if (step.phase != phase_) {
        phase_ = step.phase;
        began_ = shown_ = now;
    }
    const bool is_end = step.done == step.total;
    if (!is_end && now - shown_ < (is_terminal_ ? redraw_every : line_every)) return;
    shown_ = now;
    const std::string text = progress_text(step, now - began_);
    if (is_terminal_) {
        fmt::print("\r\033[K{}{}", text, is_end ? "\n" : "");
    } else {
        fmt::print("{}\n", text);
    }
    std::fflush(stdout);
}

}  // namespace parley
