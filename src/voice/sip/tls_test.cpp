// Trunks over TLS: who has the right certificate is called, who has not is not.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include "voice/sip/testing.hpp"
#include "voice/sip/testing_certificates.hpp"

namespace parley::voice {
namespace {

using namespace testing;  // NOLINT

struct Carrier {
    explicit Carrier(const Certificate& certificate)
        : files(certificate), station(options_with(files)) {}

    static SipOptions options_with(const CertificateFiles& files) {
        SipOptions options = at("127.0.14.2", true);
        options.tls_port = next_port();
        options.certificate = files.chain();
        options.certificate_key = files.key();
        return options;
    }
    CertificateFiles files;
    Station station;
};

TrunkTerms tls_trunk_to(const Carrier& carrier, const std::string& ca, std::string host = "") {
    TrunkTerms trunk = trunk_to(carrier.station.options, SipTransport::tls);
    if (!host.empty()) trunk.host = std::move(host);
    trunk.ca = ca;
    return trunk;
}

// What becomes of a trunk to a carrier that shows this.
Told outcome(const Certificate& shown, const std::string& ca) {
    Carrier carrier(shown);
    Station here(at("127.0.14.1"));
    const TrunkTerms trunk = tls_trunk_to(carrier, ca);
    here.stack.set_trunk(trunk);
    Told told = here.ear.wait("trunk_changed");
    const DialogueKey key = here.stack.dial(call_to(trunk.trunk));
    if (told.state == TrunkState::up) {
        const DialogueKey theirs = carrier.station.ear.wait("invited").dialogue;
        carrier.station.stack.accept(theirs, answer_sdp);
        here.ear.wait("answered", key);
        here.stack.hang_up(key);
        CHECK(carrier.station.ear.ending(theirs).cause == LegCause::hung_up);
    } else {
        const Instant began = SystemClock().now();
        CHECK(here.ear.ending(key).cause == LegCause::unreachable);
        CHECK(SystemClock().now() - began < 2s);
        CHECK(carrier.station.ear.count("invited") == 0);
    }
    return told;
}

TEST_CASE("the right certificate is taken, and calls go through") {
    const Certificate authority = make_certificate({});
    const Certificate middle = make_certificate({}, &authority);
    CHECK(outcome(make_certificate({"IP:127.0.14.2"}, &authority),
                  pem_of(authority.certificate.get()))
              .state == TrunkState::up);
    // By way of an authority between, which the carrier sends along.
    CHECK(outcome(make_certificate({"DNS:x.test,IP:127.0.14.2"}, &middle),
                  pem_of(authority.certificate.get()))
              .state == TrunkState::up);
}

TEST_CASE("a wrong name, a self-signed, an expired and a stranger's certificate are refused") {
    const Certificate authority = make_certificate({});
    const Certificate other = make_certificate({});
    const std::string ca = pem_of(authority.certificate.get());
    const auto refused = [&](const Certificate& shown, const std::string& reason) {
        const Told told = outcome(shown, ca);
        CHECK(told.state == TrunkState::refused);
        CHECK(told.reason == reason);
    };
    refused(make_certificate({"IP:127.0.14.3"}, &authority), "tls_name_mismatch");
    refused(make_certificate({"DNS:127.0.14.2"}, &authority), "tls_name_mismatch");
    refused(make_certificate({"IP:127.0.14.2"}), "tls_untrusted");
    refused(make_certificate({"IP:127.0.14.2"}, &other), "tls_untrusted");
    refused(make_certificate({"IP:127.0.14.2", -7'200, -3'600}, &authority), "tls_expired");
    refused(make_certificate({"IP:127.0.14.2", 3'600, 7'200}, &authority), "tls_expired");
    // Without an authority of its own the system's are asked, which know none of these.
    CHECK(outcome(make_certificate({"IP:127.0.14.2"}, &authority), "").reason == "tls_untrusted");
}

TEST_CASE("a trunk's authority that cannot be read is told") {
    Carrier carrier(make_certificate({"IP:127.0.14.2"}));
    Station here(at("127.0.14.1"));
    here.stack.set_trunk(tls_trunk_to(carrier, "no PEM"));
    const Told told = here.ear.wait("trunk_changed");
    CHECK(told.state == TrunkState::refused);
    CHECK(told.reason == "tls_bad_terms");
}

TEST_CASE("two trunks to one place, by other names, each want their own") {
    const Certificate authority = make_certificate({});
    const std::string ca = pem_of(authority.certificate.get());
    SipOptions options = at("127.0.0.1", true);
    const CertificateFiles files(make_certificate({"DNS:localhost"}, &authority));
    options.tls_port = next_port();
    options.certificate = files.chain();
    options.certificate_key = files.key();
    Station carrier(options);
    Station here(at("127.0.14.1"));
    TrunkTerms named = trunk_to(options, SipTransport::tls);
    named.host = "localhost";
    named.ca = ca;
    here.stack.set_trunk(named);
    CHECK(here.ear.wait("trunk_changed").state == TrunkState::up);
    TrunkTerms numbered = named;
    numbered.trunk = some_id<TrunkId>();
    numbered.host = "127.0.0.1";
    here.stack.set_trunk(numbered);
    CHECK(here.ear.wait("trunk_changed").reason == "tls_name_mismatch");
    const DialogueKey key = here.stack.dial(call_to(named.trunk));
    carrier.stack.accept(carrier.ear.wait("invited").dialogue, answer_sdp);
    here.ear.wait("answered", key);
}

// Takes one connection, and says what name it was asked by.
class NameServer {
public:
    explicit NameServer(const CertificateFiles& files) {
        socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in own{};
        own.sin_family = AF_INET;
        ::inet_pton(AF_INET, "127.0.0.1", &own.sin_addr);
        REQUIRE(::bind(socket_, reinterpret_cast<const sockaddr*>(&own), sizeof own) == 0);
        socklen_t size = sizeof own;
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&own), &size);
        port = ntohs(own.sin_port);
        ::listen(socket_, 1);
        context_ = SSL_CTX_new(TLS_server_method());
        SSL_CTX_use_certificate_chain_file(context_, files.chain().c_str());
        SSL_CTX_use_PrivateKey_file(context_, files.key().c_str(), SSL_FILETYPE_PEM);
    }
    ~NameServer() {
        ::close(socket_);
        SSL_CTX_free(context_);
    }
    NameServer(const NameServer&) = delete;
    NameServer& operator=(const NameServer&) = delete;

    std::string name() const {
        const int connection = ::accept(socket_, nullptr, nullptr);
        SSL* ssl = SSL_new(context_);
        SSL_set_fd(ssl, connection);
        SSL_accept(ssl);
        const char* asked = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
        std::string text = asked == nullptr ? "" : asked;
        SSL_free(ssl);
        ::close(connection);
        return text;
    }

    std::uint16_t port = 0;

private:
    int socket_ = -1;
    SSL_CTX* context_ = nullptr;
};

TEST_CASE("the name that is wanted is asked for, of a server with several") {
    const CertificateFiles files(make_certificate({"DNS:localhost"}));
    for (const char* host : {"localhost", "127.0.0.1"}) {
        const NameServer server(files);
        Station here(at("127.0.14.1"));
        TrunkTerms trunk = trunk_to(here.options, SipTransport::tls);
        trunk.host = host;
        trunk.port = server.port;
        here.stack.set_trunk(trunk);
        CHECK(server.name() == (trunk.host == "localhost" ? "localhost" : ""));
    }
}

TEST_CASE("a certificate of ours that cannot be read stops the start") {
    SipOptions options = at("127.0.14.1");
    options.tls_port = next_port();
    options.certificate = options.certificate_key = "/nonexistent.pem";
    Ear ear;
    CHECK_THROWS_AS(SipStack(options, ear), std::runtime_error);
}

TEST_CASE("a port that is taken stops the start") {
    Station first(at("127.0.14.1"));
    Ear ear;
    CHECK_THROWS_AS(SipStack(first.options, ear), std::runtime_error);
}

}  // namespace
}  // namespace parley::voice
