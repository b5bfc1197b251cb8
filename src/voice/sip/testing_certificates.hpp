// For tests: authorities and certificates, good ones and bad ones, as PEM files.
#pragma once

#include <doctest/doctest.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

namespace parley::voice::testing {

struct Certificate {
    std::shared_ptr<EVP_PKEY> key{EVP_EC_gen("P-256"), &EVP_PKEY_free};
    std::shared_ptr<X509> certificate{X509_new(), &X509_free};
    std::string chain;  // PEM.

    std::string key_pem() const {
        const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), &BIO_free);
        PEM_write_bio_PrivateKey(out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
        char* text = nullptr;
        const auto size = BIO_get_mem_data(out.get(), &text);
        return {text, static_cast<std::size_t>(size)};
    }
};

struct Wanted {
    std::string name;      // "DNS:sip.example.test" or "IP:127.0.14.2"; empty: an authority.
    long from_s = -3'600;  // Of validity, from now.
    long to_s = 3'600;
};

inline std::string pem_of(X509* certificate) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), &BIO_free);
    PEM_write_bio_X509(out.get(), certificate);
    char* text = nullptr;
    const auto size = BIO_get_mem_data(out.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

// Signed by `issuer`, or by itself.
inline Certificate make_certificate(const Wanted& wanted, const Certificate* issuer = nullptr) {
    static long serial = 0;
    Certificate made;
    X509* one = made.certificate.get();
    X509_set_version(one, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(one), ++serial);
    X509_gmtime_adj(X509_getm_notBefore(one), wanted.from_s);
    X509_gmtime_adj(X509_getm_notAfter(one), wanted.to_s);
    X509_set_pubkey(one, made.key.get());
    const std::string common = wanted.name.empty() ? "authority " + std::to_string(serial) : "sip";
    X509_NAME_add_entry_by_txt(X509_get_subject_name(one), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(common.c_str()), -1, -1, 0);
    X509* by = issuer == nullptr ? one : issuer->certificate.get();
    X509_set_issuer_name(one, X509_get_subject_name(by));
    const auto add = [&](int nid, const std::string& value) {
        X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, nid, value.c_str());
        REQUIRE(extension != nullptr);
        X509_add_ext(one, extension, -1);
        X509_EXTENSION_free(extension);
    };
    if (wanted.name.empty())
        add(NID_basic_constraints, "critical,CA:TRUE");
    else
        add(NID_subject_alt_name, wanted.name);
    EVP_PKEY* signs = issuer == nullptr ? made.key.get() : issuer->key.get();
    REQUIRE(X509_sign(one, signs, EVP_sha256()) > 0);
    made.chain = pem_of(one) + (issuer == nullptr ? "" : issuer->chain);
    return made;
}

// Files that are gone with it.
class CertificateFiles {
public:
    explicit CertificateFiles(const Certificate& of)
        : folder_(std::filesystem::temp_directory_path() /
                  ("parley-certificate-" + std::to_string(::getpid()) + "-" +
                   std::to_string(reinterpret_cast<std::uintptr_t>(this)))) {
        std::filesystem::create_directories(folder_);
        std::ofstream(folder_ / "chain.pem") << of.chain;
        std::ofstream(folder_ / "key.pem") << of.key_pem();
    }
    ~CertificateFiles() { std::filesystem::remove_all(folder_); }
    CertificateFiles(const CertificateFiles&) = delete;
    CertificateFiles& operator=(const CertificateFiles&) = delete;

    std::string chain() const { return (folder_ / "chain.pem").string(); }
    std::string key() const { return (folder_ / "key.pem").string(); }

private:
    std::filesystem::path folder_;
};

}  // namespace parley::voice::testing
