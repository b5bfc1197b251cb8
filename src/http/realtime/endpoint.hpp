// Where realtime connections begin: /api/v1/realtime.
//
// The upgrade is granted to anybody (up to the server's own limits); who it is is judged at hello,
// so that a refusal reaches the page as a close code, which a failed upgrade could not.
#pragma once

#include "http/realtime/realtime_session.hpp"

namespace parley::http {

constexpr std::string_view realtime_path = "/api/v1/realtime";

class RealtimeEndpoint final : public WebSocketHandler {
public:
    explicit RealtimeEndpoint(RealtimeDeps deps) : deps_(deps) {}
    Task<Upgrade> upgrade(Request& request) override;

private:
    const RealtimeDeps deps_;
};

}  // namespace parley::http
