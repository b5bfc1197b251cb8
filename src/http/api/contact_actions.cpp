#include "app/contact_scheme.hpp"
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
    app::ContactPatch patch;
    patch.name = std::move(body.name);
    patch.email = std::move(body.email);
    patch.phone = std::move(body.phone);
    patch.note = std::move(body.note);
    patch.vip_level = body.vip_level;
    if (body.tag_ids) patch.tags = std::move(*body.tag_ids);
    if (body.fields) patch.fields = std::move(*body.fields);
    const auto version = [](const Contact& stored) { return wire::to_wire(stored).version; };
    CO_TRY(const Contact contact,
           co_await app::update_contact(call.app(), call.by_staff(), id, std::move(patch),
                                        expected_by<Contact>(call.request, version)));
    co_return versioned(wire::to_wire(contact));
}

Task<Result<Response>> get_contact_scheme(Call& call) {
    CO_TRY(const auto scheme, co_await app::get_contact_scheme(call.app(), call.by_staff()));
    co_return versioned(wire::to_wire(scheme));
}

Task<Result<Response>> patch_contact_scheme(Call& call) {
    CO_TRY(auto body, call.body<wire::ContactSchemePatch>());
    app::ContactSchemePatch patch;
    if (body.tags) {
        patch.tags.emplace();
        for (wire::TagBody& tag : *body.tags)
            patch.tags->push_back(
                {tag.id.value_or(TagId{}), std::move(tag.name), std::move(tag.colour)});
    }
    if (body.fields) {
        patch.fields.emplace();
        for (wire::ContactField& field : *body.fields)
            patch.fields->push_back({std::move(field.key), std::move(field.name), field.kind,
                                     std::move(field.choices)});
    }
    const auto version = [](const ContactScheme& stored) { return wire::to_wire(stored).version; };
    CO_TRY(const auto scheme,
           co_await app::update_contact_scheme(call.app(), call.by_staff(), std::move(patch),
                                               expected_by<ContactScheme>(call.request, version)));
    co_return versioned(wire::to_wire(scheme));
}

}  // namespace parley::http
