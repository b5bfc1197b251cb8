#include "main/config.hpp"

#include <doctest/doctest.h>

namespace parley {
namespace {

std::string refusal(std::string_view text) {
    try {
        parse_config(text, "parley.toml");
    } catch (const BadConfig& bad) {
        return bad.what();
    }
    return "";
}

TEST_CASE("a configuration sets what it names and leaves the rest") {
    const Config config =
        parse_config("[server]\nhttps_port = 9443\n[log]\nlevel = \"debug\"\n", "f");
    CHECK(config.https_port == 9443);
    CHECK(config.log_level == "debug");
    CHECK(config.http_port == 8080);
}

TEST_CASE("a bad value is refused with file, line, key and what is allowed") {
    CHECK(refusal("[server]\nio_threads = 99\n") ==
          "parley.toml:2: server.io_threads is 99; allowed is 0 to 64");
    CHECK(refusal("[server]\n\nhttps_port = \"x\"\n") ==
          "parley.toml:3: server.https_port must be a number, 0 to 65535");
    CHECK(refusal("[log]\nlevel = \"loud\"\n") ==
          "parley.toml:2: log.level is \"loud\"; allowed is debug, info, warning, error");
    CHECK(refusal("[server]\nhttp_address = \"0.0.0.0\"\n").find("loopback only") !=
          std::string::npos);
    CHECK(refusal("[data]\ndatabase = \"mysql://x\"\n").find("postgresql://") != std::string::npos);
    CHECK(refusal("[cluster]\nnats = \"nats://h:4222\"\n")
              .starts_with("parley.toml:2: cluster.nats needs data.database"));
    CHECK(refusal("[cluster]\nnats = \"nats://a:4222, nats://b:4222\"\n").find("no spaces") !=
          std::string::npos);
    CHECK(refusal("[cluster]\ngroup = \"a.b\"\n").find("1 to 40") != std::string::npos);
    CHECK(refusal("[demo]\nenabled = 1\n") == "parley.toml:2: demo.enabled must be true or false");
}

TEST_CASE("a key or section that does not exist is refused, naming those that do") {
    CHECK(refusal("[data]\ndirectroy = \"x\"\n") ==
          "parley.toml:2: data.directroy is no setting; [data] has directory, database, files, "
          "readers");
    CHECK(refusal("[dta]\n").find("is no section") != std::string::npos);
    CHECK(refusal("server = 1\n").find("must be a section") != std::string::npos);
}

TEST_CASE("broken syntax is refused with its line") {
    CHECK(refusal("[server]\nhttps_port = \n").starts_with("parley.toml:2: "));
}

TEST_CASE("an address must be an address, a file and a folder must be there") {
    CHECK(
        refusal("[server]\nhttps_address = \"nonsense\"\n")
            .starts_with("parley.toml:2: server.https_address is \"nonsense\"; allowed is an IP"));
    CHECK(refusal("[server]\nhttps_address = \"::1\"\n").empty());
    CHECK(refusal("[server]\nhttp_address = \"127.x\"\n").find("loopback only") !=
          std::string::npos);
    CHECK(refusal("[server]\nhttp_address = \"127.0.0.2\"\n").empty());
    CHECK(refusal("[webhooks]\nca_file = \"/nowhere/ca.pem\"\n") ==
          "parley.toml:2: webhooks.ca_file is \"/nowhere/ca.pem\"; it must name a file that can be "
          "read");
    CHECK(refusal("[web]\ndirectory = \"/nowhere\"\n") ==
          "parley.toml:2: web.directory is \"/nowhere\"; it must name a folder that is there");
}

TEST_CASE("a certificate without its key is refused, and a key without its certificate") {
    const std::string here = PARLEY_SOURCE_DIR "/README.md";
    CHECK(refusal("[tls]\ncertificate = \"" + here + "\"\n") ==
          "parley.toml:2: tls.certificate needs tls.key beside it");
    CHECK(refusal("[tls]\n\nkey = \"" + here + "\"\n") ==
          "parley.toml:3: tls.key needs tls.certificate beside it");
}

}  // namespace
}  // namespace parley
