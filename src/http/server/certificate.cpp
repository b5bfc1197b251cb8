#include "http/server/certificate.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <ifaddrs.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <unistd.h>
#include <filesystem>
#include <memory>
#include <set>
#include <stdexcept>
#include <string_view>

namespace parley::http {
namespace {

constexpr long valid_seconds = 825L * 24 * 3600;  // The longest that all browsers take.
constexpr long backdated_seconds = 24 * 3600;     // For clocks that run behind.
constexpr std::size_t host_name_max = 63;         // One label; the DNS limit.

template <auto FreeFunction>
struct Free {
    template <class T>
    void operator()(T* object) const {
        FreeFunction(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>>;
using Bio = std::unique_ptr<BIO, Free<BIO_free_all>>;

void require(bool done, std::string_view what) {
    if (!done) throw std::runtime_error(fmt::format("cannot make a certificate: {}", what));
}

bool is_dns_name(std::string_view name) {
    constexpr std::string_view allowed =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.";
    return !name.empty() && name.size() <= host_name_max &&
           name.find_first_not_of(allowed) == std::string_view::npos;
}

void add_interface_addresses(std::set<std::string>& addresses) {
    ifaddrs* list = nullptr;
    if (getifaddrs(&list) != 0) return;  // The names alone are still of use.
    const std::unique_ptr<ifaddrs, Free<freeifaddrs>> owner(list);
    for (const ifaddrs* it = list; it != nullptr; it = it->ifa_next) {
        if (it->ifa_addr == nullptr) continue;
        char text[INET6_ADDRSTRLEN] = "";
        const void* raw = it->ifa_addr;
        if (it->ifa_addr->sa_family == AF_INET) {
            inet_ntop(AF_INET, &static_cast<const sockaddr_in*>(raw)->sin_addr, text, sizeof text);
        } else if (it->ifa_addr->sa_family == AF_INET6) {
            inet_ntop(AF_INET6, &static_cast<const sockaddr_in6*>(raw)->sin6_addr, text,
                      sizeof text);
        }
        if (text[0] != '\0') addresses.insert(text);
    }
}

std::string alternative_names() {
    std::string names = "DNS:localhost";
    char host[256] = "";
    if (gethostname(host, sizeof host - 1) == 0 && is_dns_name(host) &&
        std::string_view(host) != "localhost") {
        names += fmt::format(",DNS:{}", host);
    }
    std::set<std::string> addresses = {"127.0.0.1", "::1"};
    add_interface_addresses(addresses);
    for (const std::string& address : addresses) names += ",IP:" + address;
    return names;
}

void add_extension(X509* certificate, int nid, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
    require(extension && X509_add_ext(certificate, extension.get(), -1) == 1, "extension");
}

Certificate make_certificate(EVP_PKEY* key) {
    Certificate certificate(X509_new());
    require(certificate != nullptr, "memory");
    X509* it = certificate.get();
    X509_set_version(it, X509_VERSION_3);
    std::uint64_t serial = 0;
    require(RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1, "serial");
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(it), serial >> 1 | 1);
    X509_gmtime_adj(X509_getm_notBefore(it), -backdated_seconds);
    X509_gmtime_adj(X509_getm_notAfter(it), valid_seconds);
    require(X509_set_pubkey(it, key) == 1, "key");
    X509_NAME* name = X509_get_subject_name(it);
    const unsigned char common_name[] = "Parley (self-signed)";
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, common_name, -1, -1, 0);
    X509_set_issuer_name(it, name);
    add_extension(it, NID_basic_constraints, "critical,CA:FALSE");
    add_extension(it, NID_key_usage, "critical,digitalSignature");
    add_extension(it, NID_ext_key_usage, "serverAuth");
    add_extension(it, NID_subject_alt_name, alternative_names());
    require(X509_sign(it, key, EVP_sha256()) > 0, "signature");
    return certificate;
}

std::string pem_of(EVP_PKEY* key, X509* certificate) {
    const Bio memory(BIO_new(BIO_s_mem()));
    require(memory != nullptr, "memory");
    const bool written = key != nullptr
                             ? PEM_write_bio_PKCS8PrivateKey(memory.get(), key, nullptr, nullptr, 0,
                                                             nullptr, nullptr) == 1
                             : PEM_write_bio_X509(memory.get(), certificate) == 1;
    require(written, "PEM");
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

// Under a name of its own first, so that nobody ever sees half a file.
void write_file(const std::string& path, std::string_view content, mode_t mode) {
    const std::string temporary = path + ".new";
    ::unlink(temporary.c_str());
    const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    const bool written =
        file >= 0 &&
        ::write(file, content.data(), content.size()) == static_cast<ssize_t>(content.size()) &&
        ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    if (!written || ::rename(temporary.c_str(), path.c_str()) != 0) {
        throw std::runtime_error("cannot write " + path);
    }
}

}  // namespace

CertificateFiles ensure_certificate(const std::string& directory) {
    const CertificateFiles files{directory + "/tls-certificate.pem", directory + "/tls-key.pem"};
    std::error_code ignored;
    if (std::filesystem::exists(files.certificate, ignored) &&
        std::filesystem::exists(files.key, ignored)) {
        return files;
    }
    std::filesystem::create_directories(directory, ignored);  // write_file tells if that failed.
    const Key key(EVP_EC_gen("P-256"));
    require(key != nullptr, "key");
    const Certificate certificate = make_certificate(key.get());
    write_file(files.key, pem_of(key.get(), nullptr), 0600);
    write_file(files.certificate, pem_of(nullptr, certificate.get()), 0644);
    return files;
}

}  // namespace parley::http
