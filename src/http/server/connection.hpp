// One socket: waits until it is readable, reads into the thread's buffer, writes what is queued,
// keeps time. What the bytes mean is its Protocol's business.
//
// Ownership: the host's list holds it until it is lost; posted calls and its protocol hold it too.
// Thread:    its IO thread only. No function calls the protocol back from inside; failures arrive
//            later as on_lost.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "http/server/host.hpp"
#include "http/server/output_queue.hpp"
#include "http/server/protocol.hpp"
#include "http/server/stream.hpp"

namespace parley::http {

class Connection final : public Pollable, public std::enable_shared_from_this<Connection> {
public:
    using SteadyTime = std::chrono::steady_clock::time_point;

    // Takes over `socket`, which must be non-blocking. `tls`: null for a plain connection.
    Connection(int socket, std::string remote_address, const TlsContext* tls, Host& host);
    ~Connection() override;

    void start(std::shared_ptr<Protocol> protocol);
    void become(std::shared_ptr<Protocol> protocol);  // An upgrade: what comes next is for another.

    void want_bytes(bool wanted);
    void send(OutputPiece piece);
    // Written at the end of this turn of the thread, together with what else the turn sends here.
    void send_soon(OutputPiece piece);
    // While corked, pieces gather and are written together when uncorked.
    void cork(bool corked);
    std::size_t pending() const { return output_.bytes(); }

    // Ends the connection in good order once everything queued is written.
    void finish();
    void abort();
    void set_deadline(Duration from_now);
    void clear_deadline() { deadline_ = SteadyTime::max(); }

    Host& host() { return host_; }
    Executor executor() const { return host_.executor; }
    const std::string& remote_address() const { return remote_address_; }
    bool is_tls() const { return is_tls_; }
    bool is_usable() const { return state_ == State::open; }

    // From the IO thread.
    void on_ready(Readiness readiness) override;
    void check_time(SteadyTime now);
    void request_drain();
    void flush_late();
    void lose();

    std::size_t place = 0;  // In the host's list, which keeps it.
    SteadyTime drain_at = SteadyTime::max();

private:
    enum class State { handshaking, open, finishing, lingering, broken, lost };

    bool reads() const;
    void take_event(Readiness readiness);
    void read_available();
    void write_available();
    void shake_hands();
    void update_interest();
    bool take_read(IoResult result);
    void flush();
    void end_output();
    void break_off();

    int socket_;
    std::unique_ptr<Stream> stream_;
    Host& host_;
    std::shared_ptr<Protocol> protocol_;
    OutputQueue output_;
    SteadyTime deadline_ = SteadyTime::max();
    SteadyTime stalled_since_ = SteadyTime::max();
    std::string remote_address_;
    std::size_t accounted_ = 0;  // Of output_, in the gauge.
    State state_ = State::handshaking;
    bool is_tls_;
    bool wanted_ = false;
    bool peer_ended_ = false;
    bool corked_ = false;
    bool blocked_ = false;      // The socket takes no more for now.
    bool in_event_ = false;     // Interest is settled when it is over.
    bool late_ = false;         // Among the host's late flushes.
    bool watches_read_ = true;  // What the poller was told last.
    bool watches_write_ = false;
};

}  // namespace parley::http
