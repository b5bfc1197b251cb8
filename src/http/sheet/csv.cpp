#include <fmt/format.h>

#include "http/sheet/table.hpp"

namespace parley::http {
namespace {

// What OWASP lists under "CSV injection".
bool could_be_formula(std::string_view text) {
    return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != text.npos;
}

void append(std::string& to, std::string_view text) {
    const bool is_guarded = could_be_formula(text);
    const bool is_quoted = text.find_first_of("\",\r\n") != text.npos;
    if (!is_quoted) {
        if (is_guarded) to += '\'';
        to += text;
        return;
    }
    to += '"';
    if (is_guarded) to += '\'';
    for (const char c : text) {
        if (c == '"') to += '"';
        to += c;
    }
    to += '"';
}

struct PutText {
    std::string& to;
    void operator()(std::monostate) const {}
    void operator()(const std::string& text) const { append(to, text); }
    void operator()(double number) const { to += fmt::format("{}", number); }
};

}  // namespace

std::string csv_of(const Table& table) {
    std::string text = "\xEF\xBB\xBF";
    for (std::size_t at = 0; at < table.headings.size(); ++at) {
        if (at > 0) text += ',';
        append(text, table.headings[at]);
    }
    text += "\r\n";
    for (const auto& line : table.lines) {
        for (std::size_t at = 0; at < line.size(); ++at) {
            if (at > 0) text += ',';
            std::visit(PutText{text}, line[at]);
        }
        text += "\r\n";
    }
    return text;
}

}  // namespace parley::http
