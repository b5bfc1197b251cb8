#include "voice/browser/dtls.hpp"

#include <doctest/doctest.h>
#include <openssl/ssl.h>

#include <deque>

#include "voice/rtp/packet.hpp"
#include "voice/rtp/srtp.hpp"

namespace parley::voice {
namespace {

using Datagrams = std::deque<std::vector<std::uint8_t>>;

// A browser's side, on OpenSSL's own client with a certificate made as ours is.
class Browser {
public:
    Browser() : context_(SSL_CTX_new(DTLS_client_method())) {
        // The identity's key and certificate are its own affair; a client needs one too.
        EVP_PKEY* key = EVP_EC_gen("P-256");
        X509* certificate = X509_new();
        X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
        X509_gmtime_adj(X509_getm_notAfter(certificate), 3'600);
        X509_set_pubkey(certificate, key);
        X509_sign(certificate, key, EVP_sha256());
        SSL_CTX_use_certificate(context_, certificate);
        SSL_CTX_use_PrivateKey(context_, key);
        unsigned char hash[32];
        unsigned size = sizeof hash;
        X509_digest(certificate, EVP_sha256(), hash, &size);
        for (const unsigned char byte : hash) {
            char text[4];
            std::snprintf(text, sizeof text, "%02x:", byte);
            fingerprint += text;
        }
        fingerprint.pop_back();
        X509_free(certificate);
        EVP_PKEY_free(key);
        SSL_CTX_set_tlsext_use_srtp(context_, "SRTP_AES128_CM_SHA1_80:SRTP_AEAD_AES_128_GCM");
        ssl_ = SSL_new(context_);
        in_ = BIO_new(BIO_s_mem());
        out_ = BIO_new(BIO_s_mem());
        BIO_set_mem_eof_return(in_, -1);
        SSL_set_bio(ssl_, in_, out_);
        SSL_set_options(ssl_, SSL_OP_NO_QUERY_MTU);
        SSL_set_mtu(ssl_, 1'200);
        SSL_set_connect_state(ssl_);
    }
    ~Browser() {
        SSL_free(ssl_);
        SSL_CTX_free(context_);
    }

    // Takes what came, and gives what it sends; a flight in one piece, as memory joins it.
    std::vector<std::uint8_t> talk(Datagrams& came) {
        for (; !came.empty(); came.pop_front())
            BIO_write(in_, came.front().data(), static_cast<int>(came.front().size()));
        is_done = SSL_do_handshake(ssl_) == 1;
        char* bytes = nullptr;
        const long size = BIO_get_mem_data(out_, &bytes);
        std::vector<std::uint8_t> sent(bytes, bytes + size);
        BIO_reset(out_);
        return sent;
    }

    std::string fingerprint;
    bool is_done = false;

private:
    SSL_CTX* context_;
    SSL* ssl_;
    BIO* in_;
    BIO* out_;
};

struct Meeting {
    explicit Meeting(std::string expected = {})
        : session(identity, expected.empty() ? browser.fingerprint : expected,
                  [this](std::span<const std::uint8_t> datagram) {
                      to_browser.emplace_back(datagram.begin(), datagram.end());
                  }) {
        for (int turn = 0; turn < 10 && session.state() == DtlsSession::State::under_way; ++turn) {
            const auto sent = browser.talk(to_browser);
            if (!sent.empty()) session.receive(sent);
        }
    }

    DtlsIdentity identity;
    Browser browser;
    Datagrams to_browser;
    DtlsSession session;
};

TEST_CASE("a browser and we agree on keys, the better profile first") {
    const Meeting meeting;
    CHECK(meeting.session.state() == DtlsSession::State::done);
    REQUIRE(meeting.session.keys());
    const SrtpKeys& keys = *meeting.session.keys();
    CHECK(keys.profile == SrtpProfile::aead_aes_128_gcm);
    CHECK(keys.ours.size() == 28);
    CHECK(keys.theirs.size() == 28);
    CHECK(keys.ours != keys.theirs);
}

TEST_CASE("another certificate than the one that was told gets no keys") {
    const Meeting meeting("AB:CD");
    CHECK(meeting.session.state() == DtlsSession::State::failed);
    CHECK_FALSE(meeting.session.keys());
}

TEST_CASE("nonsense ends nothing") {
    DtlsIdentity identity;
    Browser browser;
    DtlsSession session(identity, browser.fingerprint, [](std::span<const std::uint8_t>) {});
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
