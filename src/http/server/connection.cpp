#include "http/server/connection.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <array>
#include <boost/asio/post.hpp>
#include <utility>

#include "base/assert.hpp"
#include "base/log.hpp"

namespace parley::http {
namespace {

constexpr int reads_in_a_row_max = 8;  // Then others of this thread have their turn.
constexpr Duration linger_max = 2s;  // For the peer to read our last words before the socket goes.
constexpr Duration linger_max_draining = 500ms;

}  // namespace

void ConnectionList::add(std::shared_ptr<Connection> connection) {
    connection->place = connections_.size();
    connections_.push_back(std::move(connection));
}

void ConnectionList::remove(Connection& connection) {
    const std::size_t place = connection.place;
    PARLEY_ASSERT(place < connections_.size() && connections_[place].get() == &connection);
    std::swap(connections_[place], connections_.back());
    connections_[place]->place = place;
    connections_.pop_back();
}

void LateFlushes::add(std::shared_ptr<Connection> connection) {
    connections_.push_back(std::move(connection));
    if (connections_.size() == 1) boost::asio::post(executor_, [this] { flush(); });
}

void LateFlushes::flush() {
    for (const auto& connection : std::exchange(connections_, {})) connection->flush_late();
}

Connection::Connection(int socket, std::string remote_address, const TlsContext* tls, Host& host)
    : socket_(socket),
      host_(host),
      remote_address_(std::move(remote_address)),
      is_tls_(tls != nullptr) {
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    stream_ = tls ? tls->make_stream(socket_) : make_plain_stream(socket_);
}

Connection::~Connection() {
    if (state_ != State::lost) ::close(socket_);
}

void Connection::start(std::shared_ptr<Protocol> protocol) {
    protocol_ = std::move(protocol);
    state_ = is_tls_ ? State::handshaking : State::open;
    wanted_ = true;
    set_deadline(is_tls_ ? host_.limits.handshake_timeout : host_.limits.idle_timeout);
    host_.poller.add(socket_, *this);
}

void Connection::become(std::shared_ptr<Protocol> protocol) { protocol_ = std::move(protocol); }

void Connection::on_ready(Readiness readiness) {
    in_event_ = true;
    try {
        take_event(readiness);
        in_event_ = false;
        update_interest();
    } catch (const std::exception& error) {
        log_error("connection_failed", {{"error", error.what()}});
        in_event_ = false;
        abort();
    }
}

void Connection::take_event(Readiness readiness) {
    if (state_ == State::handshaking) return shake_hands();
    if (readiness.broken && !reads()) return lose();
    if (readiness.writable) write_available();
    // TLS may have had to write in order to read.
    if (readiness.readable || readiness.broken || is_tls_) read_available();
}

bool Connection::reads() const {
    if (peer_ended_) return false;
    return (state_ == State::open && wanted_) || state_ == State::lingering;
}

void Connection::update_interest() {
    if (in_event_ || state_ == State::lost) return;
    const bool read = reads() || state_ == State::handshaking;
    const bool write = blocked_ && state_ != State::broken;
    if (read == watches_read_ && write == watches_write_) return;
    watches_read_ = read;
    watches_write_ = write;
    host_.poller.set_interest(socket_, *this, read, write);
}

void Connection::want_bytes(bool wanted) {
    if (wanted_ == wanted) return;
    wanted_ = wanted;
    if (!in_event_ && reads() && stream_->has_buffered_input()) {
        boost::asio::post(executor(),
                          [self = shared_from_this()] { self->on_ready({.readable = true}); });
    }
    update_interest();
}

void Connection::shake_hands() {
    const IoResult result = stream_->handshake();
    blocked_ = result.status == IoResult::Status::want_write;
    if (blocked_ || result.status == IoResult::Status::want_read) return;
    if (result.status != IoResult::Status::done) {
        host_.metrics.handshakes_failed.add();
        return lose();
    }
    state_ = State::open;
    set_deadline(host_.limits.idle_timeout);
    read_available();
}

void Connection::read_available() {
    for (int i = 0; i < reads_in_a_row_max && reads(); ++i) {
        const IoResult result = stream_->read(host_.buffer);
        if (!take_read(result)) return;
        if (result.bytes < host_.buffer.size() && !stream_->has_buffered_input()) return;
    }
    // More may be there, but it is another's turn. TLS may hold it where the socket does not show
    // it.
    if (!reads() || !stream_->has_buffered_input()) return;
    boost::asio::post(executor(),
                      [self = shared_from_this()] { self->on_ready({.readable = true}); });
}

// Whether to go on reading.
bool Connection::take_read(IoResult result) {
    const auto protocol = protocol_;  // It may hand over to another meanwhile.
    switch (result.status) {
        case IoResult::Status::want_read: return false;
        case IoResult::Status::want_write: blocked_ = true; return false;
        case IoResult::Status::broken: lose(); return false;
        case IoResult::Status::ended:
            peer_ended_ = true;
            if (state_ == State::lingering)
                lose();
            else
                protocol->on_end();
            return false;
        case IoResult::Status::done: break;
    }
    if (state_ == State::lingering) return true;  // Read only to be thrown away.
    protocol->on_bytes(host_.buffer.first(result.bytes));
    return true;
}

void Connection::write_available() {
    if (state_ == State::broken || state_ == State::lost) return;
    const bool had_output = !output_.empty();
    blocked_ = false;
    flush();
    if (!had_output || !output_.empty() || state_ != State::open) return;
    const auto protocol = protocol_;
    protocol->on_drained();
}

void Connection::send(OutputPiece piece) {
    if (state_ != State::open) return;
    output_.push(std::move(piece));
    if (!corked_ && !blocked_) flush();
}

void Connection::send_soon(OutputPiece piece) {
    if (in_event_ || corked_) return send(std::move(piece));
    if (state_ != State::open) return;
    output_.push(std::move(piece));
    if (blocked_ || std::exchange(late_, true)) return;
    host_.late_flushes.add(shared_from_this());
}

void Connection::flush_late() {
    late_ = false;
    if (blocked_ || corked_ || output_.empty()) return;
    try {
        write_available();
    } catch (const std::exception& error) {
        log_error("connection_failed", {{"error", error.what()}});
        abort();
    }
}

void Connection::cork(bool corked) {
    if (corked_ == corked) return;
    corked_ = corked;
    if (!corked && !output_.empty() && !blocked_) flush();
}

void Connection::flush() {
    if (corked_ && state_ == State::open) return;
    while (!output_.empty()) {
        std::array<iovec, OutputQueue::gathered_max> pieces;  // NOLINT: gather() fills it.
        const std::size_t used = output_.gather(pieces);
        const IoResult result = stream_->write(std::span(pieces).first(used));
        if (result.status == IoResult::Status::done) {
            output_.consume(result.bytes);
            stalled_since_ = SteadyTime::max();
            continue;
        }
        if (result.status == IoResult::Status::broken || result.status == IoResult::Status::ended) {
            return break_off();
        }
        if (stalled_since_ == SteadyTime::max()) stalled_since_ = std::chrono::steady_clock::now();
        blocked_ = true;
        break;
    }
    if (accounted_ != output_.bytes()) {
        host_.metrics.buffered_bytes.add(static_cast<std::int64_t>(output_.bytes()) -
                                         static_cast<std::int64_t>(accounted_));
        accounted_ = output_.bytes();
    }
    if (state_ == State::finishing && output_.empty()) return end_output();
    update_interest();
}

void Connection::finish() {
    if (state_ != State::open) return;
    state_ = State::finishing;
    corked_ = false;
    clear_deadline();
    if (output_.empty()) return end_output();
    if (!blocked_) flush();
    update_interest();
}

// Closing at once could reset the connection and destroy an answer the peer has not read yet.
void Connection::end_output() {
    stream_->end();
    if (peer_ended_) return break_off();
    state_ = State::lingering;
    set_deadline(host_.draining ? linger_max_draining : linger_max);
    update_interest();
}

void Connection::abort() {
    if (state_ == State::broken || state_ == State::lost) return;
    break_off();
}

void Connection::break_off() {
    state_ = State::broken;
    boost::asio::post(executor(), [self = shared_from_this()] { self->lose(); });
    update_interest();
}

void Connection::lose() {
    if (state_ == State::lost) return;
    state_ = State::lost;
    const auto self = shared_from_this();
    host_.poller.remove(socket_, self);
    ::close(socket_);
    host_.metrics.buffered_bytes.add(-static_cast<std::int64_t>(accounted_));
    host_.connections.remove(*this);
    host_.metrics.connections.add(-1);
    host_.open.fetch_sub(1, std::memory_order_relaxed);
    const auto protocol = std::exchange(protocol_, nullptr);
    protocol->on_lost();
}

void Connection::set_deadline(Duration from_now) {
    deadline_ = std::chrono::steady_clock::now() + from_now;
}

void Connection::check_time(SteadyTime now) {
    if (stalled_since_ != SteadyTime::max() && now - stalled_since_ > host_.limits.write_timeout) {
        host_.metrics.dropped_stalled.add();
        return lose();
    }
    if (now >= drain_at) request_drain();
    if (now < deadline_) return;
    clear_deadline();
    if (state_ == State::handshaking) host_.metrics.handshakes_failed.add();
    if (state_ != State::open) return lose();
    const auto protocol = protocol_;
    protocol->on_deadline();
}

void Connection::request_drain() {
    drain_at = SteadyTime::max();
    if (state_ == State::handshaking) return lose();
    if (state_ != State::open) return;
    const auto protocol = protocol_;
    protocol->on_drain();
}

}  // namespace parley::http
