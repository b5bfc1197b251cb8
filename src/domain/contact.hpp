// A contact (客户) is the person outside; identities are the ways by which we know them.
#pragma once

#include <boost/describe/enum.hpp>
#include <string>

#include "domain/ids.hpp"

namespace parley {

// Personal data: kept in tables of their own (docs/guide/privacy.md).
struct Contact {
    static constexpr std::size_t name_max = 100;
    static constexpr std::size_t note_max = 4'000;

    ContactId id;
    std::string name;  // Empty: not told yet.
    std::string email;
    std::string phone;
    std::string note;  // Staff's remark, never shown to the contact.
    std::string locale = "en";
    Instant created_at;
    Instant last_seen_at;
};

// cookie: the anonymous visitor's own public id. The others are asserted until verified.
enum class IdentityKind { cookie, email, phone, user };
BOOST_DESCRIBE_ENUM(IdentityKind, cookie, email, phone, user)

struct Identity {
    IdentityId id;
    ContactId contact;
    InboxId inbox;
    IdentityKind kind = IdentityKind::cookie;
    // For cookie: the visitor's public id, 22 url-safe characters of 128 random bits.
    std::string value;
    std::string secret_hash;  // For cookie: SHA-256 (hex) of the bearer secret; else empty.
    bool verified = false;
    Instant created_at;
};

}  // namespace parley
