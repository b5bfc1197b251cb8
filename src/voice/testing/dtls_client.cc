#include "voice/testing/dtls_client.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <array>
#include <string_view>

#include "base/assert.hpp"

namespace parley::voice::testing {
namespace {

constexpr std::size_t key_size = 16;

// One certificate for all of a process, as a browser makes many, but its making is not ours to
// test.
struct Identity {
    Identity() : context(SSL_CTX_new(DTLS_client_method())) {
        EVP_PKEY* key = EVP_EC_gen("P-256");
        X509* certificate = X509_new();
        X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
        X509_gmtime_adj(X509_getm_notAfter(certificate), 3'600);
        X509_set_pubkey(certificate, key);
        X509_sign(certificate, key, EVP_sha256());
        SSL_CTX_use_certificate(context, certificate);
        SSL_CTX_use_PrivateKey(context, key);
        std::array<unsigned char, 32> hash{};
        unsigned size = hash.size();
        X509_digest(certificate, EVP_sha256(), hash.data(), &size);
        for (const unsigned char byte : hash)
            fingerprint += fmt::format("{}{:02x}", fingerprint.empty() ? "" : ":", byte);
        X509_free(certificate);
        EVP_PKEY_free(key);
        SSL_CTX_set_tlsext_use_srtp(context, "SRTP_AES128_CM_SHA1_80:SRTP_AEAD_AES_128_GCM");
    }

    SSL_CTX* const context;
    std::string fingerprint;
};

const Identity& identity() {
    static const Identity made;
    return made;
}

}  // namespace

struct DtlsClient::Impl {
    Impl() : ssl(SSL_new(identity().context)), in(BIO_new(BIO_s_mem())), out(BIO_new(BIO_s_mem())) {
        BIO_set_mem_eof_return(in, -1);
        SSL_set_bio(ssl, in, out);
        SSL_set_options(ssl, SSL_OP_NO_QUERY_MTU);
        SSL_set_mtu(ssl, 1'200);
        SSL_set_connect_state(ssl);
    }
    ~Impl() { SSL_free(ssl); }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    std::vector<std::uint8_t> said() const {
        char* bytes = nullptr;
        const long size = BIO_get_mem_data(out, &bytes);
        std::vector<std::uint8_t> sent(bytes, bytes + size);
        BIO_reset(out);
        return sent;
    }

    SSL* const ssl;
    BIO* const in;  // Both are the SSL's.
    BIO* const out;
    bool is_done = false;
};

DtlsClient::DtlsClient() : impl_(std::make_unique<Impl>()) {}
DtlsClient::~DtlsClient() = default;
DtlsClient::DtlsClient(DtlsClient&&) noexcept = default;

const std::string& DtlsClient::fingerprint() const { return identity().fingerprint; }
bool DtlsClient::is_done() const { return impl_->is_done; }

std::vector<std::uint8_t> DtlsClient::talk(std::span<const std::uint8_t> came) {
    if (!came.empty()) BIO_write(impl_->in, came.data(), static_cast<int>(came.size()));
    if (!impl_->is_done) impl_->is_done = SSL_do_handshake(impl_->ssl) == 1;
    if (!impl_->is_done && came.empty()) DTLSv1_handle_timeout(impl_->ssl);
    return impl_->said();
}

std::vector<std::uint8_t> DtlsClient::close() {
    SSL_shutdown(impl_->ssl);
    return impl_->said();
}

SrtpKeys DtlsClient::keys() const {
    PARLEY_ASSERT(impl_->is_done);
    const SRTP_PROTECTION_PROFILE* chosen = SSL_get_selected_srtp_profile(impl_->ssl);
    PARLEY_ASSERT(chosen != nullptr);
    const SrtpProfile profile = chosen->id == SRTP_AEAD_AES_128_GCM
                                    ? SrtpProfile::aead_aes_128_gcm
                                    : SrtpProfile::aes_128_cm_sha1_80;
    const std::size_t salt_size = key_size_of(profile) - key_size;
    constexpr std::string_view label = "EXTRACTOR-dtls_srtp";
    std::vector<std::uint8_t> bytes(2 * key_size_of(profile));
    SSL_export_keying_material(impl_->ssl, bytes.data(), bytes.size(), label.data(), label.size(),
                               nullptr, 0, 0);
    // Client key, server key, client salt, server salt.
    auto joined = [&](std::size_t which) {
        const auto all = std::span(bytes);
        const auto key = all.subspan(which * key_size, key_size);
        const auto salt = all.subspan(2 * key_size + which * salt_size, salt_size);
        std::vector<std::uint8_t> both(key.begin(), key.end());
        both.insert(both.end(), salt.begin(), salt.end());
        return both;
    };
    return {profile, joined(1), joined(0)};
}

}  // namespace parley::voice::testing
