#include "http/server/certificate.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "http/server/stream.hpp"

namespace parley::http {
namespace {

std::string content_of(const std::string& path) {
    std::ostringstream out;
    out << std::ifstream(path).rdbuf();
    return out.str();
}

struct TemporaryDirectory {
    TemporaryDirectory() { REQUIRE(mkdtemp(path.data()) != nullptr); }
    ~TemporaryDirectory() { std::filesystem::remove_all(path); }
    std::string path = std::filesystem::temp_directory_path() / "parley-test-XXXXXX";
};

TEST_CASE("the certificate is made once, kept, and fit for TLS") {
    const TemporaryDirectory directory;
    const CertificateFiles made = ensure_certificate(directory.path);
    const std::string certificate = content_of(made.certificate);
    CHECK_NOTHROW(TlsContext(made.certificate, made.key));

    ensure_certificate(directory.path);
    CHECK(content_of(made.certificate) == certificate);

    struct stat status{};
    REQUIRE(stat(made.key.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("a key that belongs to another certificate is refused by name") {
    const TemporaryDirectory one;
    const TemporaryDirectory other;
    const CertificateFiles first = ensure_certificate(one.path);
    const CertificateFiles second = ensure_certificate(other.path);
    CHECK_THROWS_WITH_AS(TlsContext(first.certificate, second.key),
                         doctest::Contains(second.key.c_str()), std::runtime_error);
}

TEST_CASE("a directory that cannot be written is an exception") {
    CHECK_THROWS_AS(ensure_certificate("/proc/no-such-place"), std::runtime_error);
}

}  // namespace
}  // namespace parley::http
