// Requests of ours to addresses that somebody else chose.
//
// The one behind this port (src/outbound) sees to it that such an address cannot be used to reach
// what only this server can reach.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/task.hpp"
#include "domain/webhook.hpp"

namespace parley {

struct OutboundRequest {
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    Duration within{};  // All of it; 0: as long as is usual, which is also the most.
};

struct OutboundAnswer {
    SendFailure failure = SendFailure::none;  // bad_status is the caller's to judge.
    int status = 0;                           // 0: none came.
    std::string retry_after;                  // As it was sent; empty: it said none.
    std::string body;                         // Its beginning, any bytes.
    bool is_whole = false;                    // The body is all there was.
};

class Outbound {
public:
    virtual ~Outbound() = default;
    // None, url_refused or address_refused, as far as can be told without asking anybody.
    // REQUIRES: callable from any thread.
    virtual SendFailure check(std::string_view url) const = 0;
    // Never throws for what the other side does. On one thread: that of the caller's executor.
    virtual Task<OutboundAnswer> post(OutboundRequest request) = 0;
    // Ends every request under way with `timed_out`, and every later one at once.
    virtual void stop() = 0;
};

}  // namespace parley
