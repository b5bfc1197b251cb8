#include "app/queries.hpp"
#include "app/settings.hpp"
#include "http/api/actions.hpp"
#include "http/wire/session.hpp"

namespace parley::http {

Task<Result<Response>> get_contact(Call& call) {
    CO_TRY(const ContactId id, call.id<ContactId>(0));
    CO_TRY(const auto found, co_await app::get_contact(call.app(), call.by_staff(), id));
    wire::ContactDetail detail;
    detail.contact = wire::to_wire(found.contact);
    for (const Identity& identity : found.identities) {
        detail.identities.push_back(wire::to_wire(identity));
    }
    for (const SessionView& view : found.sessions) {
        detail.sessions.push_back(wire::to_wire(view, call.links()));
    }
    Response response = json(detail);
    set_etag(response, detail.contact.version);
    co_return response;
}

Task<Result<Response>> patch_contact(Call& call) {
    CO_TRY(const ContactId id, call.id<ContactId>(0));
    CO_TRY(auto body, call.body<wire::ContactPatch>());
    app::ContactPatch patch{std::move(body.name), std::move(body.email), std::move(body.phone),
                            std::move(body.note)};
    const auto version = [](const Contact& stored) { return wire::to_wire(stored).version; };
    CO_TRY(const Contact contact,
           co_await app::update_contact(call.app(), call.by_staff(), id, std::move(patch),
                                        expected_by<Contact>(call.request, version)));
    co_return versioned(wire::to_wire(contact));
}

}  // namespace parley::http
