// One answer. The server adds Date, Content-Length, Connection and X-Request-Id itself.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "http/server/headers.hpp"

namespace parley::http {

// Sent from disk in pieces, never held whole. The file is opened when the answer begins; one that
// cannot be opened or is shorter than `size` becomes a 500 or a broken connection.
struct FileBody {
    std::string path;
    std::uint64_t size = 0;
};

// Made piece by piece as the connection takes it, on the server's own threads: `read` must be quick
// and fill `to` from `at`. One that returns false breaks the connection.
struct MadeBody {
    std::uint64_t size = 0;
    std::function<bool(std::uint64_t at, std::span<std::uint8_t> to)> read;
};

using SharedBody = std::shared_ptr<const std::string>;

struct Response {
    int status = 200;
    Headers headers;
    std::variant<std::string, SharedBody, FileBody, MadeBody> body;

    static Response text(int status, std::string body,
                         std::string_view content_type = "text/plain; charset=utf-8");
    static Response empty(int status);
    // application/problem+json (RFC 9457) with our stable `code`. REQUIRES: `code` is snake_case.
    static Response problem(int status, std::string_view code, std::string_view request_id = {});
};

// "Not Found" for 404; "Unknown" for what is not in the table.
std::string_view reason_phrase(int status);

}  // namespace parley::http
