#include "http/server/http_body.hpp"

#include <algorithm>

#include "http/server/http_syntax.hpp"

namespace parley::http {
namespace {

constexpr Rejection bad_body{400, "body_malformed"};
constexpr std::size_t size_digits_max = 15;  // 60 bits; leading zeros count.

bool is_forbidden_trailer(std::string_view name) {
    constexpr std::string_view forbidden[] = {
        "content-length", "transfer-encoding", "host",   "trailer",          "te",
        "connection",     "authorization",     "cookie", "content-encoding", "content-range",
        "expect",         "upgrade",           "origin", "cache-control"};
    return std::ranges::any_of(forbidden, [&](std::string_view f) { return same_name(f, name); });
}

}  // namespace

BodyDecoder::BodyDecoder(const Head& head) : left_(head.content_length) {
    switch (head.framing) {
        case Head::Framing::none: state_ = State::done; break;
        case Head::Framing::length: state_ = State::counted; break;
        case Head::Framing::chunked: state_ = State::size_line; break;
    }
}

Judged<std::string_view> BodyDecoder::next(std::string_view& input, std::size_t piece_max) {
    while (!input.empty() && state_ != State::done) {
        if (state_ == State::counted || state_ == State::chunk_data) {
            const std::size_t most = std::min(input.size(), piece_max);
            const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, most));
            const std::string_view piece = input.substr(0, size);
            input.remove_prefix(size);
            left_ -= size;
            if (left_ == 0) state_ = state_ == State::counted ? State::done : State::chunk_end;
            return piece;
        }
        const char c = input.front();
        input.remove_prefix(1);
        if (state_ == State::chunk_end) {
            if (c != "\r\n"[end_bytes_]) return std::unexpected(bad_body);
            if (++end_bytes_ < 2) continue;
            end_bytes_ = 0;
            state_ = State::size_line;
        } else if (auto judged = take_line_byte(c); !judged) {
            return std::unexpected(judged.error());
        }
    }
    return std::string_view();
}

Judged<void> BodyDecoder::take_line_byte(char c) {
    if (state_ == State::trailer_line && ++trailers_ > trailers_max)
        return std::unexpected(bad_body);
    const bool after_cr = line_.ends_with('\r');
    if ((c == '\n') != after_cr) return std::unexpected(bad_body);
    if (c != '\n') {
        if (c != '\r' && !is_field_char(c)) return std::unexpected(bad_body);
        line_.push_back(c);
        const bool is_size = state_ == State::size_line;
        if (is_size && line_.size() > chunk_line_max) return std::unexpected(bad_body);
        return {};
    }
    line_.pop_back();
    const auto judged = state_ == State::size_line ? end_size_line() : end_trailer_line();
    line_.clear();
    return judged;
}

Judged<void> BodyDecoder::end_size_line() {
    const std::string_view size = std::string_view(line_).substr(0, line_.find(';'));
    if (size.empty() || size.size() > size_digits_max) return std::unexpected(bad_body);
    left_ = 0;
    for (const char c : size) {
        if (hex_value(c) < 0) return std::unexpected(bad_body);
        left_ = left_ * 16 + static_cast<std::uint64_t>(hex_value(c));
    }
    state_ = left_ == 0 ? State::trailer_line : State::chunk_data;
    return {};
}

Judged<void> BodyDecoder::end_trailer_line() {
    if (line_.empty()) {
        state_ = State::done;
        return {};
    }
    const auto field = parse_field(line_);
    if (!field || is_forbidden_trailer(field->name)) return std::unexpected(bad_body);
    return {};
}

}  // namespace parley::http
