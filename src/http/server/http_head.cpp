#include "http/server/http_head.hpp"

#include <charconv>

#include "http/server/http_syntax.hpp"

namespace parley::http {
namespace {

constexpr Rejection bad_request_line{400, "request_line_malformed"};
constexpr Rejection bad_target{400, "target_malformed"};
constexpr Rejection bad_framing{400, "framing_malformed"};
constexpr std::size_t method_max = 20;
constexpr std::size_t length_digits_max = 18;  // Fits 64 bits without a check for overflow.

std::unexpected<Rejection> reject(Rejection rejection) { return std::unexpected(rejection); }

std::string_view take_line(std::string_view& rest) {
    const std::size_t end = rest.find("\r\n");
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 2, rest.size()));
    return line;
}

// "http://host/path" as proxies are sent it: only the path concerns us.
Judged<std::string_view> origin_of_absolute(std::string_view target) {
    const std::size_t scheme_end = target.find("://");
    if (scheme_end == std::string_view::npos) return reject(bad_target);
    const std::string_view scheme = target.substr(0, scheme_end);
    if (!same_name(scheme, "http") && !same_name(scheme, "https")) return reject(bad_target);
    target.remove_prefix(scheme_end + 3);
    const std::string_view authority = target.substr(0, target.find_first_of("/?"));
    const bool valid =
        std::ranges::all_of(authority, [](char c) { return is_authority_char(c) || c == '@'; });
    if (authority.empty() || !valid) return reject(bad_target);
    return target.substr(authority.size());
}

Judged<std::string> parse_target(std::string_view method, std::string_view target) {
    if (target.empty() || !std::ranges::all_of(target, is_target_char)) return reject(bad_target);
    if (method == "CONNECT") {
        if (!std::ranges::all_of(target, is_authority_char)) return reject(bad_target);
        return std::string(target);
    }
    if (target == "*" && method == "OPTIONS") return std::string(target);
    target = target.substr(0, target.find('#'));
    if (target.starts_with('/')) return std::string(target);
    const auto origin = origin_of_absolute(target);
    if (!origin) return reject(origin.error());
    return origin->starts_with('/') ? std::string(*origin) : "/" + std::string(*origin);
}

Judged<void> parse_request_line(std::string_view line, Head& head) {
    const std::size_t method_end = line.find(' ');
    const std::size_t target_end = line.rfind(' ');
    if (method_end == std::string_view::npos || target_end == method_end) {
        return reject(bad_request_line);
    }
    const std::string_view method = line.substr(0, method_end);
    if (!is_token(method) || method.size() > method_max || std::ranges::any_of(method, is_lower)) {
        return reject(bad_request_line);
    }
    const std::string_view version = line.substr(target_end + 1);
    if (version.size() != 8 || !version.starts_with("HTTP/") || !is_digit(version[5]) ||
        version[6] != '.' || !is_digit(version[7])) {
        return reject(bad_request_line);
    }
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return reject({505, "version_unknown"});
    auto target = parse_target(method, line.substr(method_end + 1, target_end - method_end - 1));
    if (!target) return reject(target.error());
    head.method = method;
    head.target = std::move(*target);
    head.http_1_0 = version == "HTTP/1.0";
    return {};
}

Judged<void> judge_transfer_coding(Head& head) {
    if (head.http_1_0 || head.headers.has("content-length")) return reject(bad_framing);
    std::string codings;
    for (const HeaderField& field : head.headers) {
        if (same_name(field.name, "transfer-encoding")) codings.append(field.value).push_back(',');
    }
    codings.pop_back();
    std::size_t total = 0;
    std::size_t chunked = 0;
    bool last_is_chunked = false;
    for (std::string_view rest = codings; total == 0 || !rest.empty(); ++total) {
        const std::string_view coding = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(coding.size() + 1, rest.size()));
        if (!is_token(trim_blanks(coding))) return reject(bad_framing);
        last_is_chunked = same_name(trim_blanks(coding), "chunked");
        chunked += last_is_chunked;
    }
    if (chunked != 1 || !last_is_chunked || codings.back() == ',') return reject(bad_framing);
    if (total != 1) return reject({501, "transfer_coding_unknown"});
    head.framing = Head::Framing::chunked;
    return {};
}

Judged<void> judge_framing(Head& head) {
    if (head.headers.has("transfer-encoding")) return judge_transfer_coding(head);
    if (!head.headers.has("content-length")) return {};
    const std::string_view length = head.headers.get("content-length");
    if (length.empty() || length.size() > length_digits_max ||
        !std::ranges::all_of(length, is_digit)) {
        return reject(bad_framing);
    }
    std::from_chars(length.data(), length.data() + length.size(), head.content_length);
    if (head.content_length > 0) head.framing = Head::Framing::length;
    return {};
}

Judged<void> judge_fields(Head& head) {
    constexpr std::string_view singletons[] = {
        "host",   "content-length",    "content-type",          "authorization",
        "origin", "sec-websocket-key", "sec-websocket-version", "expect"};
    for (const std::string_view name : singletons) {
        if (head.headers.count(name) > 1) return reject({400, "field_repeated"});
    }
    if (!head.http_1_0 && !head.headers.has("host")) return reject({400, "host_missing"});
    if (!std::ranges::all_of(head.headers.get("host"), is_authority_char)) {
        return reject({400, "host_malformed"});
    }
    const std::string_view expectation = head.headers.get("expect");
    if (!expectation.empty() && !same_name(expectation, "100-continue")) {
        return reject({417, "expectation_unknown"});
    }
    head.expects_continue = !expectation.empty() && !head.http_1_0;
    head.keep_alive = !head.http_1_0;
    for (const HeaderField& field : head.headers) {
        if (!same_name(field.name, "connection")) continue;
        if (head.http_1_0 && list_contains(field.value, "keep-alive")) head.keep_alive = true;
        if (list_contains(field.value, "close")) {
            head.keep_alive = false;
            break;
        }
    }
    return judge_framing(head);
}

}  // namespace

Judged<std::size_t> HeadScanner::scan(std::string_view bytes, const Limits& limits) {
    for (; scanned_ < bytes.size(); ++scanned_) {
        const std::size_t length = scanned_ - line_start_;
        if (bytes[scanned_] != '\n') {
            if (lines_ == 0 && length > limits.request_line_max)
                return reject({414, "target_too_long"});
            if (lines_ > 0 && length > limits.header_line_max)
                return reject({431, "field_too_long"});
            if (scanned_ >= limits.head_bytes_max) return reject({431, "head_too_long"});
            continue;
        }
        if (length == 0 || bytes[scanned_ - 1] != '\r') return reject({400, "line_end_malformed"});
        if (length == 1) {
            if (lines_ == 0) return reject(bad_request_line);
            return scanned_ + 1;
        }
        if (++lines_ > limits.header_count_max + 1) return reject({431, "too_many_fields"});
        line_start_ = scanned_ + 1;
    }
    return 0;
}

Judged<HeaderField> parse_field(std::string_view line) {
    constexpr Rejection bad_field{400, "field_malformed"};
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
        return reject(bad_field);
    const std::string_view value = trim_blanks(line.substr(colon + 1));
    if (!std::ranges::all_of(value, is_field_char)) return reject(bad_field);
    return HeaderField{std::string(line.substr(0, colon)), std::string(value)};
}

Judged<Head> parse_head(std::string_view bytes) {
    Head head;
    if (auto judged = parse_request_line(take_line(bytes), head); !judged) {
        return reject(judged.error());
    }
    for (auto line = take_line(bytes); !line.empty(); line = take_line(bytes)) {
        auto field = parse_field(line);
        if (!field) return reject(field.error());
        head.headers.add(field->name, field->value);
    }
    if (auto judged = judge_fields(head); !judged) return reject(judged.error());
    return head;
}

}  // namespace parley::http
