// What each frame of a welcomed client does.
#include "http/realtime/commands.hpp"
#include "http/realtime/realtime_session.hpp"

namespace parley::http {

Task<> RealtimeSession::act(wire::SendFrame frame) {
    const auto arrived = std::chrono::steady_clock::now();
    const Told told = co_await command(commands(), *audience_, std::move(frame));
    say_text(told.text);
    if (told.is_refused) co_return;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - arrived;
    deps_.ack_seconds.observe(took.count());
}

Task<> RealtimeSession::act(wire::ReadFrame frame) {
    const Told told = co_await command(commands(), *audience_, frame);
    say_text(told.text);
}

Task<> RealtimeSession::act(wire::PresenceFrame frame) {
    const Told told = co_await command(commands(), *audience_, std::move(frame));
    say_text(told.text);
}

Task<> RealtimeSession::act(wire::PingFrame frame) {
    wire::PongFrame pong;
    pong.id = frame.id.value_or(0);
    pong.now = deps_.app.clock.now();
    say(pong);
    co_return;
}

// Told at most once a second unless it changes.
Task<> RealtimeSession::act(wire::TypingFrame frame) {
    const std::pair<std::optional<ConversationId>, bool> told{frame.conversation_id, frame.on};
    const Instant now = deps_.app.clock.now();
    if (told == typing_told_ && now - typing_told_at_ < typing_every) co_return;
    typing_told_ = told;
    typing_told_at_ = now;
    const Told answer = co_await command(commands(), *audience_, frame);
    say_text(answer.text);
}

}  // namespace parley::http
