// WebSocket (RFC 6455) as the rest of the program sees it: frames, masks, pings and fragments are
// the server's business.
//
// Thread: all calls in both directions happen on the connection's IO thread. From another thread,
// post to `executor()`; keep a weak_ptr, for a connection may have ended meanwhile.
// Bounds:  at most `pending_max` bytes wait to be sent; what exceeds it closes with 1013 (try again
//          later), so that a slow reader costs itself and nobody else.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/task.hpp"
#include "http/server/request.hpp"
#include "http/server/response.hpp"

namespace parley::http {

namespace close_code {
constexpr std::uint16_t normal = 1000;
constexpr std::uint16_t going_away = 1001;
constexpr std::uint16_t protocol_error = 1002;
constexpr std::uint16_t unsupported_data = 1003;
constexpr std::uint16_t no_status = 1005;  // Never sent: the peer's close frame carried no code.
constexpr std::uint16_t abnormal = 1006;   // Never sent: it ended without a close frame.
constexpr std::uint16_t bad_text = 1007;
constexpr std::uint16_t policy_violation = 1008;
constexpr std::uint16_t too_big = 1009;
constexpr std::uint16_t internal_error = 1011;
constexpr std::uint16_t try_again_later = 1013;
}  // namespace close_code

class WebSocketConnection {
public:
    static constexpr std::size_t pending_max_default = 256 * 1024;
    static constexpr std::size_t reason_max = 123;  // Bytes a close frame has room for.

    virtual ~WebSocketConnection() = default;

    // Never block and never call back. After close they do nothing. A shared text is not copied, so
    // that one serialised frame serves any number of connections.
    virtual void send(std::string text) = 0;
    virtual void send(std::shared_ptr<const std::string> text) = 0;
    virtual void send_binary(std::string_view data) = 0;

    // Sends a close frame behind what is pending and ends the connection when the peer answers, or
    // after `close_wait`. `reason` is cut to `reason_max`. on_close follows later, never inside.
    virtual void close(std::uint16_t code, std::string_view reason) = 0;

    // Back-pressure on the read side: while paused nothing is read, and TCP slows the peer down.
    // What one read delivered beyond the pause is kept, and given after resume.
    virtual void pause_reading() = 0;
    virtual void resume_reading() = 0;

    virtual std::size_t pending_bytes() const = 0;
    virtual boost::asio::any_io_executor executor() const = 0;
    virtual std::string_view remote_address() const = 0;
};

// One conversation over one connection; ours from accept to close. Implemented by http/realtime.
class WebSocketSession {
public:
    virtual ~WebSocketSession() = default;

    // The session may keep the pointer, but must drop it by the end of on_close.
    virtual void on_open(std::shared_ptr<WebSocketConnection> connection) = 0;
    virtual void on_text(std::string_view text) = 0;  // Valid UTF-8, whole; gone after the call.
    // Unless overridden, binary data ends the connection with 1003.
    virtual bool on_binary(std::string_view /*data*/) { return false; }
    // Everything pending has been handed to the system: with pending_bytes(), paces long sends.
    virtual void on_drained() {}
    // The last call, exactly once, whoever closed. `code` may be no_status or abnormal.
    virtual void on_close(std::uint16_t code, std::string_view reason) = 0;
};

// The answer to an upgrade: a session, or the refusal to send instead.
struct Upgrade {
    std::shared_ptr<WebSocketSession> session;  // Null: `refusal` is sent, and HTTP goes on.
    Response refusal;
    std::string protocol;                 // Sec-WebSocket-Protocol to choose; empty: none.
    std::size_t message_max = 64 * 1024;  // Bytes of one message; a longer one closes with 1009.

    static Upgrade accept(std::shared_ptr<WebSocketSession> session);
    static Upgrade refuse(Response response);
};

class WebSocketHandler {
public:
    virtual ~WebSocketHandler() = default;
    // Sees path, query, Origin and cookies. The key and version are already checked. `request`
    // outlives the task, not the session.
    virtual Task<Upgrade> upgrade(Request& request) = 0;
};

}  // namespace parley::http
