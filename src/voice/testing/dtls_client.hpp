// The other side of our DTLS, for tests and benches: a client as browsers have one, by OpenSSL.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "voice/rtp/srtp.hpp"

namespace parley::voice::testing {

class DtlsClient {
public:
    DtlsClient();
    ~DtlsClient();
    DtlsClient(DtlsClient&&) noexcept;

    // Of its certificate, as SDP tells it.
    const std::string& fingerprint() const;
    // Takes what came (empty: nothing did) and gives what it sends, a flight in one piece. Empty:
    // it has nothing to say.
    std::vector<std::uint8_t> talk(std::span<const std::uint8_t> came);
    std::vector<std::uint8_t> close();  // What it says when it goes.
    bool is_done() const;
    // REQUIRES: is_done(). Ours are the client's.
    SrtpKeys keys() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace parley::voice::testing
