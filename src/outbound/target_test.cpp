#include "outbound/target.hpp"

#include <doctest/doctest.h>

#include "base/enum_names.hpp"

namespace parley::outbound {
namespace {

constexpr bool open_house = true;

Policy policy(bool allow_private = false) { return {.allow_private = allow_private, .ports = {}}; }

std::string judged(std::string_view url, const Policy& by) {
    const auto target = parse_target(url, by);
    if (!target) return std::string(name_of(target.error()));
    return target->authority() + " " + target->path;
}

TEST_CASE("an ordinary address is read into host, port and path") {
    const auto target = parse_target("https://Hooks.Example.com:8443/in?key=1&a=%20", policy());
    REQUIRE(target);
    CHECK(target->is_tls);
    CHECK(target->host == "hooks.example.com");
    CHECK(target->port == 8443);
    CHECK(target->path == "/in?key=1&a=%20");
    CHECK(target->authority() == "hooks.example.com:8443");
    CHECK(judged("https://example.com", policy()) == "example.com /");
    CHECK(judged("https://example.com?x", policy()) == "example.com /?x");
    CHECK(judged("https://xn--fiq228c.example/", policy()) == "xn--fiq228c.example /");
    CHECK(judged("https://8.8.8.8/", policy()) == "8.8.8.8 /");
    CHECK(judged("https://[2606:4700::1111]:9000/", policy()) == "[2606:4700::1111]:9000 /");
}

TEST_CASE("hostile addresses are refused before anybody is asked") {
    for (const char* url : {
             "http://example.com/",
             "ftp://example.com/",
             "file:///etc/passwd",
             "gopher://x/",
             "HTTPS://example.com/",
             "//example.com/",
             "example.com",
             "",
             "https://",
             "https:///x",
             // who is meant: userinfo
             "https://user@example.com/",
             "https://user:secret@example.com/",
             "https://example.com@127.0.0.1/",
             "https://8.8.8.8:443@127.0.0.1/",
             "https://example.com:80@evil.example/",
             // what two readers read differently
             "https://example.com\\@127.0.0.1/",
             "https://example.com#@127.0.0.1/",
             "https://example.com/a b",
             "https://example.com/\r\nHost: x",
             "https://exa\tmple.com/",
             "https://example.com /",
             "https://exam\xC3\xA9.com/",
             "https://127%2e0%2e0%2e1/",
             "https://%31%32%37.0.0.1/",
             "https://\xE2\x91\xA0\xE2\x91\xA1\xE2\x91\xA2.0.0.1/",
         }) {
        CAPTURE(url);
        CHECK(judged(url, policy()) == "url_refused");
    }
}

TEST_CASE("addresses, names and ports that nobody writes so are refused") {
    for (const char* url : {
             // addresses as nobody writes them
             "https://2130706433/",
             "https://0x7f000001/",
             "https://0x7f.0.0.1/",
             "https://017700000001/",
             "https://0177.0.0.1/",
             "https://127.1/",
             "https://127.0.1/",
             "https://127.0.0.01/",
             "https://127.0.0.1.1/",
             "https://1.1.1.256/",
             "https://127.0.0.0x1/",
             "https://4294967296/",
             "https://0/",
             // dots and labels
             "https://127.0.0.1./",
             "https://example.com./",
             "https://localhost./",
             "https://.example.com/",
             "https://a..b/",
             "https://-a.example/",
             "https://a-.example/",
             // ports
             "https://example.com:/",
             "https://example.com:0/",
             "https://example.com:65536/",
             "https://example.com:443:80/",
             "https://example.com:+443/",
             "https://example.com:4 43/",
             // brackets
             "https://[::1/",
             "https://::1/",
             "https://[fe80::1%25eth0]/",
             "https://[fe80::1%1]/",
             "https://[::1]x/",
             "https://[127.0.0.1]/",
             "https://[]/",
         }) {
        CAPTURE(url);
        CHECK(judged(url, policy()) == "url_refused");
    }
}

TEST_CASE("an address that is not public is refused where it stands") {
    for (const char* url :
         {"https://127.0.0.1/", "https://10.0.0.8/", "https://169.254.169.254/latest/meta-data/",
          "https://0.0.0.0/", "https://[::1]/", "https://[::ffff:127.0.0.1]/",
          "https://[::ffff:7f00:1]/", "https://[0:0:0:0:0:ffff:127.0.0.1]/",
          "https://[64:ff9b::7f00:1]/", "https://[fd00:ec2::254]/", "https://[fe80::1]/",
          "https://255.255.255.255/", "https://[ff02::1]/"}) {
        CAPTURE(url);
        CHECK(judged(url, policy()) == "address_refused");
    }
}

TEST_CASE("a laboratory may use plain HTTP and this machine; what is ambiguous stays refused") {
    CHECK(judged("http://127.0.0.1:9/x", policy(open_house)) == "127.0.0.1:9 /x");
    CHECK(judged("http://localhost/", policy(open_house)) == "localhost /");
    CHECK(judged("http://0x7f000001/", policy(open_house)) == "url_refused");
    CHECK(judged("http://a@127.0.0.1/", policy(open_house)) == "url_refused");
}

TEST_CASE("only ports of the list, where there is one") {
    const Policy by{.allow_private = false, .ports = {443, 8443}};
    CHECK(judged("https://example.com/", by) == "example.com /");
    CHECK(judged("https://example.com:8443/", by) == "example.com:8443 /");
    CHECK(judged("https://example.com:22/", by) == "url_refused");
}

TEST_CASE("a URL that is too long is refused") {
    const std::string url = "https://example.com/" + std::string(Webhook::url_max, 'a');
    CHECK(judged(url, policy()) == "url_refused");
}

}  // namespace
}  // namespace parley::outbound
