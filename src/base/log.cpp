#include "base/log.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <atomic>
#include <cerrno>
#include <cmath>
#include <ctime>
#include <iterator>

#include "base/time.hpp"
#include "base/utf8.hpp"

namespace parley {
namespace {

std::atomic<LogLevel> lowest{LogLevel::info};

constexpr std::string_view level_names[] = {"debug", "info", "warning", "error"};

void append_escaped(std::string& out, std::string_view text) {
    out.push_back('"');
    while (!text.empty()) {
        const std::string_view before = text;
        const std::optional<char32_t> point = take_code_point(text);
        if (!point) {
            out.append("\\ufffd");
            text.remove_prefix(1);
        } else if (*point == '"' || *point == '\\') {
            out.push_back('\\');
            out.push_back(static_cast<char>(*point));
        } else if (*point < 0x20 || (*point >= 0x7f && *point < 0xa0) || *point == 0x2028 ||
                   *point == 0x2029) {  // C0, DEL, C1 and the two line separators of Unicode.
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(*point));
        } else {
            out.append(before.substr(0, before.size() - text.size()));
        }
    }
    out.push_back('"');
}

struct AppendValue {
    std::string& out;

    void operator()(std::int64_t value) const { out.append(std::to_string(value)); }
    void operator()(bool value) const { out.append(value ? "true" : "false"); }
    void operator()(double value) const {
        // JSON has no word for infinity or not-a-number.
        out.append(std::isfinite(value) ? fmt::format("{}", value) : std::string("null"));
    }
    void operator()(std::string_view value) const { append_escaped(out, value); }
};

void append_time(std::string& out, std::int64_t epoch_ms) {
    const std::time_t seconds = static_cast<std::time_t>(epoch_ms / 1000);
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    fmt::format_to(std::back_inserter(out), "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
                   utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min,
                   utc.tm_sec, epoch_ms % 1000);
}

void write_line(LogLevel level, std::string_view msg, LogFields fields) {
    if (level < lowest.load(std::memory_order_relaxed)) return;
    std::string line = format_log_line(to_ms(SystemClock().now()), level, msg, fields);
    line.push_back('\n');
    std::string_view rest = line;
    while (!rest.empty()) {  // One write in all but freak cases, so lines of threads do not mix.
        const ssize_t written = ::write(STDERR_FILENO, rest.data(), rest.size());
        if (written < 0 && errno != EINTR) return;  // Nobody is left to tell.
        if (written > 0) rest.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

std::optional<LogLevel> log_level_named(std::string_view name) {
    for (std::size_t i = 0; i < std::size(level_names); ++i) {
        if (level_names[i] == name) return static_cast<LogLevel>(i);
    }
    return std::nullopt;
}

void set_log_level(LogLevel level) { lowest.store(level, std::memory_order_relaxed); }

std::string format_log_line(std::int64_t epoch_ms, LogLevel level, std::string_view msg,
                            LogFields fields) {
    std::string line = "{\"ts\":\"";
    append_time(line, epoch_ms);
    line.append("\",\"level\":\"").append(level_names[static_cast<std::size_t>(level)]);
    line.append("\",\"msg\":");
    append_escaped(line, msg);
    for (const LogField& field : fields) {
        line.push_back(',');
        append_escaped(line, field.key);
        line.push_back(':');
        std::visit(AppendValue{line}, field.value.get());
    }
    line.push_back('}');
    return line;
}

void log_debug(std::string_view msg, LogFields fields) { write_line(LogLevel::debug, msg, fields); }
void log_info(std::string_view msg, LogFields fields) { write_line(LogLevel::info, msg, fields); }
void log_warning(std::string_view msg, LogFields fields) {
    write_line(LogLevel::warning, msg, fields);
}
void log_error(std::string_view msg, LogFields fields) { write_line(LogLevel::error, msg, fields); }

}  // namespace parley
