// Datagrams at the port of browsers, told apart by their first byte: STUN, DTLS, RTP, RTCP. They
// come from a browser whose handshake is under way, and from nobody. Whatever they are, a browser
// that is connected goes on being heard, and nobody else is.
#include <array>

#include "base/assert.hpp"
#include "base/secret.hpp"
#include "fuzz/fuzz.hpp"
#include "fuzz/pieces.hpp"
#include "voice/browser/browser_port.hpp"
#include "voice/browser/browser_sdp.hpp"
#include "voice/testing/browser.hpp"

namespace parley::voice {
namespace {

constexpr const char* address = "127.0.0.1";
constexpr Instant noon{std::chrono::hours(480'000)};

UdpSocket bound() { return std::move(*UdpSocket::bind(address, 0)); }

// One port for all, with a browser that is connected.
struct House {
    House() : port(bound(), identity), stranger(bound()), newcomer(bound()) {
        const auto offer = parse_browser_offer(browser.offer());
        BrowserTerms terms{"standing", "known-to-no-seed-1", offer->fingerprint, offer->format, 7};
        standing = std::make_unique<BrowserLeg>(port, terms, [](char) {});
        browser.accept(browser_answer(*offer, {address, port.port(), terms.fragment, terms.password,
                                               identity.fingerprint(), 7}));
        place = *Endpoint::parse(address, port.port());
        for (int tick = 0; tick < 500 && !(standing->is_connected() && browser.is_connected());
             ++tick)
            turn();
        PARLEY_ASSERT(standing->is_connected() && browser.is_connected());
    }

    void turn() {
        browser.tick(silence);
        port.receive(now += std::chrono::milliseconds(20));
    }

    DtlsIdentity identity;
    BrowserPort port;
    testing::Browser browser{address};
    std::unique_ptr<BrowserLeg> standing;
    UdpSocket stranger;
    UdpSocket newcomer;
    Endpoint place;
    Instant now = noon;
};

House& house() {
    static House made;
    return made;
}

void fuzz(fuzz::Pieces pieces) {
    House& all = house();
    BrowserLeg entering(all.port, {"entering", "known-to-no-seed-2", "AB:CD", {}, 8},
                        [](char) { PARLEY_ASSERT(false); });
    // It found us, and no more.
    const std::array<std::uint8_t, 12> transaction{};
    all.newcomer.send(binding_request(transaction, "entering:x", "known-to-no-seed-2"), all.place);
    all.port.receive(all.now);
    while (!pieces.is_empty()) {
        const bool is_known = pieces.byte() % 2 == 0;
        (is_known ? all.newcomer : all.stranger).send(pieces.piece(), all.place);
        all.port.receive(all.now);
        entering.receive(all.now);
    }
    PARLEY_ASSERT(!entering.is_connected());
    PARLEY_ASSERT(entering.last_heard() == Instant{});
    all.turn();
    PARLEY_ASSERT(all.standing->last_heard() == all.now);
    PARLEY_ASSERT(!all.standing->has_gone(all.now));
    // What was answered is not read again.
    std::array<std::uint8_t, 1'500> bytes{};
    Endpoint from;
    while (all.newcomer.receive(bytes, from)) {
    }
    PARLEY_ASSERT(!all.stranger.receive(bytes, from));  // Strangers are not answered.
}

}  // namespace
}  // namespace parley::voice

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    parley::voice::fuzz(parley::fuzz::Pieces({bytes, size}));
    return 0;
}
