// Content lines of an iCalendar file: unfolded, and taken apart into name, parameters and value
// (RFC 5545, section 3.1).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace parley::rules {

struct ContentLine {
    std::size_t number = 0;                                       // Of the file, from 1.
    std::string name;                                             // In capitals.
    std::vector<std::pair<std::string, std::string>> parameters;  // Names in capitals.
    std::string value;

    std::string_view parameter(std::string_view wanted) const;  // Empty: none.
};

std::unexpected<Error> icalendar_malformed(std::size_t line, std::string_view why);

class ContentLines {
public:
    explicit ContentLines(std::string_view text) : left_(text) {}
    // Nothing at the end. Refuses icalendar_malformed.
    Result<std::optional<ContentLine>> next();

private:
    std::string unfolded();

    std::string_view left_;
    std::size_t number_ = 1;  // Of the line that begins at left_.
};

std::string in_capitals(std::string_view text);
// "Caf\, e\n" as it is meant (section 3.3.11).
std::string unescaped(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char by);

}  // namespace parley::rules
