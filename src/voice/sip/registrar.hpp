// Where phones are: the bindings of RFC 3261, section 10, of phones that have shown who they are.
//
// A binding is where a REGISTER came from, which for a phone behind NAT is not what it says itself.
// The same place, or the same instance (RFC 5626), registers over what it registered before.
//
// Bounds: `bindings_max` of a phone, the oldest of which gives way; expiry between `expires_min`
// and `expires_max`.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "domain/ids.hpp"
#include "voice/sip/address.hpp"

namespace parley::voice {

struct Binding {
    std::string uri;       // As the phone says; what it is called by.
    std::string instance;  // +sip.instance; empty: it has none.
    Place place;           // Where it is reached.
    std::string call_id;
    std::uint32_t cseq = 0;
    std::string user_agent;
    Instant expires_at;
};

struct Registering {
    struct Contact {
        std::string uri;
        std::string instance;
        std::optional<std::chrono::seconds> expires;
    };
    std::vector<Contact> contacts;    // None: they only ask.
    bool is_all = false;              // Contact: *
    std::chrono::seconds expires{0};  // Of contacts that say nothing of their own.
    Place place;
    std::string call_id;
    std::uint32_t cseq = 0;
    std::string user_agent;
};

class Registrar {
public:
    static constexpr std::size_t bindings_max = 5;
    static constexpr std::size_t contacts_max = 5;  // Of one REGISTER.
    static constexpr std::chrono::seconds expires_min{60};
    static constexpr std::chrono::seconds expires_max{3'600};

    // All bindings that then are. Refuses "expires_too_brief", "too_many_contacts", "out_of_order"
    // (of an older request of the same Call-ID) and "bad_contact"; nothing has changed then.
    Result<std::vector<Binding>> take(PhoneId phone, const Registering& asked, Instant now);

    std::vector<Binding> bindings(PhoneId phone, Instant now) const;  // The newest first.
    bool is_place(const Place& place, Instant now) const;
    void forget(PhoneId phone);
    // Of the phones that thereby have none left.
    std::vector<PhoneId> expire(Instant now);
    // A binding that turned out dead; true where the phone has none left.
    bool remove(PhoneId phone, const Place& place);

private:
    std::map<PhoneId, std::vector<Binding>> bindings_;  // The newest last.
};

}  // namespace parley::voice
