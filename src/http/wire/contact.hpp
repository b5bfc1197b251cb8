// Contacts, and the credential by which a visitor is known.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>

#include "domain/contact.hpp"

namespace parley::wire {

struct Contact {
    ContactId id;
    std::string name;
    std::string email;
    std::string phone;
    std::string note;
    std::string locale;
    Instant created_at;
    Instant last_seen_at;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(Contact, (),
                      (id, name, email, phone, note, locale, created_at, last_seen_at, version))

struct ContactPatch {
    std::optional<std::string> name;
    std::optional<std::string> email;
    std::optional<std::string> phone;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(ContactPatch, (), (name, email, phone, note))

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
Identity to_wire(const parley::Identity& identity);

}  // namespace parley::wire
