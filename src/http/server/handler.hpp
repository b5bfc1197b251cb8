// What the server asks of whoever answers requests (http/api implements it).
//
// Thread: every call and every resumption happens on the IO thread of that connection, so a handler
// must not block; it awaits instead. Requests of one connection come one after the other.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/task.hpp"
#include "http/server/request.hpp"
#include "http/server/response.hpp"

namespace parley::http {

struct BodyPolicy {
    enum class Kind { memory, stream };

    Kind kind = Kind::memory;
    // Above it the answer is 413 and the connection closes; with `stream`, BodyReader refuses.
    std::size_t bytes_max = 64 * 1024;
};

class Handler {
public:
    virtual ~Handler() = default;

    // Asked once the head is read and before any of the body is. `path` is decoded.
    virtual BodyPolicy policy(std::string_view method, std::string_view path) = 0;

    // `request` outlives the task. HEAD comes as itself: answer as for GET, and the server drops
    // the body. An exception is logged and answered 500.
    virtual Task<Response> handle(Request& request) = 0;
};

}  // namespace parley::http
