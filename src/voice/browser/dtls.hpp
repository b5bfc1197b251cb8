// DTLS with a browser, to agree on the keys of its sound (RFC 5764): we wait, they begin.
//
//     DtlsSession dtls(identity, their_fingerprint, send);
//     dtls.receive(datagram);     as they arrive
//     dtls.tick();                now and then, for what was lost
//     dtls.keys()                 once it is done
//
// Any certificate is taken; then its fingerprint must be the one the signalling told, or it has
// failed and no key is given. Ownership: its worker. The identity is one of the process, safe to
// share.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "voice/rtp/srtp.hpp"

namespace parley::voice {

// A certificate of our own, made at start, and how the signalling tells it.
class DtlsIdentity {
public:
    DtlsIdentity();  // Throws std::runtime_error.
    ~DtlsIdentity();

    // SHA-256, as "AB:CD:…".
    const std::string& fingerprint() const { return fingerprint_; }

private:
    friend class DtlsSession;
    struct Context;
    std::unique_ptr<Context> context_;
    std::string fingerprint_;
};

class DtlsSession {
public:
    enum class State { under_way, done, failed, closed };  // closed: they said goodbye.
    using Send = std::function<void(std::span<const std::uint8_t>)>;

    // `fingerprint`: theirs, as "AB:CD:…", of SHA-256.
    DtlsSession(DtlsIdentity& identity, std::string fingerprint, Send send);
    ~DtlsSession();

    void receive(std::span<const std::uint8_t> datagram);
    void tick();
    State state() const;
    const std::optional<SrtpKeys>& keys() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace parley::voice
