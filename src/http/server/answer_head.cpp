#include "http/server/answer_head.hpp"

namespace parley::http {
namespace {

// "Date: …" of this second, in the one form HTTP wants.
std::string_view date_line() {
    thread_local std::time_t made_for = -1;
    thread_local char line[48];
    const std::time_t now = std::time(nullptr);
    if (now != made_for) {
        std::tm utc{};
        gmtime_r(&now, &utc);
        std::strftime(line, sizeof line, "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &utc);
        made_for = now;
    }
    return line;
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

bool status_has_body(int status) { return status >= 200 && status != 204 && status != 304; }

std::string answer_head(const Response& response, std::uint64_t body_size,
                        const AnswerTraits& traits) {
    std::string out;
    out.reserve(512);
    out.append("HTTP/1.1 ").append(std::to_string(response.status)).push_back(' ');
    out.append(reason_phrase(response.status)).append("\r\n").append(date_line());
    for (const HeaderField& field : response.headers) append_field(out, field.name, field.value);
    if (status_has_body(response.status)) {
        append_field(out, "Content-Length", std::to_string(body_size));
    }
    if (!traits.request_id.empty()) append_field(out, "X-Request-Id", traits.request_id);
    if (response.status != 101) {
        if (!traits.keep_alive)
            append_field(out, "Connection", "close");
        else if (traits.http_1_0)
            append_field(out, "Connection", "keep-alive");
    }
    return out.append("\r\n");
}

}  // namespace parley::http
