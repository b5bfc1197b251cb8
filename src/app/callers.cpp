#include "app/callers.hpp"

#include "app/live.hpp"
#include "app/sessions.hpp"

namespace parley::app {
namespace {

struct Known {
    Contact contact;
    Identity identity;
    std::optional<Conversation> conversation;
};

Task<std::optional<Known>> known_by(App& app, const InboxPlace& place, std::string number) {
    if (number.empty()) co_return std::nullopt;
    auto look = [inbox = place.inbox.id, number](Repository& repository) {
        std::optional<Known> known;
        const auto identity = repository.identity(inbox, IdentityKind::phone, number);
        if (!identity) return known;
        auto contact = repository.contact(identity->contact);
        if (!contact) return known;
        known = Known{std::move(*contact), *identity,
                      repository.conversation_of(identity->contact, inbox)};
        return known;
    };
    co_return co_await read(app, place.workspace, look);
}

// What is missing of contact, identity and conversation is made.
Visitor decide_caller(Turn& turn, const InboxPlace& place, const std::string& number,
                      const std::optional<Known>& known) {
    Visitor caller;
    caller.workspace = place.workspace;
    caller.inbox = place.inbox.id;
    if (known) {
        caller.identity = known->identity;
        caller.contact = known->contact.id;
    } else {
        Contact contact;
        contact.id = turn.make<ContactId>();
        contact.phone = number;
        contact.created_at = contact.last_seen_at = turn.now;
        turn.changed(contact, EventType::contact_created, Actor::of(contact.id));
        caller.contact = contact.id;
        if (!number.empty()) {
            Identity& identity = caller.identity;
            identity.id = turn.make<IdentityId>();
            identity.contact = contact.id;
            identity.inbox = place.inbox.id;
            identity.kind = IdentityKind::phone;
            identity.value = number;
            identity.created_at = turn.now;
            turn.put(identity);
        }
    }
    if (known && known->conversation) {
        caller.conversation = known->conversation->id;
        return caller;
    }
    Conversation conversation;
    conversation.id = turn.make<ConversationId>();
    conversation.inbox = place.inbox.id;
    conversation.contact = caller.contact;
    conversation.created_at = turn.now;
    turn.put(conversation);
    Published& published =
        turn.append(EventType::conversation_created, Actor::of(caller.contact), Visibility::staff);
    published.event.contact = caller.contact;
    published.event.inbox = place.inbox.id;
    caller.conversation = conversation.id;
    return caller;
}

}  // namespace

Task<Result<CallSession>> open_call(App& app, std::string inbox_key, std::string number) {
    auto look_up = [inbox_key](Directory& directory) { return directory.inbox_by_key(inbox_key); };
    const auto place = co_await read_directory(app, look_up);
    if (!place) co_return refuse(Code::not_found, "inbox_not_found");
    if (!place->inbox.active) co_return refuse(Code::conflict, "inbox_inactive");
    const auto known = co_await known_by(app, *place, number);
    CO_TRY(const auto owner, owner_of(app, place->workspace));
    std::function<Result<Visitor>(Floor&, Turn&)> meet = [&](Floor&, Turn& turn) {
        return Result<Visitor>(decide_caller(turn, *place, number, known));
    };
    CO_TRY(const Visitor caller, co_await owner->run<Visitor>(meet));
    std::function<Result<SessionId>(Floor&, Turn&)> open =
        [conversation = caller.conversation, contact = caller.contact](
            Floor& floor, Turn& turn) -> Result<SessionId> {
        Live* live = floor.live(conversation);
        if (live == nullptr) return std::unexpected(not_loaded().error());
        if (live->session) return live->session->id;
        CHECKED(open_session(floor, turn, *live, {}));
        turn.notice(*live, "call_arrived");
        enqueue_session(floor, turn, *live, Actor::of(contact));
        return live->session->id;
    };
    CO_TRY(const SessionId session,
           co_await run_live<SessionId>(app, *owner, caller.conversation, std::move(open)));
    co_return CallSession{caller, session};
}

Task<Result<>> may_speak(App& app, const Staff& staff, SessionId session) {
    CO_CHECKED(require(staff, KeyScope::sessions_write));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    std::function<Result<>(const Floor&)> look = [id = staff.agent.id,
                                                  session](const Floor& floor) -> Result<> {
        const Agent* agent = floor.agent(id);
        const Live* live = floor.live_of(session);
        if (agent == nullptr || live == nullptr)
            return refuse(Code::not_found, "session_not_found");
        CHECKED(require_serving(*agent, *live->session));
        if (live->session->state != SessionState::assigned)
            return refuse(Code::conflict, "not_served_yet");
        return {};
    };
    CO_TRY(const Result<> may, co_await owner->peek<Result<>>(std::move(look)));
    co_return may;
}

}  // namespace parley::app
