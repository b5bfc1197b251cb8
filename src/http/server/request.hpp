// One request, as a handler sees it: already judged (http_head.hpp), decoded and within limits.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/task.hpp"
#include "http/server/headers.hpp"

namespace parley::http {

// The body of a request whose policy is `stream`.
class BodyReader {
public:
    static constexpr std::size_t chunk_max = 64 * 1024;

    virtual ~BodyReader() = default;
    // The next piece, at most `chunk_max` bytes, good until the next call; empty at the end.
    // Refuses: body_too_large (over_limit), body_malformed, body_broken_off, body_too_slow
    // (invalid); the connection then closes after the answer. One call at a time.
    virtual Task<Result<std::string_view>> next() = 0;
};

struct Request {
    std::string method;  // Upper case.
    std::string target;  // As sent, in origin form.
    std::string path;    // Decoded; begins with '/', holds no NUL, may hold any other byte.
    std::vector<std::pair<std::string, std::string>> query;  // Decoded, in order.
    Headers headers;
    std::string body;                   // Whole, when the policy is `memory`; else empty.
    BodyReader* body_reader = nullptr;  // Set when the policy is `stream`; lives as the request.
    std::string remote_address;         // Of the socket, without port: "192.0.2.1", "2001:db8::1".
    bool is_tls = false;
    bool is_forwarded = false;  // By another node, which has judged rates already.
    std::string id;  // Ours, unique in practice; sent back as X-Request-Id and put into logs.

    // First value of that name; empty where there is none.
    std::string_view query_value(std::string_view name) const;
    std::string_view cookie(std::string_view name) const;
};

}  // namespace parley::http
