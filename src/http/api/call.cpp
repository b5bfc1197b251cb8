#include "http/api/call.hpp"

#include <fmt/format.h>

#include <charconv>

namespace parley::http {
namespace {

std::optional<std::int64_t> integer_in(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

Result<std::int64_t> Call::number(std::string_view name, std::int64_t least, std::int64_t most,
                                  std::int64_t otherwise) const {
    const std::string_view text = request.query_value(name);
    if (text.empty()) return otherwise;
    const auto value = integer_in(text);
    if (!value || *value < least || *value > most) {
        return refuse(Code::invalid, "out_of_range", fmt::format("{} to {}", least, most),
                      fmt::format("/{}", name));
    }
    return *value;
}

Result<std::size_t> Call::limit() const {
    TRY(const std::int64_t value, number("limit", 1, page_most, page_default));
    return static_cast<std::size_t>(value);
}

Result<std::string> Call::cursor() const {
    const std::string_view text = request.query_value("cursor");
    if (text.size() > cursor_max) return refuse(Code::invalid, "bad_cursor", {}, "/cursor");
    return std::string(text);
}

Result<std::int64_t> Call::before() const {
    std::string_view text = request.query_value("before");
    if (text.empty()) text = request.query_value("cursor");
    if (text.empty()) return 0;
    const auto value = integer_in(text);
    if (!value || *value < 0) return refuse(Code::invalid, "bad_cursor", {}, "/before");
    return *value;
}

Response json_text(std::string text, int status) {
    Response response = Response::text(status, std::move(text), "application/json");
    response.headers.set("Cache-Control", "no-store");
    return response;
}

}  // namespace parley::http
