// Hello: who is it, where did they leave, what have they missed.
#include <boost/asio/redirect_error.hpp>

#include "app/api_keys.hpp"
#include "app/presence.hpp"
#include "app/settings.hpp"
#include "app/sign_in.hpp"
#include "app/visitors.hpp"
#include "base/secret.hpp"
#include "http/realtime/realtime_session.hpp"

namespace parley::http {
namespace {

constexpr std::size_t connection_id_bytes = 12;

ApiKeyId key_of(const app::Staff& staff) { return staff.key ? staff.key->id : ApiKeyId{}; }

// A program that only listens does not make its agent present: nobody would answer the work they
// were then offered.
bool makes_present(const StaffAudience& audience) {
    return app::require(audience.staff, KeyScope::sessions_write).has_value();
}

bool is_same_reader(const Audience& a, const Audience& b) {
    if (a.index() != b.index()) return false;
    if (const auto* staff = std::get_if<StaffAudience>(&a)) {
        const app::Staff& other = std::get<StaffAudience>(b).staff;
        return staff->staff.agent.id == other.agent.id && key_of(staff->staff) == key_of(other);
    }
    return std::get<VisitorAudience>(a).visitor.conversation ==
           std::get<VisitorAudience>(b).visitor.conversation;
}

// The page must be that of the visitor's own inbox, and the inbox in use.
Task<Result<>> check_inbox(app::App& app, const app::Visitor& visitor, std::string key) {
    auto look = [key](Directory& directory) { return directory.inbox_by_key(key); };
    const auto place = co_await app::read_directory(app, look);
    const bool is_fit = place && place->workspace == visitor.workspace &&
                        place->inbox.id == visitor.inbox && place->inbox.active;
    if (!is_fit) co_return refuse(Code::forbidden, "inbox_inactive");
    co_return Result<>{};
}

// Read after the place the stream begins at: what changed before it is told by no event. By coming
// they may be present again themselves.
std::optional<Agent> newest_agent(Repository& repository, const Audience& audience) {
    const auto* staff = std::get_if<StaffAudience>(&audience);
    return staff == nullptr ? std::nullopt : repository.agent(staff->staff.agent.id);
}

void take_presence(Agent& agent, const Agent& newest) {
    agent.presence = newest.presence;
    agent.presence_reason = newest.presence_reason;
    agent.presence_since = newest.presence_since;
    agent.wrap_up_until = newest.wrap_up_until;
}

wire::CloseCode close_code_for(const Error& error) {
    switch (error.code) {
        case Code::forbidden: return wire::close::not_allowed;
        case Code::unavailable:
        case Code::over_limit: return wire::close::too_slow;
        default: return wire::close::not_signed_in;
    }
}

}  // namespace

Task<> RealtimeSession::act(wire::HelloFrame frame) {
    if (frame.protocol != wire::protocol_version) co_return close(wire::close::replaced);
    phase_ = Phase::joining;
    held_.clear();
    Result<Audience> audience = co_await identify(frame);
    if (phase_ == Phase::closed) co_return;
    if (!audience) co_return close(close_code_for(audience.error()));
    if (audience_ && !is_same_reader(*audience_, *audience)) {
        co_return close(wire::close::broken_protocol);
    }
    join(std::move(*audience));
    if (std::holds_alternative<StaffAudience>(*audience_)) {
        // Asked again now that we listen: a sign-out or a change of rights in between is either in
        // this answer or heard live.
        audience = co_await identify(frame);
        if (phase_ == Phase::closed) co_return;
        if (!audience) co_return close(close_code_for(audience.error()));
        audience_ = std::move(*audience);
    }

    const Instant now = deps_.app.clock.now();
    auto look = [audience = *audience_, after = frame.after, now](Repository& repository) {
        Replay planned = plan_replay(repository, audience, after, now);
        return std::pair(std::move(planned), newest_agent(repository, audience));
    };
    auto [replay, agent] = co_await app::read(deps_.app, workspace_of(*audience_), std::move(look));
    if (phase_ == Phase::closed) co_return;
    if (agent) take_presence(std::get<StaffAudience>(*audience_).staff.agent, *agent);
    position_ = replay.position;
    prev_ = replay.resumed ? *frame.after : position_;
    if (!co_await welcome(replay)) co_return;
    if (!co_await send_replay(std::move(replay))) co_return;
    release_held();
}

Task<Result<Audience>> RealtimeSession::identify(const wire::HelloFrame& hello) {
    if (!handshake_.own_origin) co_return refuse(Code::forbidden, "wrong_origin");
    if (hello.api_key) {
        CO_TRY(auto program, co_await app::authenticate_api_key(deps_.app, *hello.api_key));
        CO_CHECKED(app::require(program, KeyScope::events_read));
        co_return audience_of(std::move(program));
    }
    if (!hello.visitor) {
        CO_TRY(auto staff, co_await app::authenticate_staff(deps_.app, handshake_.token));
        co_return audience_of(std::move(staff));
    }
    CO_TRY(auto visitor, co_await app::authenticate_visitor(deps_.app, hello.visitor->visitor_id,
                                                            hello.visitor->secret));
    CO_CHECKED(co_await check_inbox(deps_.app, visitor, hello.visitor->inbox_key));
    co_return audience_of(std::move(visitor));
}

void RealtimeSession::join(Audience audience) {
    if (audience_) {
        audience_ = std::move(audience);
        return;  // Already listening: a second hello on the same line.
    }
    audience_ = std::move(audience);
    room_->join(*this, *audience_);
    const auto* staff = std::get_if<StaffAudience>(&*audience_);
    if (staff != nullptr && makes_present(*staff)) {
        app::agent_connected(deps_.app, staff->staff.workspace, staff->staff.agent.id);
    }
}

void RealtimeSession::part() {
    if (!audience_ || parted_) return;
    parted_ = true;
    room_->part(*this, *audience_);
    const auto* staff = std::get_if<StaffAudience>(&*audience_);
    if (staff != nullptr && makes_present(*staff)) {
        app::agent_disconnected(deps_.app, staff->staff.workspace, staff->staff.agent.id,
                                heard_at_);
    }
}

Task<bool> RealtimeSession::welcome(const Replay& replay) {
    if (std::holds_alternative<StaffAudience>(*audience_)) co_return co_await welcome_staff(replay);
    co_return co_await welcome_visitor(replay);
}

Task<bool> RealtimeSession::welcome_staff(const Replay& replay) {
    const app::Staff staff = std::get<StaffAudience>(*audience_).staff;
    const auto workspace = co_await app::get_workspace(deps_.app, staff);
    if (phase_ == Phase::closed) co_return false;
    if (!workspace) {
        close(wire::close::too_slow);
        co_return false;
    }
    wire::WelcomeFrame frame;
    frame.connection_id = random_token(deps_.app.rng, connection_id_bytes);
    frame.seq = prev_;
    frame.resumed = replay.resumed;
    frame.ping_seconds = ping_seconds;
    frame.me = wire::make_me(staff, *workspace);
    say(frame);
    co_return true;
}

namespace {

struct VisitorRows {
    std::optional<SessionView> session;
    std::vector<MessageView> messages;
    std::int64_t agent_read = 0;
    std::string contact_name;
};

VisitorRows read_visitor(Repository& repository, const app::Visitor& visitor,
                         std::size_t messages) {
    VisitorRows rows;
    rows.session = repository.last_session(visitor.conversation);
    if (messages > 0) {
        rows.messages =
            repository.messages(visitor.conversation, 0, messages, Visibility::everyone);
    }
    if (const auto conversation = repository.conversation(visitor.conversation)) {
        rows.agent_read = conversation->agent_read;
    }
    if (const auto contact = repository.contact(visitor.contact)) rows.contact_name = contact->name;
    return rows;
}

}  // namespace

Task<bool> RealtimeSession::welcome_visitor(const Replay& replay) {
    const app::Visitor visitor = std::get<VisitorAudience>(*audience_).visitor;
    // One more than is shown, to know whether there are more.
    const std::size_t wanted = replay.resumed ? 0 : welcome_messages + 1;
    auto look = [visitor, wanted](Repository& repository) {
        return read_visitor(repository, visitor, wanted);
    };
    VisitorRows rows = co_await app::read(deps_.app, visitor.workspace, std::move(look));
    if (phase_ == Phase::closed) co_return false;

    wire::VisitorWelcomeFrame frame;
    frame.connection_id = random_token(deps_.app.rng, connection_id_bytes);
    frame.seq = prev_;
    frame.resumed = replay.resumed;
    frame.ping_seconds = ping_seconds;
    frame.conversation_id = visitor.conversation;
    if (rows.session) frame.session = wire::to_visitor_wire(*rows.session);
    frame.more = rows.messages.size() > welcome_messages;
    if (frame.more) rows.messages.erase(rows.messages.begin());
    for (const MessageView& view : rows.messages) {
        frame.messages.push_back(wire::to_wire(view, links()));
    }
    frame.agent_read = rows.agent_read;
    frame.contact_name = rows.contact_name;
    say(frame);
    co_return true;
}

// In chunks, each sent only when the one before has left: a long replay never fills the output.
Task<bool> RealtimeSession::send_replay(Replay replay) {
    auto next = replay.events.begin();
    while (next != replay.events.end()) {
        const auto left = static_cast<std::size_t>(replay.events.end() - next);
        const auto end = next + static_cast<std::ptrdiff_t>(std::min(left, replay_chunk));
        std::vector<Event> chunk(next, end);
        next = end;
        auto look = [chunk](Repository& repository) { return repository.hydrate(chunk); };
        const std::vector<Published> published =
            co_await app::read(deps_.app, workspace_of(*audience_), std::move(look));
        for (const Published& one : published) {
            if (phase_ == Phase::closed) co_return false;
            EventEncoder encoder(one, links());
            connection_->send(encoder.frame(*audience_, prev_));
            prev_ = one.event.seq;
        }
        co_await until_drained();
        if (phase_ == Phase::closed) co_return false;
        heard_at_ = deps_.app.clock.now();  // A long replay is not the reader's silence.
    }
    co_return true;
}

Task<> RealtimeSession::until_drained() {
    while (phase_ != Phase::closed && connection_->pending_bytes() > pending_low) {
        drained_ = std::make_shared<boost::asio::steady_timer>(connection_->executor(), 1s);
        boost::system::error_code ignored;
        co_await drained_->async_wait(
            boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
        drained_.reset();
    }
}

// What came live meanwhile and is newer than the replay; nothing suspends between here and `live`.
void RealtimeSession::release_held() {
    phase_ = Phase::live;
    const std::vector<Held> held = std::exchange(held_, {});
    for (const Held& one : held) {
        EventEncoder encoder(one.commit->events[one.index], links());
        deliver(encoder);
        if (phase_ == Phase::closed) return;
    }
}

}  // namespace parley::http
