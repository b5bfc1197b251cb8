#include "http/wire/contact.hpp"

#include "domain/region.hpp"
#include "http/wire/version.hpp"

namespace parley::wire {

Contact to_wire(const parley::Contact& contact) {
    Contact wire{.id = contact.id,
                 .name = contact.name,
                 .email = contact.email,
                 .phone = contact.phone,
                 .note = contact.note,
                 .locale = language_of(contact.locale),
                 .vip_level = contact.vip_level,
                 .tag_ids = contact.tags,
                 .fields = contact.fields,
                 .created_at = contact.created_at,
                 .last_seen_at = contact.last_seen_at,
                 .version = {}};
    Contact editable = wire;
    editable.last_seen_at = {};
    wire.version = version_of(editable);
    return wire;
}

ContactScheme to_wire(const parley::ContactScheme& scheme) {
    ContactScheme wire;
    for (const parley::Tag& tag : scheme.tags)
        wire.tags.push_back({.id = tag.id, .name = tag.name, .colour = tag.colour});
    for (const parley::ContactField& field : scheme.fields)
        wire.fields.push_back(
            {.key = field.key, .name = field.name, .kind = field.kind, .choices = field.choices});
    wire.version = version_of(wire);
    return wire;
}

Identity to_wire(const parley::Identity& identity) {
    return {.id = identity.id,
            .kind = identity.kind,
            .value = identity.value,
            .verified = identity.verified,
            .created_at = identity.created_at};
}

}  // namespace parley::wire
