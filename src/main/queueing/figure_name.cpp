#include "main/queueing/figure_name.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace parley::queueing {
namespace {

struct Named {
    std::string_view name;
    FigureKind kind;
};

constexpr Named plain[] = {
    {"p_wait", FigureKind::wait_probability}, {"blocking", FigureKind::blocking},
    {"p_abandon", FigureKind::abandonment},   {"occupancy", FigureKind::occupancy},
    {"mean_queue", FigureKind::mean_waiting}, {"service_level", FigureKind::service_level},
};
constexpr Named timed[] = {
    {"mean_wait_served", FigureKind::mean_wait_served},
    {"mean_wait", FigureKind::mean_wait},
    {"asa", FigureKind::mean_wait},
};
constexpr Named with_time[] = {
    {"p_wait_gt_", FigureKind::wait_above},
    {"p_wait_le_", FigureKind::wait_within},
    {"p_served_within_", FigureKind::served_within},
};

std::unexpected<Error> unknown(std::string_view name) {
    return refuse(Code::invalid, "unknown_figure", fmt::format("the figure {}", name));
}

std::optional<double> unit_of(std::string_view word) {
    if (word.empty()) return 0.0;
    if (word == "s") return 1.0;
    if (word == "min") return 60.0;
    if (word == "h") return 3'600.0;
    return std::nullopt;
}

bool drop_end(std::string_view& text, std::string_view end) {
    if (!text.ends_with(end)) return false;
    text.remove_suffix(end.size());
    return true;
}

// What 1 of that unit is in the case's time.
Result<double> fit(std::string_view name, double unit, bool in_seconds) {
    if ((unit > 0) == in_seconds) return unit > 0 ? unit : 1.0;
    return refuse(Code::invalid, "mixed_units",
                  fmt::format("{} has {} unit, and its case has {}", name, unit > 0 ? "a" : "no",
                              in_seconds ? "some" : "none"));
}

bool read_number(std::string_view& text, double& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{}) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

// The unit after an underscore, or none.
std::optional<double> trailing_unit(std::string_view rest) {
    if (rest.empty()) return 0.0;
    if (rest.front() != '_' || rest.size() < 2) return std::nullopt;
    return unit_of(rest.substr(1));
}

}  // namespace

Result<FigureName> parse_figure(std::string_view name, bool in_seconds) {
    FigureName figure;
    std::string_view rest = name;
    figure.in_order = drop_end(rest, "_fcfs");
    drop_end(rest, "_served_within_over_offered");
    for (const Named& one : with_time) {
        if (!rest.starts_with(one.name)) continue;
        rest.remove_prefix(one.name.size());
        drop_end(rest, "_admitted");
        figure.kind = one.kind;
        const bool is_number = read_number(rest, figure.argument);
        const auto unit = unit_of(rest);
        if (!is_number || !unit || !(figure.argument >= 0)) return unknown(name);
        TRY(const double factor, fit(name, *unit, in_seconds));
        figure.argument *= factor;
        return figure;
    }
    if (rest.starts_with("wait_p")) {
        rest.remove_prefix(6);
        figure.kind = FigureKind::wait_percentile;
        const bool is_number = read_number(rest, figure.argument);
        const auto unit = trailing_unit(rest);
        if (!is_number || !unit) return unknown(name);
        figure.argument /= 100;
        if (!(figure.argument > 0 && figure.argument < 1)) return unknown(name);
        TRY(figure.unit, fit(name, *unit, in_seconds));
        return figure;
    }
    for (const Named& one : timed) {
        if (!rest.starts_with(one.name)) continue;
        rest.remove_prefix(one.name.size());
        if (rest.starts_with("_admitted")) rest.remove_prefix(9);
        const auto unit = trailing_unit(rest);
        if (!unit) return unknown(name);
        figure.kind = one.kind;
        TRY(figure.unit, fit(name, *unit, in_seconds));
        return figure;
    }
    drop_end(rest, "_admitted");
    for (const Named& one : plain) {
        if (rest != one.name) continue;
        figure.kind = one.kind;
        return figure;
    }
    return unknown(name);
}

}  // namespace parley::queueing
