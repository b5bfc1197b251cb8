#include "voice/sip/tls_context.hpp"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <memory>
#include <stdexcept>

#include "voice/sip/address.hpp"

namespace parley::voice {
namespace {

constexpr const char* ciphers =
    "ECDHE+AESGCM:ECDHE+CHACHA20:DHE+AESGCM:ECDHE+AES:RSA+AESGCM:RSA+AES:!aNULL:!MD5:!3DES";
constexpr int chain_max = 8;

thread_local std::vector<SSL_CTX*>* catching = nullptr;

struct ClientTerms {
    std::string name;  // Sent as the server's; empty: an address has none.
    const TlsFailed* failed = nullptr;
};

void on_new_context(void* parent, void*, CRYPTO_EX_DATA*, int, long, void*) {
    if (catching != nullptr) catching->push_back(static_cast<SSL_CTX*>(parent));
}

void on_context_gone(void*, void* terms, CRYPTO_EX_DATA*, int, long, void*) {
    delete static_cast<ClientTerms*>(terms);
}

// Where ClientTerms stand in a context. Being asked for makes the hook stand.
int terms_index() {
    static const int index =
        SSL_CTX_get_ex_new_index(0, nullptr, &on_new_context, nullptr, &on_context_gone);
    return index;
}

const ClientTerms* terms_of(const SSL* ssl) {
    return static_cast<const ClientTerms*>(
        SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), terms_index()));
}

std::string reason_of(int error) {
    switch (error) {
        case X509_V_ERR_HOSTNAME_MISMATCH:
        case X509_V_ERR_IP_ADDRESS_MISMATCH: return "tls_name_mismatch";
        case X509_V_ERR_CERT_HAS_EXPIRED:
        case X509_V_ERR_CERT_NOT_YET_VALID: return "tls_expired";
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
        case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE: return "tls_untrusted";
        default: return "tls_bad_certificate";
    }
}

int on_verified(int is_good, X509_STORE_CTX* store) {
    if (is_good == 1) return 1;
    const auto* ssl = static_cast<const SSL*>(
        X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
    const ClientTerms* terms = terms_of(ssl);
    if (SSL_is_server(ssl) == 0 && terms != nullptr && *terms->failed)
        (*terms->failed)(reason_of(X509_STORE_CTX_get_error(store)));
    return 0;
}

// A connection of ours begins: no other place is told of it before its first bytes are made.
void on_progress(const SSL* ssl, int where, int) {
    if ((where & SSL_CB_HANDSHAKE_START) == 0 || SSL_is_server(ssl) == 1) return;
    const ClientTerms* terms = terms_of(ssl);
    if (terms == nullptr || terms->name.empty()) return;
    SSL_set_tlsext_host_name(const_cast<SSL*>(ssl), terms->name.c_str());  // NOLINT
}

[[noreturn]] void fail(const std::string& what) {
    const unsigned long error = ERR_get_error();
    char text[256] = "";
    ERR_error_string_n(error, text, sizeof text);
    throw std::runtime_error(fmt::format("sip: {}: {}", what, text));
}

void trust(SSL_CTX* context, const std::string& pem) {
    if (pem.empty()) {
        if (SSL_CTX_set_default_verify_paths(context) != 1) fail("no authorities");
        return;
    }
    X509_STORE* store = X509_STORE_new();
    SSL_CTX_set_cert_store(context, store);  // Takes it over, and frees what was there.
    const std::unique_ptr<BIO, decltype(&BIO_free)> text(
        BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
    int count = 0;
    while (X509* certificate = PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr)) {
        X509_STORE_add_cert(store, certificate);
        X509_free(certificate);
        ++count;
    }
    ERR_clear_error();  // Of having come to the end.
    if (count == 0) throw std::runtime_error("sip: tls_bad_ca");
}

void be_server(SSL_CTX* context, const TlsTerms& terms) {
    if (SSL_CTX_use_certificate_chain_file(context, terms.certificate.c_str()) != 1)
        fail(terms.certificate);
    const std::string& key = terms.certificate_key;
    if (SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(context) != 1)
        fail(key);
}

void be_client(SSL_CTX* context, const TlsTerms& terms, const TlsFailed* failed) {
    const bool is_address = IpAddress::parse(terms.host).has_value();
    X509_VERIFY_PARAM* wanted = SSL_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_hostflags(wanted, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    const int is_set = is_address ? X509_VERIFY_PARAM_set1_ip_asc(wanted, terms.host.c_str())
                                  : X509_VERIFY_PARAM_set1_host(wanted, terms.host.c_str(), 0);
    if (is_set != 1) fail(terms.host);
    trust(context, terms.ca);
    SSL_CTX_set_ex_data(context, terms_index(),
                        new ClientTerms{is_address ? "" : terms.host, failed});
    SSL_CTX_set_info_callback(context, &on_progress);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, &on_verified);
}

void apply(SSL_CTX* context, const TlsTerms& terms, const TlsFailed* failed) {
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(context, ciphers);
    SSL_CTX_set_verify_depth(context, chain_max);
    if (!terms.certificate.empty()) be_server(context, terms);
    if (!terms.host.empty()) be_client(context, terms, failed);
}

}  // namespace

ContextCatcher::ContextCatcher() {
    terms_index();
    catching = &caught_;
}

ContextCatcher::~ContextCatcher() { catching = nullptr; }

void ContextCatcher::set(const TlsTerms& terms, const TlsFailed* failed) {
    for (SSL_CTX* context : caught_) apply(context, terms, failed);
}

void ContextCatcher::check(const TlsTerms& terms) {
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> trial(SSL_CTX_new(TLS_method()),
                                                                  &SSL_CTX_free);
    apply(trial.get(), terms, nullptr);
}

}  // namespace parley::voice
