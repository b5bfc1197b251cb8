#include "app/visitors.hpp"

#include "app/asked.hpp"
#include "app/callbacks.hpp"
#include "app/contact_fields.hpp"
#include "base/secret.hpp"
#include "domain/telephone_number.hpp"

namespace parley::app {
namespace {

constexpr std::size_t public_id_bytes = 16;  // 128 bits: cannot be guessed, though it is no secret.
constexpr std::size_t secret_bytes = 32;
constexpr Duration connected_every = std::chrono::minutes(1);

Task<Result<InboxPlace>> place_of(App& app, std::string inbox_key) {
    auto look = [inbox_key](Directory& directory) { return directory.inbox_by_key(inbox_key); };
    auto place = co_await read_directory(app, look);
    // Where nothing is written there is no chat.
    const bool is_chat = place && app.capabilities(place->inbox.channel).text;
    if (!is_chat) co_return refuse(Code::not_found, "inbox_not_found");
    if (!place->inbox.active) co_return refuse(Code::conflict, "inbox_inactive");
    co_return std::move(*place);
}

Result<> check(const NewVisitor& visitor) {
    CHECKED(check_name(visitor.name, "/name"));
    CHECKED(check_locale_tag(visitor.locale, "/locale"));
    CHECKED(check_email(visitor.email, "/email"));
    return check_phone(visitor.phone, "/phone");
}

Identity identity_of(Turn& turn, const Contact& contact, InboxId inbox, IdentityKind kind,
                     std::string value) {
    Identity identity;
    identity.id = turn.make<IdentityId>();
    identity.contact = contact.id;
    identity.inbox = inbox;
    identity.kind = kind;
    identity.value = std::move(value);
    identity.created_at = turn.now;
    return identity;
}

void decide_visitor(const Floor& floor, Turn& turn, InboxId inbox, const NewVisitor& given,
                    const VisitorCredential& credential) {
    Contact contact;
    contact.id = turn.make<ContactId>();
    contact.name = given.name;
    contact.email = lower_email(given.email);
    contact.phone = given.phone;
    contact.locale = given.locale;
    contact.created_at = turn.now;
    contact.last_seen_at = turn.now;
    const Actor actor = Actor::of(contact.id);
    turn.changed(contact, EventType::contact_created, actor);

    Identity cookie =
        identity_of(turn, contact, inbox, IdentityKind::cookie, credential.visitor_id);
    cookie.secret_hash = sha256_hex(credential.secret);
    turn.put(cookie);
    if (!contact.email.empty())
        turn.put(identity_of(turn, contact, inbox, IdentityKind::email, contact.email));
    if (!contact.phone.empty())
        turn.put(identity_of(turn, contact, inbox, IdentityKind::phone,
                             telephone_number(contact.phone, floor.voice_settings.country)));

    Conversation conversation;
    conversation.id = turn.make<ConversationId>();
    conversation.inbox = inbox;
    conversation.contact = contact.id;
    conversation.created_at = turn.now;
    turn.put(conversation);
    Published& published = turn.append(EventType::conversation_created, actor, Visibility::staff);
    published.event.contact = contact.id;
    published.event.inbox = inbox;
}

// As a session would find it that began now; entry rules ask about the contact, and may differ.
WidgetView view_of(const Floor& floor, const Inbox& inbox, Instant now) {
    WidgetView view;
    view.workspace = floor.workspace.id;
    view.company = floor.workspace.name;
    view.demo = floor.workspace.demo;
    view.inbox = inbox;
    const Queue* wanted = floor.queue(inbox.queue);
    if (wanted == nullptr) return view;
    const Queue* queue = open_instead_of(floor, *wanted, now);
    const bool is_open = floor.is_open(*queue, now);
    view.staffed = is_open && floor.is_staffed(queue->id);
    view.callbacks = is_open && offers_callbacks(floor, queue->id);
    if (is_open) return view;
    view.closed_text = queue->closed_text;
    view.turns_away = queue->closed == ClosedTreatment::turn_away;
    return view;
}

}  // namespace

Task<Result<VisitorCredential>> create_visitor(App& app, std::string inbox_key, NewVisitor visitor,
                                               Once<VisitorCredential> once) {
    CO_CHECKED(check(visitor));
    CO_TRY(const InboxPlace place, co_await place_of(app, std::move(inbox_key)));
    CO_TRY(const auto owner, owner_of(app, place.workspace));
    VisitorCredential credential{random_token(app.rng, public_id_bytes),
                                 random_token(app.rng, secret_bytes)};
    std::function<Result<bool>(Floor&, Turn&)> decide =
        [inbox = place.inbox.id, visitor, credential, once](Floor& floor,
                                                            Turn& turn) -> Result<bool> {
        CHECKED(first_time(floor, turn, once));
        decide_visitor(floor, turn, inbox, visitor, credential);
        keep(floor, turn, once, credential);
        return true;
    };
    CO_CHECKED(co_await owner->run<bool>(std::move(decide)));
    co_return credential;
}

Task<Result<WorkspaceId>> workspace_of_inbox(App& app, std::string inbox_key) {
    CO_TRY(const InboxPlace place, co_await place_of(app, std::move(inbox_key)));
    co_return place.workspace;
}

Task<Result<Visitor>> authenticate_visitor(App& app, std::string visitor_id, std::string secret) {
    auto look = [visitor_id](Directory& directory) { return directory.visitor(visitor_id); };
    auto found = co_await read_directory(app, look);
    if (!found || !same_secret(sha256_hex(secret), found->identity.secret_hash))
        co_return refuse(Code::unauthenticated, "bad_credential");
    Visitor visitor;
    visitor.workspace = found->workspace;
    visitor.identity = found->identity;
    visitor.contact = found->identity.contact;
    visitor.inbox = found->identity.inbox;
    auto own = [visitor](Repository& repository) {
        return repository.conversation_of(visitor.contact, visitor.inbox);
    };
    const auto conversation = co_await read(app, visitor.workspace, own);
    if (!conversation) co_return refuse(Code::unauthenticated, "bad_credential");
    visitor.conversation = conversation->id;
    co_return visitor;
}

Task<Result<WidgetView>> open_widget(App& app, std::string inbox_key) {
    CO_TRY(const InboxPlace place, co_await place_of(app, std::move(inbox_key)));
    CO_TRY(const auto owner, owner_of(app, place.workspace));
    std::function<Result<WidgetView>(Floor&, Turn&)> decide =
        [id = place.inbox.id](Floor& floor, Turn& turn) -> Result<WidgetView> {
        const auto inbox = floor.inboxes.find(id);
        if (inbox == floor.inboxes.end()) return refuse(Code::not_found, "inbox_not_found");
        // Once a minute is enough to show "connected", and spares a commit for every page view.
        if (turn.now - inbox->second.connected_at >= connected_every) {
            inbox->second.connected_at = turn.now;
            turn.changed(inbox->second, EventType::inbox_connected, Actor::system());
        }
        return view_of(floor, inbox->second, turn.now);
    };
    co_return co_await owner->run<WidgetView>(std::move(decide));
}

}  // namespace parley::app
