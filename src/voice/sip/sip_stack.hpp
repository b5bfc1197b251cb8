// SIP: who calls, answers, hangs up. Sound is none of its business, SDP passes through as text.
//
// Behind it stands sofia-sip (docs/adr/0023): transactions, retransmissions, dialogues, 100rel,
// session timers. Everything of it lives on one thread, on which the listener is told; what others
// want done is handed to that thread and done soon.
//
// Who may call: an INVITE is taken from a trunk, known by where it comes from (over TLS by our
// connection to it, whose certificate was verified), or from a phone after digest. Whoever else
// asks is answered alike whatever they ask for, and banned when they go on. Bans are by address and
// end by time.
//
// Threads:   all commands from any. A command for a call that has ended meanwhile does nothing.
// Start with: the Listener.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "domain/call.hpp"
#include "domain/ids.hpp"
#include "domain/trunk.hpp"

namespace parley::voice {

// One dialogue, as long as this process lives.
enum class DialogueKey : std::uint64_t {};

struct Arrival {
    DialogueKey dialogue{};
    TrunkId trunk;  // Of these one is nil; both where everybody may call (SipOptions::is_open).
    PhoneId phone;
    std::string caller;  // The user part of who calls (P-Asserted-Identity of a trunk before From).
    std::string caller_name;
    std::string called;  // Of whom is called: a number of ours.
    std::string offer;   // SDP; empty: they want ours.
    std::string call_id;
    std::string source;                   // Numeric address that it came from.
    std::optional<DialogueKey> replaces;  // A dialogue of the same phone's, or of any phone's that
                                          // may: the new one takes its place.
};

// As SetTrunk in app/calls/words.hpp says.
struct TrunkTerms {
    TrunkId trunk;
    SipTransport transport{};
    std::string host;                  // Name or numeric address.
    int port = 0;                      // 0: by SRV, else 5060 or 5061.
    std::string user;                  // Empty: no credentials.
    std::string password;              // Plain; never logged.
    bool registers = false;            // REGISTER and keep it.
    std::vector<std::string> sources;  // Addresses and networks (CIDR) whose INVITEs are its own;
                                       // empty: those that `host` resolves to.
    parley::Srtp srtp{};               // Of SDP, as are the codecs: not looked at here.
    std::vector<VoiceCodec> codecs;
    CallerIdHeader caller_id{};
    std::string ca;  // PEM that its certificate must chain to; empty: the system's.
};

// As SetPhone says.
struct PhoneTerms {
    PhoneId phone;
    std::string user;     // Of the installation's, unique.
    std::string ha1_md5;  // Hex of H(user:realm:password), realm "parley" (RFC 7616).
    std::string ha1_sha256;
};

struct Dialling {
    TrunkId trunk;
    PhoneId phone;       // Of these one is nil. All registrations ring.
    std::string number;  // For a trunk.
    std::string caller;  // What they are told of who calls.
    std::string caller_name;
    std::string offer;  // SDP.
    Duration patience = 60s;
};

struct Ending {
    LegCause cause{};
    int status = 0;  // Of SIP.
};

struct SipOptions {
    std::string address = "127.0.0.1";  // Where to listen, numeric.
    std::string second_address;         // Another, of the other family (IPv6); empty: none.
    std::uint16_t port = 5060;          // UDP and TCP.
    std::uint16_t tls_port = 0;         // 0: no TLS.
    std::string certificate;            // PEM files of chain and key, for TLS.
    std::string certificate_key;
    std::string public_address;    // As others reach us; empty: `address`.
    bool is_open = false;          // Anybody may call: for benches and drills.
    Duration options_every = 30s;  // Health of trunks.
};

class SipListener {
public:
    virtual ~SipListener() = default;
    // Somebody calls. Answer by ring, progress, accept or refuse.
    virtual void invited(const Arrival& arrival) = 0;
    // Within a call that stands: another offer (empty: they want ours), to be answered by accept or
    // refuse.
    virtual void offered_again(DialogueKey dialogue, const std::string& offer) = 0;
    // They have our answer. Where the offer was ours, theirs is told by `answered` before.
    virtual void confirmed(DialogueKey dialogue) = 0;
    // Of a call of ours, before anything else is told: the numeric address of who answers it.
    virtual void reached(DialogueKey, const std::string& /*address*/) {}
    // Of a call of ours: it rings (sdp empty) or sounds already; it was answered. Several phones
    // may ring, one answers; the others' ends are not told.
    virtual void ringing(DialogueKey dialogue, const std::string& sdp) = 0;
    virtual void answered(DialogueKey dialogue, const std::string& sdp) = 0;
    // By INFO (application/dtmf-relay, application/dtmf).
    virtual void key_pressed(DialogueKey dialogue, char key) = 0;
    // REFER: to a number, or (Replaces) to whom the same phone talks in another dialogue. Answer by
    // tell_transfer.
    virtual void referred(DialogueKey dialogue, const std::string& target,
                          std::optional<DialogueKey> replaces) = 0;
    // It is over, whoever ended it. Told once, and nothing of it afterwards.
    virtual void ended(DialogueKey dialogue, const Ending& ending) = 0;

    virtual void trunk_changed(TrunkId trunk, TrunkState state, const std::string& reason) = 0;
    virtual void phone_changed(PhoneId phone, bool registered, const std::string& address,
                               const std::string& user_agent) = 0;
    virtual void banned(const std::string& address, const std::string& reason, Duration length) = 0;
};

class SipStack {
public:
    // Throws std::runtime_error where the port cannot be had. `listener` outlives it.
    SipStack(const SipOptions& options, SipListener& listener);
    // Hangs up what stands, and waits for the answers, 5 s at most.
    ~SipStack();

    void set_trunk(TrunkTerms terms);
    void forget_trunk(TrunkId trunk);
    void set_phone(PhoneTerms terms);
    void forget_phone(PhoneId phone);
    void open();  // Calls are refused 503 until then.

    // What comes of it is told of the key; also that it cannot be dialled (unreachable).
    DialogueKey dial(Dialling dialling);
    void ring(DialogueKey dialogue);
    void progress(DialogueKey dialogue, std::string sdp);  // Sound before the answer (183).
    void accept(DialogueKey dialogue, std::string sdp);
    void refuse(DialogueKey dialogue, int status);  // 400 … 699.
    void hang_up(DialogueKey dialogue);             // Cancels what rings.
    void tell_transfer(DialogueKey dialogue, int status);

    // Does something on the thread the listener is told on.
    void run(std::function<void()> work);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace parley::voice
