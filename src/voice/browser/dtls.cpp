#include "voice/browser/dtls.hpp"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <strings.h>
#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace parley::voice {
namespace {

constexpr int mtu = 1'200;
constexpr int datagram_overhead = 28;
constexpr long valid_seconds = 365L * 24 * 3600;
constexpr const char* profiles = "SRTP_AEAD_AES_128_GCM:SRTP_AES128_CM_SHA1_80";

template <auto FreeFunction>
struct Free {
    template <class T>
    void operator()(T* object) const {
        FreeFunction(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using ContextPtr = std::unique_ptr<SSL_CTX, Free<SSL_CTX_free>>;
using Session = std::unique_ptr<SSL, Free<SSL_free>>;

std::string fingerprint_of(const X509& certificate) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned size = 0;
    if (X509_digest(&certificate, EVP_sha256(), hash.data(), &size) != 1) return {};
    std::string text;
    for (unsigned at = 0; at < size; ++at)
        text += fmt::format("{}{:02X}", at == 0 ? "" : ":", hash[at]);
    return text;
}

Certificate certificate_for(EVP_PKEY* key) {
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -24L * 3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), valid_seconds);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("parley"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    if (X509_sign(certificate.get(), key, EVP_sha256()) == 0) return nullptr;
    return certificate;
}

// A memory BIO would join the datagrams of a flight; this one sends each as it is written.
struct Sink {
    DtlsSession::Send send;
};

int write_datagram(BIO* bio, const char* bytes, int size) {
    const auto* sink = static_cast<const Sink*>(BIO_get_data(bio));
    sink->send({reinterpret_cast<const std::uint8_t*>(bytes), static_cast<std::size_t>(size)});
    return size;
}

long control(BIO*, int command, long, void*) {
    switch (command) {
        case BIO_CTRL_FLUSH: return 1;
        case BIO_CTRL_DGRAM_QUERY_MTU: return mtu;
        case BIO_CTRL_DGRAM_GET_MTU_OVERHEAD: return datagram_overhead;
        default: return 0;
    }
}

BIO_METHOD* sending_method() {
    static BIO_METHOD* const method = [] {
        BIO_METHOD* made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "datagrams");
        BIO_meth_set_write(made, write_datagram);
        BIO_meth_set_ctrl(made, control);
        BIO_meth_set_create(made, [](BIO* bio) {
            BIO_set_init(bio, 1);
            return 1;
        });
        return made;
    }();
    return method;
}

}  // namespace

struct DtlsIdentity::Context {
    Key key;
    Certificate certificate;
    ContextPtr ssl;
};

DtlsIdentity::DtlsIdentity() : context_(std::make_unique<Context>()) {
    Context& made = *context_;
    made.key.reset(EVP_EC_gen("P-256"));
    if (made.key) made.certificate = certificate_for(made.key.get());
    made.ssl.reset(SSL_CTX_new(DTLS_server_method()));
    SSL_CTX* ssl = made.ssl.get();
    const bool is_ready = made.certificate && ssl != nullptr &&
                          SSL_CTX_use_certificate(ssl, made.certificate.get()) == 1 &&
                          SSL_CTX_use_PrivateKey(ssl, made.key.get()) == 1 &&
                          SSL_CTX_set_min_proto_version(ssl, DTLS1_2_VERSION) == 1 &&
                          SSL_CTX_set_tlsext_use_srtp(ssl, profiles) == 0;  // 0: well.
    if (!is_ready) throw std::runtime_error("dtls: no certificate can be made");
    SSL_CTX_set_options(ssl, SSL_OP_NO_QUERY_MTU | SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_session_cache_mode(ssl, SSL_SESS_CACHE_OFF);
    // Whose it is, its fingerprint says when the handshake is done.
    SSL_CTX_set_verify(ssl, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT,
                       [](int, X509_STORE_CTX*) { return 1; });
    fingerprint_ = fingerprint_of(*made.certificate);
}

DtlsIdentity::~DtlsIdentity() = default;

struct DtlsSession::Impl {
    Impl(SSL_CTX* context, std::string told, Send out)
        : fingerprint(std::move(told)), sink{std::move(out)}, ssl(SSL_new(context)) {
        incoming = BIO_new(BIO_s_mem());
        BIO* outgoing = BIO_new(sending_method());
        BIO_set_data(outgoing, &sink);
        BIO_set_mem_eof_return(incoming, -1);
        SSL_set_bio(ssl.get(), incoming, outgoing);
        SSL_set_mtu(ssl.get(), mtu);
        SSL_set_accept_state(ssl.get());
    }

    void advance() {
        if (state != State::under_way) return;
        ERR_clear_error();
        const int outcome = SSL_do_handshake(ssl.get());
        if (outcome == 1) return finish();
        const int error = SSL_get_error(ssl.get(), outcome);
        if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) state = State::failed;
    }

    void finish() {
        const std::unique_ptr<X509, Free<X509_free>> theirs(SSL_get1_peer_certificate(ssl.get()));
        const bool is_them =
            theirs && strcasecmp(fingerprint_of(*theirs).c_str(), fingerprint.c_str()) == 0;
        keys = is_them ? exported() : std::nullopt;
        state = keys ? State::done : State::failed;
    }

    std::optional<SrtpKeys> exported() const {
        const SRTP_PROTECTION_PROFILE* chosen = SSL_get_selected_srtp_profile(ssl.get());
        if (chosen == nullptr) return std::nullopt;
        const bool is_gcm = chosen->id == SRTP_AEAD_AES_128_GCM;
        constexpr std::size_t key_size = 16;
        const std::size_t salt_size = is_gcm ? 12 : 14;
        constexpr std::string_view label = "EXTRACTOR-dtls_srtp";
        std::vector<std::uint8_t> bytes(2 * (key_size + salt_size));
        if (SSL_export_keying_material(ssl.get(), bytes.data(), bytes.size(), label.data(),
                                       label.size(), nullptr, 0, 0) != 1)
            return std::nullopt;
        // Client key, server key, client salt, server salt; they are the client.
        auto joined = [&](std::size_t which) {
            std::vector<std::uint8_t> key;
            const auto begin = bytes.begin();
            const auto key_at = begin + static_cast<long>(which * key_size);
            const auto salt_at = begin + static_cast<long>(2 * key_size + which * salt_size);
            key.insert(key.end(), key_at, key_at + key_size);
            key.insert(key.end(), salt_at, salt_at + static_cast<long>(salt_size));
            return key;
        };
        return SrtpKeys{is_gcm ? SrtpProfile::aead_aes_128_gcm : SrtpProfile::aes_128_cm_sha1_80,
                        joined(0), joined(1)};
    }

    const std::string fingerprint;
    Sink sink;
    Session ssl;
    BIO* incoming = nullptr;  // Of `ssl`.
    State state = State::under_way;
    std::optional<SrtpKeys> keys;
};

DtlsSession::DtlsSession(DtlsIdentity& identity, std::string fingerprint, Send send)
    : impl_(std::make_unique<Impl>(identity.context_->ssl.get(), std::move(fingerprint),
                                   std::move(send))) {}
DtlsSession::~DtlsSession() = default;

void DtlsSession::receive(std::span<const std::uint8_t> datagram) {
    BIO_write(impl_->incoming, datagram.data(), static_cast<int>(datagram.size()));
    if (impl_->state == State::under_way) return impl_->advance();
    // A handshake that is done has alerts to read, and lost ends to send again.
    std::array<char, 256> dropped{};
    SSL_read(impl_->ssl.get(), dropped.data(), dropped.size());
    if (impl_->state == State::done && (SSL_get_shutdown(impl_->ssl.get()) & SSL_RECEIVED_SHUTDOWN))
        impl_->state = State::closed;
}

void DtlsSession::tick() {
    if (impl_->state != State::under_way) return;
    if (DTLSv1_handle_timeout(impl_->ssl.get()) < 0) impl_->state = State::failed;
}

DtlsSession::State DtlsSession::state() const { return impl_->state; }
const std::optional<SrtpKeys>& DtlsSession::keys() const { return impl_->keys; }

}  // namespace parley::voice
