// Contacts, and the credential by which a visitor is known.
#pragma once

#include <boost/describe/class.hpp>
#include <map>
#include <optional>
#include <string>

#include "codec/types.hpp"
#include "domain/contact_scheme.hpp"

namespace parley::wire {

struct Contact {
    ContactId id;
    std::string name;
    std::string email;
    std::string phone;
    std::string note;
    std::string locale;
    int vip_level = 0;
    std::vector<TagId> tag_ids;
    std::map<std::string, std::string> fields;
    Instant created_at;
    Instant last_seen_at;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(Contact, (),
                      (id, name, email, phone, note, locale, vip_level, tag_ids, fields, created_at,
                       last_seen_at, version))

struct ContactPatch {
    std::optional<std::string> name;
    std::optional<std::string> email;
    std::optional<std::string> phone;
    std::optional<std::string> note;
    std::optional<int> vip_level;
    std::optional<codec::List<TagId, parley::ContactScheme::tags_max>> tag_ids;
    std::optional<std::map<std::string, std::string>> fields;
};
BOOST_DESCRIBE_STRUCT(ContactPatch, (), (name, email, phone, note, vip_level, tag_ids, fields))

struct Tag {
    TagId id;
    std::string name;
    std::string colour;
};
BOOST_DESCRIBE_STRUCT(Tag, (), (id, name, colour))

struct TagBody {
    std::optional<TagId> id;
    std::string name;
    std::string colour;
};
BOOST_DESCRIBE_STRUCT(TagBody, (), (id, name, colour))

struct ContactField {
    std::string key;
    std::string name;
    FieldKind kind{};
    codec::List<std::string, parley::ContactField::choices_max> choices;
};
BOOST_DESCRIBE_STRUCT(ContactField, (), (key, name, kind, choices))

struct ContactScheme {
    std::vector<Tag> tags;
    std::vector<ContactField> fields;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(ContactScheme, (), (tags, fields, version))

struct ContactSchemePatch {
    std::optional<codec::List<TagBody, parley::ContactScheme::tags_max>> tags;
    std::optional<codec::List<ContactField, parley::ContactScheme::fields_max>> fields;
};
BOOST_DESCRIBE_STRUCT(ContactSchemePatch, (), (tags, fields))

// Its secret's hash stays where it is.
struct Identity {
    IdentityId id;
    IdentityKind kind{};
    std::string value;
    bool verified = false;
    Instant created_at;
};
BOOST_DESCRIBE_STRUCT(Identity, (), (id, kind, value, verified, created_at))

struct VisitorBody {
    std::string inbox_key;
    std::string locale;
    std::optional<std::string> name;
    std::optional<std::string> email;
    std::optional<std::string> phone;
};
BOOST_DESCRIBE_STRUCT(VisitorBody, (), (inbox_key, locale, name, email, phone))

struct VisitorCredential {
    std::string visitor_id;
    std::string secret;
};
BOOST_DESCRIBE_STRUCT(VisitorCredential, (), (visitor_id, secret))

Contact to_wire(const parley::Contact& contact);
ContactScheme to_wire(const parley::ContactScheme& scheme);
Identity to_wire(const parley::Identity& identity);

}  // namespace parley::wire
