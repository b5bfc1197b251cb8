// A contact (客户) is the person outside; identities are the ways by which we know them.
#pragma once

#include <boost/describe/enum.hpp>
#include <map>
#include <string>
#include <vector>

#include "domain/ids.hpp"

namespace parley {

// Personal data: kept in tables of their own (docs/guide/privacy.md).
struct Contact {
    static constexpr std::size_t name_max = 100;
    static constexpr std::size_t note_max = 4'000;
    static constexpr std::size_t tags_max = 50;
    static constexpr int vip_level_max = 10;

    ContactId id;
    std::string name;  // Empty: not told yet.
    std::string email;
    std::string phone;
    std::string note;  // Staff's remark, never shown to the contact.
    std::string locale = "en";
    int vip_level = 0;                          // 0: as everybody.
    std::vector<TagId> tags;                    // Of the scheme, in its order; none twice.
    std::map<std::string, std::string> fields;  // By the keys of the scheme (contact_scheme.hpp).
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
