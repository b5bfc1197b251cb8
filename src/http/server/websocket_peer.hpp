// The server's end of one WebSocket: frames from and to a Connection, a WebSocketSession above it.
//
// Closing: whoever begins sends a close frame; the other answers; then this side ends the socket.
// The session hears of it once, as soon as nothing more can come, not when the socket is finally
// gone.
#pragma once

#include <memory>
#include <string>

#include "http/server/connection.hpp"
#include "http/server/websocket.hpp"
#include "http/server/ws_codec.hpp"

namespace parley::http {

class WebSocketPeer final : public Protocol,
                            public WebSocketConnection,
                            public std::enable_shared_from_this<WebSocketPeer> {
public:
    WebSocketPeer(std::shared_ptr<Connection> connection, Upgrade upgrade);

    // `input`: what was read behind the handshake.
    void start(std::string input);

    void on_bytes(std::span<char> bytes) override;
    void on_end() override;
    void on_drained() override;
    void on_deadline() override;
    void on_drain() override;
    void on_lost() override;

    void send(std::string text) override;
    void send(std::shared_ptr<const std::string> text) override;
    void send_binary(std::string_view data) override;
    void close(std::uint16_t code, std::string_view reason) override;
    void pause_reading() override;
    void resume_reading() override;
    std::size_t pending_bytes() const override { return connection_->pending(); }
    boost::asio::any_io_executor executor() const override { return connection_->executor(); }
    std::string_view remote_address() const override { return connection_->remote_address(); }

private:
    void take(std::span<char> bytes);
    void take_event(const WsEvent& event);
    void take_close(const WsEvent& event);
    void send_message(Opcode opcode, OutputPiece piece);
    void send_control(Opcode opcode, std::string payload);
    void end_session(std::uint16_t code, std::string_view reason);

    std::shared_ptr<Connection> connection_;
    std::shared_ptr<WebSocketSession> session_;  // Null once it has heard of the end.
    WsDecoder decoder_;
    std::string held_;            // Read, but not yet taken, because reading was paused.
    std::uint16_t our_code_ = 0;  // Of the close frame we sent; 0: none.
    bool paused_ = false;
    bool taking_ = false;
    bool resuming_ = false;  // A call of take(held_) is on its way.
    bool heard_ = true;      // Something came since the last deadline.
    bool awaits_pong_ = false;
    bool finished_ = false;  // Nothing that comes now counts.
};

}  // namespace parley::http
