#include "http/realtime/realtime_session.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <algorithm>

#include "app/presence.hpp"
#include "base/log.hpp"
#include "codec/json.hpp"
#include "http/realtime/commands.hpp"

namespace parley::http {
namespace {

// Of a frame that cannot be read whole: whom the error is to be told to.
struct Addressed {
    std::optional<std::string> client_msg_id;
};
BOOST_DESCRIBE_STRUCT(Addressed, (), (client_msg_id))

wire::TypingNoticeFrame frame_of(const Typing& typing) {
    wire::TypingNoticeFrame frame;
    frame.conversation_id = typing.conversation;
    frame.sender = typing.sender;
    frame.sender_name = typing.sender_name;
    frame.on = typing.on;
    return frame;
}

wire::QueuePositionFrame frame_of(const QueuePosition& position) {
    wire::QueuePositionFrame frame;
    frame.session_id = position.session;
    frame.position = static_cast<std::int64_t>(position.position);
    return frame;
}

wire::LineQualityFrame frame_of(const LineQuality& quality) {
    wire::LineQualityFrame frame;
    frame.call_id = quality.call;
    frame.quality = {quality.packets, quality.lost, quality.jitter_us, quality.mos_percent};
    return frame;
}

}  // namespace

RealtimeSession::RealtimeSession(RealtimeDeps deps, Handshake handshake)
    : deps_(deps),
      handshake_(std::move(handshake)),
      opened_at_(deps.app.clock.now()),
      heard_at_(opened_at_),
      bucket_(frames_per_second, frames_burst, opened_at_) {}

void RealtimeSession::on_open(std::shared_ptr<WebSocketConnection> connection) {
    connection_ = std::move(connection);
    room_ = &deps_.hub.room_of(connection_->executor());
    room_->enter(*this);
}

void RealtimeSession::on_text(std::string_view text) {
    if (phase_ == Phase::closed) return;
    heard_at_ = deps_.app.clock.now();
    auto frame = codec::from_json<wire::ClientFrame>(text);
    if (!frame) return refuse_text(text, frame.error());
    const bool is_hello = std::holds_alternative<wire::HelloFrame>(*frame);
    if (phase_ == Phase::greeting && !is_hello && !working_) {
        return close(wire::close::broken_protocol);
    }
    if (is_too_fast(*frame)) return;
    queued_.push_back(std::move(*frame));
    if (queued_.size() >= queued_max && !paused_) {
        paused_ = true;
        connection_->pause_reading();
    }
    work();
}

// Not JSON, or no frame of ours: not our protocol at all. Otherwise a slip in one frame, which
// costs that frame only.
void RealtimeSession::refuse_text(std::string_view text, const Error& error) {
    const bool is_json = error.reason != "malformed_json" && error.reason != "too_deep";
    if (!is_json || error.field.empty() || error.field == "/type") {
        return close(wire::close::broken_protocol);
    }
    const auto addressed = codec::from_json<Addressed>(text);
    say_error(error, addressed ? addressed->client_msg_id : std::nullopt);
}

bool RealtimeSession::is_too_fast(const wire::ClientFrame& frame) {
    const Duration wait = bucket_.take(heard_at_);
    if (wait == Duration{0}) return false;
    wire::ErrorFrame error;
    error.code = "rate_limited";
    error.client_msg_id = client_msg_id_of(frame);
    error.retry_after_ms = wait.count();
    say(error);
    return true;
}

void RealtimeSession::work() {
    if (working_) return;
    working_ = true;
    auto run = [self = shared_from_this()] { return self->work_off(); };
    boost::asio::co_spawn(connection_->executor(), std::move(run), boost::asio::detached);
}

Task<> RealtimeSession::work_off() {
    try {
        while (!queued_.empty() && phase_ != Phase::closed) {
            co_await wait_for_writer();
            if (phase_ == Phase::closed || queued_.empty()) break;
            wire::ClientFrame frame = std::move(queued_.front());
            queued_.erase(queued_.begin());
            const bool is_hello = std::holds_alternative<wire::HelloFrame>(frame);
            if (!audience_ && !is_hello) {
                close(wire::close::broken_protocol);
                break;
            }
            if (auto* hello = std::get_if<wire::HelloFrame>(&frame))
                co_await act(std::move(*hello));
            else if (auto* send = std::get_if<wire::SendFrame>(&frame))
                co_await act(std::move(*send));
            else if (auto* read = std::get_if<wire::ReadFrame>(&frame))
                co_await act(*read);
            else if (auto* on = std::get_if<wire::TypingFrame>(&frame))
                co_await act(*on);
            else if (auto* is = std::get_if<wire::PresenceFrame>(&frame))
                co_await act(std::move(*is));
            else
                co_await act(std::get<wire::PingFrame>(frame));
        }
    } catch (const std::exception& broken) {
        log_error("realtime_broken", {{"why", broken.what()}});
        close({close_code::internal_error, "broken"});
    }
    working_ = false;
    if (paused_ && phase_ != Phase::closed) {
        paused_ = false;
        connection_->resume_reading();
    }
}

// The disk is behind: this socket's next frame waits, and TCP slows its sender down.
Task<> RealtimeSession::wait_for_writer() {
    while (phase_ != Phase::closed && deps_.app.store.writer().is_busy()) {
        boost::asio::steady_timer timer(connection_->executor(), writer_wait);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
}

void RealtimeSession::on_event(const std::shared_ptr<const Committed>& commit, std::size_t index,
                               EventEncoder& encoder) {
    if (phase_ == Phase::live) return deliver(encoder);
    if (phase_ != Phase::joining) return;
    if (held_.size() >= held_max) return close(wire::close::too_slow);
    held_.push_back({commit, index});
}

void RealtimeSession::deliver(EventEncoder& encoder) {
    const Published& published = encoder.published();
    auto change = RightsChange::none;
    if (auto* staff = std::get_if<StaffAudience>(&*audience_))
        change = take_over(*staff, published);
    if (change == RightsChange::ended) return close(wire::close::not_signed_in);
    // Committed before the replay was read, published after it was sent: already told.
    const bool is_told = published.event.seq <= position_;
    if (!is_told && visible(*audience_, published.event)) {
        connection_->send(encoder.frame(*audience_, prev_));
        prev_ = published.event.seq;
    }
    if (change == RightsChange::changed) {
        wire::ResyncFrame resync;
        prev_ = std::max(prev_, published.event.seq);
        resync.seq = prev_;
        resync.reason = "rights_changed";
        say(resync);
    }
}

void RealtimeSession::on_signal(const Signal& signal) {
    if (phase_ != Phase::live || !hears(*audience_, signal)) return;
    std::visit([this](const auto& one) { say(frame_of(one)); }, signal);
}

void RealtimeSession::on_signed_out(SignInId sign_in) {
    if (!audience_) return;
    const auto* staff = std::get_if<StaffAudience>(&*audience_);
    if (staff != nullptr && staff->staff.sign_in.id == sign_in) close(wire::close::replaced);
}

void RealtimeSession::on_tick(Instant now) {
    const auto* staff = audience_ ? std::get_if<StaffAudience>(&*audience_) : nullptr;
    if (staff != nullptr && app::has_expired(staff->staff, now)) {
        return close(wire::close::not_signed_in);
    }
    const bool no_hello = phase_ == Phase::greeting && now - opened_at_ > hello_within;
    if (!no_hello && now - heard_at_ <= silence_max) return;
    close(wire::close::silent);
    part();  // Now: a peer that sleeps does not answer the close either.
}

void RealtimeSession::on_drained() {
    if (drained_) drained_->cancel();
}

void RealtimeSession::on_close(std::uint16_t, std::string_view) {
    phase_ = Phase::closed;
    part();
    room_->leave(*this);
    queued_.clear();
    held_.clear();
    if (drained_) drained_->cancel();
    connection_.reset();
}

void RealtimeSession::close(const wire::CloseCode& code) {
    if (phase_ == Phase::closed) return;
    phase_ = Phase::closed;
    connection_->close(code.code, code.advice);
}

void RealtimeSession::say_error(const Error& error, std::optional<std::string> client_msg_id) {
    say(error_frame(error, std::move(client_msg_id)));
}

void RealtimeSession::say_text(std::string text) {
    if (phase_ != Phase::closed && !text.empty()) connection_->send(std::move(text));
}

wire::Links RealtimeSession::links() const { return {deps_.files, workspace_of(*audience_)}; }

}  // namespace parley::http
