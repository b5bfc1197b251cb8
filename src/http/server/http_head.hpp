// Judges and parses the head of a request: request line and fields (RFC 9112). Pure: bytes in,
// values out. Stricter than the RFC asks wherever leniency has let two servers disagree about where
// a request ends: one framing rule, CRLF only, no folded lines, no repeated singletons, upper-case
// methods. Why our own: docs/adr/0010-own-http-parser.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "http/server/headers.hpp"
#include "http/server/limits.hpp"

namespace parley::http {

// How the transport itself turns a request down, before any handler: a status and our stable code.
// The connection closes after it, since where the next request begins is no longer certain.
struct Rejection {
    int status = 400;
    std::string_view code;
};

template <class T>
using Judged = std::expected<T, Rejection>;

struct Head {
    enum class Framing { none, length, chunked };

    std::string method;
    std::string target;  // In origin form, '*' or (CONNECT only) an authority; without fragment.
    Headers headers;
    bool http_1_0 = false;
    bool keep_alive = true;
    bool expects_continue = false;
    Framing framing = Framing::none;
    std::uint64_t content_length = 0;
};

// Finds where the head ends as its bytes arrive, and stops early what can no longer be one.
class HeadScanner {
public:
    // `bytes`: all of the head so far, from its first byte. The head's length with its empty line,
    // or 0 while that is not reached.
    Judged<std::size_t> scan(std::string_view bytes, const Limits& limits);

private:
    std::size_t scanned_ = 0;
    std::size_t line_start_ = 0;
    std::size_t lines_ = 0;
};

// REQUIRES: `bytes` is exactly what a HeadScanner measured.
Judged<Head> parse_head(std::string_view bytes);

// One field line without its line end; used for trailers too.
Judged<HeaderField> parse_field(std::string_view line);

}  // namespace parley::http
