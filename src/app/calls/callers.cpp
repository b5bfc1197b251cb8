// Contacts by their numbers. Declared in arrivals.hpp.
#include "app/calls/arrivals.hpp"

namespace parley::app {
namespace {

struct Known {
    std::optional<Contact> contact;
    std::optional<Identity> identity;  // Of this inbox.
    std::optional<Conversation> conversation;
};

Known known_by(Repository& repository, InboxId inbox, const std::string& number) {
    Known known;
    if (number.empty()) return known;
    const auto identities = repository.identities(IdentityKind::phone, number, inbox);
    for (const Identity& identity : identities) {
        known.contact = repository.contact(identity.contact);
        if (!known.contact) continue;
        if (identity.inbox == inbox) known.identity = identity;
        known.conversation = repository.conversation_of(identity.contact, inbox);
        break;
    }
    return known;
}

void put_identity(Turn& turn, InboxId inbox, ContactId contact, const std::string& number,
                  bool verified) {
    Identity identity;
    identity.id = turn.make<IdentityId>();
    identity.contact = contact;
    identity.inbox = inbox;
    identity.kind = IdentityKind::phone;
    identity.value = number;
    identity.verified = verified;
    identity.created_at = turn.now;
    turn.put(identity);
}

ConversationId open_conversation(Turn& turn, InboxId inbox, ContactId contact) {
    Conversation conversation;
    conversation.id = turn.make<ConversationId>();
    conversation.inbox = inbox;
    conversation.contact = contact;
    conversation.created_at = turn.now;
    turn.put(conversation);
    Published& published =
        turn.append(EventType::conversation_created, Actor::of(contact), Visibility::staff);
    published.event.contact = contact;
    published.event.inbox = inbox;
    return conversation.id;
}

// What is missing of contact, identity and conversation is made.
Caller meet(Turn& turn, InboxId inbox, const std::string& number, const Known& known) {
    Caller caller;
    if (known.contact) {
        caller.contact = known.contact->id;
        // Only asserted elsewhere: theirs until somebody finds that it is not.
        if (!number.empty() && !known.identity)
            put_identity(turn, inbox, caller.contact, number, false);
    } else {
        Contact contact;
        contact.id = turn.make<ContactId>();
        contact.phone = number;
        contact.created_at = contact.last_seen_at = turn.now;
        turn.changed(contact, EventType::contact_created, Actor::of(contact.id));
        caller.contact = contact.id;
        if (!number.empty()) put_identity(turn, inbox, contact.id, number, true);
    }
    caller.conversation = known.conversation ? known.conversation->id
                                             : open_conversation(turn, inbox, caller.contact);
    return caller;
}

}  // namespace

Task<Result<Caller>> caller_by_number(App& app, WorkspaceId workspace, InboxId inbox,
                                      std::string number, OnTheLine on_the_line) {
    CO_TRY(const auto owner, owner_of(app, workspace));
    auto look = [inbox, number](Repository& repository) {
        return known_by(repository, inbox, number);
    };
    const Known known = co_await read(app, workspace, look);
    std::function<Result<Caller>(Floor&, Turn&)> decide =
        [inbox, number, known, on_the_line](Floor& floor, Turn& turn) -> Result<Caller> {
        const bool may_be_other = on_the_line == OnTheLine::is_somebody_else;
        const Live* live =
            may_be_other && known.conversation ? floor.live(known.conversation->id) : nullptr;
        const bool is_on_the_line =
            live != nullptr && live->session && floor.calls.of(live->session->id) != nullptr;
        if (is_on_the_line) return meet(turn, inbox, {}, {});
        return meet(turn, inbox, number, known);
    };
    co_return co_await owner->run<Caller>(std::move(decide));
}

Task<Result<Caller>> caller_by_contact(App& app, WorkspaceId workspace, InboxId inbox,
                                       ContactId contact) {
    CO_TRY(const auto owner, owner_of(app, workspace));
    auto look = [inbox, contact](Repository& repository) {
        Known known;
        known.contact = repository.contact(contact);
        known.conversation = repository.conversation_of(contact, inbox);
        return known;
    };
    const Known known = co_await read(app, workspace, look);
    if (!known.contact) co_return refuse(Code::not_found, "contact_not_found", {}, "/contact_id");
    std::function<Result<Caller>(Floor&, Turn&)> decide = [inbox, known](Floor&, Turn& turn) {
        return Result<Caller>(meet(turn, inbox, {}, known));
    };
    co_return co_await owner->run<Caller>(std::move(decide));
}

}  // namespace parley::app
