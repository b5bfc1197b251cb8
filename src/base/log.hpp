// One JSON object per line on standard error: {"ts":…,"level":…,"msg":"event_name",…fields}.
//
//     log_info("listening", {{"address", address}, {"port", port}});
//
// `msg` is a stable word, not prose; what varies goes into fields. Control characters and broken
// UTF-8 are escaped, so no input can forge a line. Never log message text, names, addresses of
// people, tokens or cookies. Threads: any; a line is written whole.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace parley {

enum class LogLevel { debug, info, warning, error };

std::optional<LogLevel> log_level_named(std::string_view name);
// Lines below it are dropped. Default: info.
void set_log_level(LogLevel level);

class LogValue {
public:
    template <std::integral T>
    LogValue(T value) : value_(to_integer(value)) {}
    LogValue(double value) : value_(value) {}
    LogValue(std::string_view value) : value_(value) {}
    LogValue(const std::string& value) : value_(std::string_view(value)) {}
    LogValue(const char* value) : value_(std::string_view(value)) {}

    using Variant = std::variant<std::int64_t, bool, double, std::string_view>;
    const Variant& get() const { return value_; }

private:
    template <std::integral T>
    static Variant to_integer(T value) {
        if constexpr (std::same_as<T, bool>)
            return value;
        else
            return static_cast<std::int64_t>(value);
    }
    Variant value_;
};

struct LogField {
    std::string_view key;
    LogValue value;
};

using LogFields = std::initializer_list<LogField>;

void log_debug(std::string_view msg, LogFields fields = {});
void log_info(std::string_view msg, LogFields fields = {});
void log_warning(std::string_view msg, LogFields fields = {});
void log_error(std::string_view msg, LogFields fields = {});

// The line as it is written, without the line end; `epoch_ms` becomes `ts` (RFC 3339, UTC).
std::string format_log_line(std::int64_t epoch_ms, LogLevel level, std::string_view msg,
                            LogFields fields);

}  // namespace parley
