#include "outbound/address_guard.hpp"

#include <doctest/doctest.h>

namespace parley::outbound {
namespace {

bool allowed(const char* text) { return is_public(boost::asio::ip::make_address(text)); }

TEST_CASE("addresses of the public internet are allowed") {
    for (const char* text : {"1.1.1.1",         "8.8.8.8",
                             "93.184.216.34",   "100.63.255.255",
                             "100.128.0.1",     "126.255.255.255",
                             "128.0.0.1",       "169.253.255.255",
                             "169.255.0.1",     "172.15.255.255",
                             "172.32.0.1",      "192.0.1.1",
                             "192.167.255.255", "192.169.0.1",
                             "198.17.255.255",  "198.20.0.1",
                             "223.255.255.255", "168.63.129.15",
                             "2606:4700::1111", "2a00:1450:4001:81b::200e",
                             "2400:3200::1",    "2001:4860:4860::8888",
                             "2001:200::1"}) {
        CAPTURE(text);
        CHECK(allowed(text));
    }
}

TEST_CASE("nothing that is near, special or disguised is allowed") {
    for (const char* text :
         {// this machine
          "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "::1", "::",
          // private
          "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1",
          "192.168.255.255", "fc00::1", "fd12:3456:789a::1", "fec0::1",
          // link-local and metadata
          "169.254.0.1", "169.254.169.254", "100.100.100.200", "192.0.0.192", "168.63.129.16",
          "fd00:ec2::254", "fe80::1", "fe80::a9fe:a9fe",
          // carriers, benchmarks, documentation, reserved
          "100.64.0.1", "100.127.255.255", "198.18.0.1", "198.19.255.255", "192.0.2.1",
          "198.51.100.1", "203.0.113.1", "192.88.99.1", "240.0.0.1", "255.255.255.255",
          "2001:db8::1", "2001:2::1", "2001:10::1", "2001:20::1", "3fff::1",
          // multicast
          "224.0.0.1", "239.255.255.250", "ff02::1", "ff0e::1",
          // IPv4 in disguise: mapped, compatible, translated, 6to4, Teredo, NAT64
          "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "::8.8.8.8", "::ffff:0:127.0.0.1",
          "2002:7f00:1::", "2002:0808:0808::1", "2001::7f00:1", "64:ff9b::127.0.0.1",
          "64:ff9b::8.8.8.8", "64:ff9b:1::a00:1", "100::1", "5f00::1"}) {
        CAPTURE(text);
        CHECK_FALSE(allowed(text));
    }
}

TEST_CASE("an address with a zone is nobody's in public") {
    CHECK_FALSE(allowed("fe80::1%1"));
    CHECK_FALSE(allowed("2606:4700::1111%1"));
}

}  // namespace
}  // namespace parley::outbound
