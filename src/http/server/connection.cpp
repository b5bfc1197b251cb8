#include "http/server/connection.hpp"

#include <array>
#include <boost/asio/post.hpp>
#include <utility>

#include "base/assert.hpp"
#include "base/log.hpp"

namespace parley::http {
namespace {

constexpr int reads_in_a_row_max = 8;  // Then others of this thread have their turn.
constexpr Duration linger_max = 2s;    // For the peer to read our last words before the socket goes.

std::string address_of(Socket& socket) {
    boost::system::error_code ignored;
    const auto address = socket.remote_endpoint(ignored).address();
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        return make_address_v4(boost::asio::ip::v4_mapped, address.to_v6()).to_string();
    }
    return address.to_string();
}

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

Connection::Connection(Socket socket, const TlsContext* tls, Host& host)
    : socket_(std::move(socket)), host_(host), is_tls_(tls != nullptr) {
    socket_.native_non_blocking(true);
    boost::system::error_code ignored;
    socket_.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
    remote_address_ = address_of(socket_);
    const int handle = socket_.native_handle();
    stream_ = tls ? tls->make_stream(handle) : make_plain_stream(handle);
}

Connection::~Connection() = default;

void Connection::start(std::shared_ptr<Protocol> protocol) {
    protocol_ = std::move(protocol);
    state_ = is_tls_ ? State::handshaking : State::open;
    wanted_ = true;
    set_deadline(is_tls_ ? host_.limits.handshake_timeout : host_.limits.idle_timeout);
    wait_readable();
}

void Connection::become(std::shared_ptr<Protocol> protocol) { protocol_ = std::move(protocol); }

void Connection::want_bytes(bool wanted) {
    if (wanted_ == wanted) return;
    wanted_ = wanted;
    if (!reads()) return;
    if (stream_->has_buffered_input()) {
        boost::asio::post(executor(), [self = shared_from_this()] { self->on_readable(); });
    } else {
        wait_readable();
    }
}

bool Connection::reads() const {
    if (peer_ended_) return false;
    return (state_ == State::open && wanted_) || state_ == State::lingering;
}

void Connection::wait_readable() {
    if (std::exchange(waits_readable_, true)) return;
    socket_.async_wait(Socket::wait_read, [self = shared_from_this()](boost::system::error_code error) {
        self->waits_readable_ = false;
        if (!error) self->on_readable();
    });
}

void Connection::wait_writable() {
    if (std::exchange(waits_writable_, true)) return;
    socket_.async_wait(Socket::wait_write, [self = shared_from_this()](boost::system::error_code error) {
        self->waits_writable_ = false;
        if (!error) self->on_writable();
    });
}

void Connection::shake_hands() {
    const IoResult result = stream_->handshake();
    switch (result.status) {
        case IoResult::Status::want_read: return wait_readable();
        case IoResult::Status::want_write: return wait_writable();
        case IoResult::Status::done: break;
        default:
            host_.metrics.handshakes_failed.add();
            return lose();
    }
    state_ = State::open;
    set_deadline(host_.limits.idle_timeout);
    on_readable();
}

void Connection::on_readable() {
    if (state_ == State::handshaking) return shake_hands();
    for (int i = 0; i < reads_in_a_row_max && reads(); ++i) {
        const IoResult result = stream_->read(host_.buffer);
        if (!take_read(result)) return;
        const bool emptied = result.bytes < host_.buffer.size();
        if (emptied && reads() && !stream_->has_buffered_input()) return wait_readable();
    }
    if (!reads()) return;
    // More may be there, but it is another's turn. TLS may hold it where the socket does not show it.
    boost::asio::post(executor(), [self = shared_from_this()] { self->on_readable(); });
}

// Whether to go on reading.
bool Connection::take_read(IoResult result) {
    switch (result.status) {
        case IoResult::Status::want_read: wait_readable(); return false;
        case IoResult::Status::want_write: wait_writable(); return false;
        case IoResult::Status::broken: lose(); return false;
        case IoResult::Status::ended: {
            peer_ended_ = true;
            if (state_ == State::lingering) {
                lose();
                return false;
            }
            const auto protocol = protocol_;
            protocol->on_end();
            return false;
        }
        case IoResult::Status::done: break;
    }
    if (state_ == State::lingering) return true;  // Read only to be thrown away.
    const auto protocol = protocol_;              // It may hand over to another meanwhile.
    try {
        protocol->on_bytes(host_.buffer.first(result.bytes));
    } catch (const std::exception& error) {
        log_error("connection_failed", {{"error", error.what()}});
        abort();
    }
    return true;
}

void Connection::on_writable() {
    if (state_ == State::handshaking) return shake_hands();
    if (state_ == State::broken || state_ == State::lost) return;
    const bool had_output = !output_.empty();
    flush();
    if (had_output && output_.empty() && state_ == State::open) {
        const auto protocol = protocol_;
        protocol->on_drained();
    }
    if (reads() && !waits_readable_) on_readable();
}

void Connection::send(OutputPiece piece) {
    if (state_ != State::open) return;
    const bool was_empty = output_.empty();
    output_.push(std::move(piece));
    if (!corked_ && was_empty) flush();
}

void Connection::cork(bool corked) {
    if (corked_ == corked) return;
    corked_ = corked;
    if (!corked && !output_.empty() && !waits_writable_) flush();
}

void Connection::flush() {
    if (corked_ && state_ == State::open) return;
    while (!output_.empty()) {
        std::array<iovec, OutputQueue::gathered_max> pieces;
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
        wait_writable();
        break;
    }
    if (accounted_ != output_.bytes()) {
        host_.metrics.buffered_bytes.add(static_cast<std::int64_t>(output_.bytes()) -
                                         static_cast<std::int64_t>(accounted_));
        accounted_ = output_.bytes();
    }
    if (state_ == State::finishing && output_.empty()) end_output();
}

void Connection::finish() {
    if (state_ != State::open) return;
    state_ = State::finishing;
    corked_ = false;
    clear_deadline();
    if (output_.empty()) return end_output();
    if (!waits_writable_) flush();
}

// Closing at once could reset the connection and destroy an answer the peer has not read yet.
void Connection::end_output() {
    stream_->end();
    if (peer_ended_) return break_off();
    state_ = State::lingering;
    set_deadline(linger_max);
    wait_readable();
}

void Connection::abort() {
    if (state_ == State::broken || state_ == State::lost) return;
    break_off();
}

void Connection::break_off() {
    state_ = State::broken;
    boost::asio::post(executor(), [self = shared_from_this()] { self->lose(); });
}

void Connection::lose() {
    if (state_ == State::lost) return;
    state_ = State::lost;
    boost::system::error_code ignored;
    socket_.close(ignored);
    stream_.reset();
    host_.metrics.buffered_bytes.add(-static_cast<std::int64_t>(accounted_));
    const auto self = shared_from_this();
    host_.connections.remove(*this);
    host_.metrics.connections.add(-1);
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
