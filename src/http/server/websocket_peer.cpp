#include "http/server/websocket_peer.hpp"

#include <boost/asio/post.hpp>
#include <utility>

namespace parley::http {

WebSocketPeer::WebSocketPeer(std::shared_ptr<Connection> connection, Upgrade upgrade)
    : connection_(std::move(connection)),
      session_(std::move(upgrade.session)),
      decoder_(upgrade.message_max) {}

void WebSocketPeer::start(std::string input) {
    connection_->host().metrics.websockets.add(1);
    connection_->set_deadline(connection_->host().limits.ping_interval);
    session_->on_open(shared_from_this());
    if (connection_->host().draining) close(close_code::going_away, "draining");
    if (!input.empty()) on_bytes(input);
    connection_->want_bytes(!paused_);
}

void WebSocketPeer::on_bytes(std::span<char> bytes) {
    heard_ = true;
    if (held_.empty()) return take(bytes);
    held_.append(bytes.data(), bytes.size());
    if (!paused_ && !resuming_) {
        std::string own = std::exchange(held_, {});
        take(own);
    }
}

void WebSocketPeer::take(std::span<char> bytes) {
    taking_ = true;
    while (!paused_ && !finished_) {
        const auto event = decoder_.next(bytes);
        if (!event) break;
        connection_->cork(!bytes.empty());
        take_event(*event);
    }
    taking_ = false;
    connection_->cork(false);
    if (paused_ && !finished_) held_.assign(bytes.data(), bytes.size());
}

void WebSocketPeer::take_event(const WsEvent& event) {
    const bool closing = our_code_ != 0;
    switch (event.kind) {
        case WsEvent::Kind::text:
            if (closing || !session_) return;
            connection_->host().metrics.messages_in.add();
            return session_->on_text(event.data);
        case WsEvent::Kind::binary:
            if (closing || !session_) return;
            connection_->host().metrics.messages_in.add();
            if (!session_->on_binary(event.data)) close(close_code::unsupported_data, "text only");
            return;
        case WsEvent::Kind::ping:
            if (!closing) send_control(Opcode::pong, std::string(event.data));
            return;
        case WsEvent::Kind::pong: return;
        case WsEvent::Kind::close: return take_close(event);
        case WsEvent::Kind::failed: break;
    }
    connection_->host().metrics.dropped_protocol.add();
    if (!closing) send_control(Opcode::close, close_payload(event.code, {}));
    finished_ = true;
    connection_->finish();
    end_session(event.code, {});
}

void WebSocketPeer::take_close(const WsEvent& event) {
    const std::uint16_t code = event.code;
    const std::string reason(event.data);
    if (our_code_ == 0) {
        const bool gave_none = code == close_code::no_status;
        send_control(Opcode::close, gave_none ? std::string() : close_payload(code, {}));
    }
    finished_ = true;
    connection_->finish();
    end_session(our_code_ != 0 ? our_code_ : code, reason);
}

void WebSocketPeer::end_session(std::uint16_t code, std::string_view reason) {
    finished_ = true;
    const auto session = std::exchange(session_, nullptr);
    if (!session) return;
    connection_->host().metrics.websockets.add(-1);
    session->on_close(code, reason);
}

void WebSocketPeer::send_message(Opcode opcode, OutputPiece piece) {
    if (our_code_ != 0 || finished_) return;
    piece.header = frame_header(opcode, piece.text().size());
    Host& host = connection_->host();
    if (connection_->pending() + piece.size() > host.limits.websocket_pending_max) {
        host.metrics.dropped_slow.add();
        return close(close_code::try_again_later, "slow_reader");
    }
    host.metrics.messages_out.add();
    connection_->send_soon(std::move(piece));
}

void WebSocketPeer::send(std::string text) {
    OutputPiece piece;
    piece.body = std::move(text);
    send_message(Opcode::text, std::move(piece));
}

void WebSocketPeer::send(std::shared_ptr<const std::string> text) {
    OutputPiece piece;
    piece.body = std::move(text);
    send_message(Opcode::text, std::move(piece));
}

void WebSocketPeer::send_binary(std::string_view data) {
    OutputPiece piece;
    piece.body = std::string(data);
    send_message(Opcode::binary, std::move(piece));
}

void WebSocketPeer::send_control(Opcode opcode, std::string payload) {
    // A peer that pings without reading our pongs must not pile them up.
    const std::size_t pending_max = connection_->host().limits.websocket_pending_max;
    if (opcode == Opcode::pong && connection_->pending() > pending_max) return;
    OutputPiece piece;
    piece.header = frame_header(opcode, payload.size());
    piece.body = std::move(payload);
    connection_->send_soon(std::move(piece));
}

void WebSocketPeer::close(std::uint16_t code, std::string_view reason) {
    if (our_code_ != 0 || finished_) return;
    our_code_ = code;
    send_control(Opcode::close, close_payload(code, reason));
    connection_->set_deadline(connection_->host().limits.close_wait);
    resume_reading();  // The peer's answer must be read.
}

void WebSocketPeer::pause_reading() {
    if (our_code_ != 0) return;
    paused_ = true;
    connection_->want_bytes(false);
}

void WebSocketPeer::resume_reading() {
    if (!std::exchange(paused_, false)) return;
    connection_->want_bytes(true);
    if (taking_ || resuming_ || held_.empty()) return;
    resuming_ = true;
    boost::asio::post(connection_->executor(), [self = shared_from_this()] {
        self->resuming_ = false;
        if (self->paused_ || self->finished_) return;
        std::string own = std::exchange(self->held_, {});
        self->take(own);
    });
}

void WebSocketPeer::on_end() {
    connection_->finish();
    end_session(our_code_ != 0 ? our_code_ : close_code::abnormal, {});
}

void WebSocketPeer::on_drained() {
    if (session_ && our_code_ == 0) session_->on_drained();
}

void WebSocketPeer::on_deadline() {
    Host& host = connection_->host();
    if (our_code_ != 0) {
        connection_->abort();
        return end_session(our_code_, {});
    }
    if (paused_ || std::exchange(heard_, false)) {
        awaits_pong_ = false;
        return connection_->set_deadline(host.limits.ping_interval);
    }
    if (awaits_pong_) {
        host.metrics.dropped_silent.add();
        connection_->abort();
        return end_session(close_code::abnormal, {});
    }
    awaits_pong_ = true;
    send_control(Opcode::ping, {});
    connection_->set_deadline(host.limits.pong_timeout);
}

void WebSocketPeer::on_drain() { close(close_code::going_away, "draining"); }

void WebSocketPeer::on_lost() {
    end_session(our_code_ != 0 ? our_code_ : close_code::abnormal, {});
}

}  // namespace parley::http
