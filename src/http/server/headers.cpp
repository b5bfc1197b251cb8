#include "http/server/headers.hpp"

#include <algorithm>
#include <stdexcept>

namespace parley::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool splits_message(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

bool list_contains(std::string_view list, std::string_view token) {
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        if (same_name(trimmed(list.substr(0, comma)), token)) return true;
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

void Headers::add(std::string_view name, std::string_view value) {
    if (splits_message(name) || splits_message(value)) {
        throw std::invalid_argument("a header field holds a line break");
    }
    fields_.push_back({std::string(name), std::string(value)});
}

void Headers::set(std::string_view name, std::string_view value) {
    std::erase_if(fields_, [&](const HeaderField& field) { return same_name(field.name, name); });
    add(name, value);
}

std::string_view Headers::get(std::string_view name) const {
    for (const HeaderField& field : fields_) {
        if (same_name(field.name, name)) return field.value;
    }
    return {};
}

bool Headers::has(std::string_view name) const { return count(name) > 0; }

std::size_t Headers::count(std::string_view name) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        fields_, [&](const HeaderField& field) { return same_name(field.name, name); }));
}

}  // namespace parley::http
