#include <fmt/format.h>

#include <algorithm>

#include "main/day/contest.hpp"

namespace parley::day {
namespace {

constexpr double left = 230;
constexpr double right = 700;
constexpr double top = 50;
constexpr double row = 30;
constexpr double bar = 16;
constexpr const char* style =
    "<style>text { font: 13px system-ui, sans-serif; fill: #333 } .title { font-size: 16px;"
    " font-weight: 600 } .interval { stroke: #888; stroke-width: 2 }"
    " @media (prefers-color-scheme: dark) { text { fill: #ddd } }</style>";
constexpr const char* our_colour = "#2f6fde";
constexpr const char* theirs = "#7a7f87";

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
            case '&': safe += "&amp;"; break;
            case '<': safe += "&lt;"; break;
            case '>': safe += "&gt;"; break;
            case '"': safe += "&quot;"; break;
            default: safe += c;
        }
    }
    return safe;
}

}  // namespace

std::string chart_of(const simulation::Scenario& scenario, const Contest& contest) {
    double highest = 0;
    for (const Entry& entry : contest.entries) {
        highest = std::max(highest, entry.primary.mean + entry.primary.half_width);
    }
    const double scale = highest > 0 ? (right - left) / highest : 0;
    const double height = top + row * static_cast<double>(contest.entries.size()) + 20;
    const std::string title =
        escaped(fmt::format("{}: {} ({} is better)", scenario.name, scenario.metric,
                            contest.is_higher_better ? "more" : "less"));
    std::string svg = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 {0}\" role=\"img\""
        " aria-label=\"{1}\">{2}<text class=\"title\" x=\"20\" y=\"26\">{1}</text>\n",
        height, title, style);
    double y = top;
    for (const Entry& entry : contest.entries) {
        const double end = left + entry.primary.mean * scale;
        const double half = entry.primary.half_width * scale;
        const double middle = y + bar / 2;
        svg += fmt::format(
            "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>"
            "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\"/>"
            "<line class=\"interval\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>"
            "<text x=\"{:.1f}\" y=\"{:.1f}\">{:.4g}</text>\n",
            left - 8, middle + 4, escaped(entry.router), left, y, end - left, bar,
            entry.router == "parley" ? our_colour : theirs, std::max(left, end - half), end + half,
            middle, middle, end + half + 8, middle + 4, entry.primary.mean);
        y += row;
    }
    return svg + "</svg>\n";
}

}  // namespace parley::day
