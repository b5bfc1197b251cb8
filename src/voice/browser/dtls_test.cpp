#include "voice/browser/dtls.hpp"

#include <doctest/doctest.h>

#include <deque>
#include <utility>

#include "voice/rtp/packet.hpp"
#include "voice/rtp/srtp.hpp"
#include "voice/testing/dtls_client.hpp"

namespace parley::voice {
namespace {

using Datagrams = std::deque<std::vector<std::uint8_t>>;

struct Meeting {
    explicit Meeting(std::string expected = {})
        : session(identity, expected.empty() ? browser.fingerprint() : expected,
                  [this](std::span<const std::uint8_t> datagram) {
                      to_browser.emplace_back(datagram.begin(), datagram.end());
                  }) {
        for (int turn = 0; turn < 10 && session.state() == DtlsSession::State::under_way; ++turn) {
            if (to_browser.empty()) to_browser.emplace_back();
            for (Datagrams came = std::exchange(to_browser, {}); !came.empty(); came.pop_front()) {
                const auto sent = browser.talk(came.front());
                if (!sent.empty()) session.receive(sent);
            }
        }
    }

    DtlsIdentity identity;
    testing::DtlsClient browser;
    Datagrams to_browser;
    DtlsSession session;
};

TEST_CASE("a browser and we agree on keys, the better profile first") {
    Meeting meeting;
    CHECK(meeting.session.state() == DtlsSession::State::done);
    REQUIRE(meeting.session.keys());
    const SrtpKeys& keys = *meeting.session.keys();
    CHECK(keys.profile == SrtpProfile::aead_aes_128_gcm);
    CHECK(keys.ours.size() == 28);
    CHECK(keys.theirs.size() == 28);
    CHECK(keys.ours != keys.theirs);
    for (const auto& last : meeting.to_browser) meeting.browser.talk(last);
    REQUIRE(meeting.browser.is_done());
    CHECK(meeting.browser.keys() == SrtpKeys{keys.profile, keys.ours, keys.theirs});
}

TEST_CASE("another certificate than the one that was told gets no keys") {
    const Meeting meeting("AB:CD");
    CHECK(meeting.session.state() == DtlsSession::State::failed);
    CHECK_FALSE(meeting.session.keys());
}

TEST_CASE("nonsense ends nothing") {
    DtlsIdentity identity;
    testing::DtlsClient browser;
    DtlsSession session(identity, browser.fingerprint(), [](std::span<const std::uint8_t>) {});
    const std::vector<std::uint8_t> nonsense(100, 22);
    session.receive(nonsense);
    CHECK_FALSE(session.keys());
}

TEST_CASE("what we seal only they can open, once and unchanged") {
    const Meeting meeting;
    REQUIRE(meeting.session.keys());
    const SrtpKeys keys = *meeting.session.keys();
    SrtpSession ours(keys);
    SrtpSession theirs(SrtpKeys{keys.profile, keys.ours, keys.theirs});

    RtpPacket packet;
    packet.ssrc = 5;
    packet.sequence = 1;
    const auto header = rtp_header(packet);
    std::vector<std::uint8_t> room(header.begin(), header.end());
    room.insert(room.end(), 160, 7);
    const std::size_t size = room.size();
    room.resize(size + SrtpSession::trailer_max);
    const auto sealed = ours.seal(room, size);
    REQUIRE(sealed);
    CHECK(*sealed == size + 16);
    room.resize(*sealed);

    auto changed = room;
    changed[40] ^= 1;
    CHECK_FALSE(theirs.open(changed));
    auto copy = room;
    const auto opened = theirs.open(room);
    REQUIRE(opened);
    CHECK(*opened == size);
    CHECK(room[100] == 7);
    CHECK_FALSE(theirs.open(copy));
}

}  // namespace
}  // namespace parley::voice
