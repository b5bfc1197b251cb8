// One realtime connection, from hello to close (docs/guide/realtime.md).
//
//     greeting ──hello──▶ joining (replay) ──▶ live ──hello──▶ joining …
//
// Thread:  the connection's IO thread. Frames are answered one after the other; while one waits for
//          the disk, later ones queue, and above `queued_max` the socket is not read.
// Bounds:  frames queued, events held during a replay, frames per second; each declared below.
// Start with on_text here, then frame_actions.cpp for what each frame does and joining.cpp for
// hello.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/app.hpp"
#include "base/metrics.hpp"
#include "codec/write.hpp"
#include "http/realtime/commands.hpp"
#include "http/realtime/hub.hpp"
#include "http/realtime/replay.hpp"
#include "http/realtime/token_bucket.hpp"
#include "http/server/websocket.hpp"
#include "http/wire/client_frame.hpp"
#include "http/wire/close_codes.hpp"
#include "http/wire/server_frame.hpp"

namespace parley::http {

struct RealtimeDeps {
    app::App& app;
    Hub& hub;
    const wire::FileLinks& files;
    Histogram& ack_seconds;
};

// How long messages take from their arrival here to their acknowledgement.
inline Histogram& ack_seconds(Metrics& metrics) {
    return metrics.histogram("parley_message_ack_seconds",
                             "From a message's arrival to its acknowledgement, after the disk.");
}

// What the upgrade request said; judged at hello.
struct Handshake {
    std::string token;  // Of the sign-in cookie; empty: none.
    bool own_origin = true;
};

class RealtimeSession final : public WebSocketSession,
                              public Listener,
                              public std::enable_shared_from_this<RealtimeSession> {
public:
    static constexpr Duration hello_within = 10s;
    static constexpr Duration silence_max = 45s;
    static constexpr int ping_seconds = 20;
    static constexpr std::size_t queued_max = 16;    // Frames.
    static constexpr std::size_t held_max = 10'000;  // Events during a replay.
    static constexpr double frames_per_second = 20;  // On average …
    static constexpr double frames_burst = 60;       // … and at once.
    static constexpr std::size_t welcome_messages = 50;
    static constexpr std::size_t replay_chunk = 50;        // Events hydrated and sent at a time.
    static constexpr std::size_t pending_low = 64 * 1024;  // Bytes; above, a replay waits.
    static constexpr Duration writer_wait = 20ms;
    static constexpr Duration typing_every = 1s;

    RealtimeSession(RealtimeDeps deps, Handshake handshake);

    void on_open(std::shared_ptr<WebSocketConnection> connection) override;
    void on_text(std::string_view text) override;
    void on_drained() override;
    void on_close(std::uint16_t code, std::string_view reason) override;

    void on_event(const std::shared_ptr<const Committed>& commit, std::size_t index,
                  EventEncoder& encoder) override;
    void on_signal(const Signal& signal) override;
    void on_signed_out(SignInId sign_in) override;
    void on_tick(Instant now) override;

private:
    enum class Phase { greeting, joining, live, closed };
    struct Held {
        std::shared_ptr<const Committed> commit;
        std::size_t index;
    };

    // realtime_session.cpp
    void refuse_text(std::string_view text, const Error& error);
    bool is_too_fast(const wire::ClientFrame& frame);
    void work();
    Task<> work_off();
    Task<> wait_for_writer();
    void deliver(EventEncoder& encoder);
    void close(const wire::CloseCode& code);
    template <class Frame>
    void say(const Frame& frame) {
        if (phase_ != Phase::closed) connection_->send(codec::to_json(frame));
    }
    void say_error(const Error& error, std::optional<std::string> client_msg_id);
    wire::Links links() const;

    // joining.cpp
    Task<> act(wire::HelloFrame frame);
    Task<Result<Audience>> identify(const wire::HelloFrame& hello);
    void join(Audience audience);
    void part();
    Task<bool> welcome(const Replay& replay);
    Task<bool> welcome_staff(const Replay& replay);
    Task<bool> welcome_visitor(const Replay& replay);
    Task<bool> send_replay(Replay replay);
    Task<> until_drained();
    void release_held();

    // frame_actions.cpp
    Task<> act(wire::SendFrame frame);
    Task<> act(wire::ReadFrame frame);
    Task<> act(wire::TypingFrame frame);
    Task<> act(wire::PresenceFrame frame);
    Task<> act(wire::PingFrame frame);
    void say_text(std::string text);
    CommandDeps commands() const { return {deps_.app, deps_.files}; }

    const RealtimeDeps deps_;
    const Handshake handshake_;
    std::shared_ptr<WebSocketConnection> connection_;
    Room* room_ = nullptr;
    std::optional<Audience> audience_;
    bool parted_ = false;
    Phase phase_ = Phase::greeting;
    Instant opened_at_;
    Instant heard_at_;
    TokenBucket bucket_;
    std::int64_t prev_ = 0;      // The last event's number told to this reader, or where it began.
    std::int64_t position_ = 0;  // Up to here the replay or the welcome has told everything.
    std::vector<wire::ClientFrame> queued_;  // A deque would hold memory while idle.
    bool working_ = false;
    bool paused_ = false;
    std::vector<Held> held_;
    std::shared_ptr<boost::asio::steady_timer> drained_;  // Only while a replay waits.
    std::pair<std::optional<ConversationId>, bool> typing_told_;
    Instant typing_told_at_;
};

}  // namespace parley::http
