// Reads a scenario (tests/scenarios/README.md describes the language) into lines of words.
#pragma once

#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace parley::routing::testing {

// A mistake in the scenario itself.
struct ScriptError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct ScriptLine {
    int number = 0;
    Duration at{};  // Since the start; the last time named.
    std::vector<std::string> words;
    std::map<std::string, std::string> options;  // key=value
    std::vector<std::string> expected;

    const std::string& word(std::size_t i) const {
        if (i >= words.size()) throw ScriptError("a word is missing");
        return words[i];
    }
    bool has(std::string_view flag) const {
        for (const std::string& word : words) {
            if (word == flag) return true;
        }
        return false;
    }
    std::optional<std::string> option(const std::string& key) const {
        const auto found = options.find(key);
        return found == options.end() ? std::nullopt : std::optional(found->second);
    }
};

inline std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t\r") - first + 1));
}

inline std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find(separator), text.size());
        if (const std::string part = trimmed(text.substr(0, end)); !part.empty())
            parts.push_back(part);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

inline std::int64_t to_number(std::string_view text) {
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) {
        throw ScriptError("not a number: " + std::string(text));
    }
    return value;
}

inline Duration to_duration(std::string_view text) {
    if (text.ends_with("ms")) return Duration(to_number(text.substr(0, text.size() - 2)));
    if (text.ends_with('s'))
        return std::chrono::seconds(to_number(text.substr(0, text.size() - 1)));
    if (text.ends_with('m'))
        return std::chrono::minutes(to_number(text.substr(0, text.size() - 1)));
    throw ScriptError("not a duration (ms, s, m): " + std::string(text));
}

inline std::string to_text(Duration duration) {
    if (duration % 1000 == Duration::zero()) return std::to_string(duration.count() / 1000) + "s";
    return std::to_string(duration.count()) + "ms";
}

inline std::vector<ScriptLine> read_script(const std::filesystem::path& path) {
    std::ifstream in(path);
    if (!in) throw ScriptError("cannot be read");
    std::vector<ScriptLine> lines;
    std::string text;
    Duration at{};
    for (int number = 1; std::getline(in, text); ++number) {
        text = trimmed(std::string_view(text).substr(0, text.find('#')));
        if (text.empty()) continue;
        const auto arrow = text.find("->");
        const std::string said = trimmed(std::string_view(text).substr(0, arrow));
        std::vector<std::string> expected;
        if (arrow != std::string::npos)
            expected = split(std::string_view(text).substr(arrow + 2), ';');
        if (said.empty()) {  // More effects of the line above.
            if (lines.empty()) throw ScriptError("the first line has no event");
            lines.back().expected.insert(lines.back().expected.end(), expected.begin(),
                                         expected.end());
            continue;
        }
        ScriptLine line{number, at, {}, {}, std::move(expected)};
        for (const std::string& word : split(said, ' ')) {
            const auto equals = word.find('=');
            if (word.front() == '@') {
                at = line.at = to_duration(std::string_view(word).substr(1));
            } else if (equals != std::string::npos && equals > 0 && word != "=") {
                line.options[word.substr(0, equals)] = word.substr(equals + 1);
            } else {
                line.words.push_back(word);
            }
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace parley::routing::testing
