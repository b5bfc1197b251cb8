#include "rules/impl/icalendar_lines.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.hpp"
#include "rules/icalendar.hpp"

namespace parley::rules {
namespace {

bool is_name_character(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

std::string take_name(std::string_view& text) {
    const auto end = std::ranges::find_if_not(text, is_name_character);
    const auto size = static_cast<std::size_t>(end - text.begin());
    std::string name = in_capitals(text.substr(0, size));
    text.remove_prefix(size);
    return name;
}

// Of a parameter: in quotation marks, or up to what ends it.
std::optional<std::string> take_parameter_value(std::string_view& text) {
    if (text.starts_with('"')) {
        const std::size_t end = text.find('"', 1);
        if (end == text.npos) return std::nullopt;
        std::string value(text.substr(1, end - 1));
        text.remove_prefix(end + 1);
        return value;
    }
    const std::size_t end = text.find_first_of(";:");
    if (end == text.npos) return std::nullopt;
    std::string value(text.substr(0, end));
    text.remove_prefix(end);
    return value;
}

bool is_text(std::string_view line) {
    const auto is_control = [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
    };
    return utf8_length(line).has_value() && std::ranges::none_of(line, is_control);
}

}  // namespace

std::string_view ContentLine::parameter(std::string_view wanted) const {
    for (const auto& [name_of, value_of] : parameters) {
        if (name_of == wanted) return value_of;
    }
    return {};
}

std::unexpected<Error> icalendar_malformed(std::size_t line, std::string_view why) {
    return refuse(Code::invalid, "icalendar_malformed", fmt::format("line {}: {}", line, why));
}

// A line goes on where the next begins with a blank. Lone line feeds are taken as line ends, as
// every reader does.
std::string ContentLines::unfolded() {
    std::string line;
    do {
        const std::size_t end = std::min(left_.find('\n'), left_.size());
        std::string_view part = left_.substr(0, end);
        left_.remove_prefix(std::min(end + 1, left_.size()));
        ++number_;
        if (part.ends_with('\r')) part.remove_suffix(1);
        line += part;
        if (!left_.starts_with(' ') && !left_.starts_with('\t')) break;
        left_.remove_prefix(1);
    } while (line.size() <= icalendar_line_max);
    return line;
}

Result<std::optional<ContentLine>> ContentLines::next() {
    ContentLine line;
    std::string text;
    while (text.empty()) {
        if (left_.empty()) return std::nullopt;
        line.number = number_;
        text = unfolded();
    }
    if (text.size() > icalendar_line_max) return icalendar_malformed(line.number, "too long");
    if (!is_text(text)) return icalendar_malformed(line.number, "no text");
    std::string_view rest = text;
    line.name = take_name(rest);
    if (line.name.empty()) return icalendar_malformed(line.number, "no name");
    while (rest.starts_with(';')) {
        rest.remove_prefix(1);
        std::string name = take_name(rest);
        if (name.empty() || !rest.starts_with('='))
            return icalendar_malformed(line.number, "no parameter");
        rest.remove_prefix(1);
        auto value = take_parameter_value(rest);
        if (!value) return icalendar_malformed(line.number, "no parameter");
        line.parameters.emplace_back(std::move(name), std::move(*value));
    }
    if (!rest.starts_with(':')) return icalendar_malformed(line.number, "no value");
    line.value = rest.substr(1);
    return line;
}

std::string in_capitals(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    }
    return out;
}

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out += text[i];
            continue;
        }
        const char escaped = text[++i];
        out += escaped == 'n' || escaped == 'N' ? ' ' : escaped;
    }
    return out;
}

std::vector<std::string_view> split(std::string_view text, char by) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(by);
        parts.push_back(text.substr(0, end));
        if (end == text.npos) return parts;
        text.remove_prefix(end + 1);
    }
}

}  // namespace parley::rules
