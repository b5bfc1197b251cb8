// One user agent of sofia's: the sockets it has, and what is heard by it.
//
// There is one that everybody may reach, over UDP, TCP and TLS, one for a second address, and one
// for each trunk over TLS: what certificate is wanted of a trunk is its own affair, and connections
// of one are never used for another.
//
// Threads: all of it on the thread of `root`.
#pragma once

#include <sofia-sip/nua.h>

#include <cstdint>
#include <functional>
#include <string>

#include "domain/ids.hpp"
#include "voice/sip/address.hpp"
#include "voice/sip/tls_context.hpp"

namespace parley::voice {

class Agent;

// Within a call; outside of one nobody is referred.
constexpr const char* methods_in_call =
    "INVITE, ACK, CANCEL, BYE, OPTIONS, PRACK, UPDATE, INFO, REFER, NOTIFY";

struct Heard {
    nua_event_t event{};
    int status = 0;
    const char* phrase = "";
    nua_handle_t* handle = nullptr;
    // What the other end said. Null: sofia itself says it, for want of an answer.
    const sip_t* sip = nullptr;
    tagi_t* tags = nullptr;
    Agent& agent;
};

class Agent {
public:
    using Hears = std::function<void(const Heard&)>;

    struct Terms {
        IpAddress address;
        std::string public_host;     // As others reach us, as in a URI.
        std::uint16_t port = 0;      // UDP and TCP; 0: neither.
        std::uint16_t tls_port = 0;  // 0: any, where `trunk` is one; else none.
        TlsTerms tls;
        TrunkId trunk;                       // Whose it is; nobody else is listened to then.
        std::uint16_t contact_tls_port = 0;  // Of a trunk's: where we are reached; 0: nowhere else.
    };

    // Throws std::runtime_error where a port cannot be had or a certificate cannot be read.
    Agent(su_root_t* root, Terms terms, Hears hears, TlsFailed failed);
    ~Agent();
    Agent(const Agent&) = delete;
    Agent& operator=(const Agent&) = delete;

    nua_t* nua() const { return nua_; }
    const Terms& terms() const { return terms_; }
    // "<sip:…>", where we are reached by what goes over `carriage` to `peer`. Empty: nowhere but by
    // the connection itself.
    std::string contact(Carriage carriage, const IpAddress& peer) const;
    // Of what is being heard: who sent it, and how.
    Place source() const;

    // Ends what it has; is_shut() once that is done. REQUIRES for the destructor: it is.
    void shut();
    bool is_shut() const { return is_shut_; }

private:
    const Terms terms_;
    Hears hears_;
    TlsFailed failed_;
    nua_t* nua_ = nullptr;
    bool is_shut_ = false;
};

}  // namespace parley::voice
