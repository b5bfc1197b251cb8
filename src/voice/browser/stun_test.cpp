#include "voice/browser/stun.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "voice/rtp/bytes.hpp"

namespace parley::voice {
namespace {

std::vector<std::uint8_t> from_hex(std::string_view text) {
    std::vector<std::uint8_t> bytes;
    std::string digits;
    for (const char letter : text) {
        if (letter == ' ') continue;
        digits += letter;
        if (digits.size() == 2) {
            bytes.push_back(static_cast<std::uint8_t>(std::stoi(digits, nullptr, 16)));
            digits.clear();
        }
    }
    return bytes;
}

// RFC 5769, section 2.1: a sample request and its password.
const auto sample = from_hex(
    "00010058 2112a442 b7e7a701 bc34d686 fa87dfae 80220010 5354554e 20746573 7420636c 69656e74"
    "00240004 6e0001ff 80290008 932ff9b1 51263b36 00060009 6576746a 3a683676 59202020"
    "00080014 9aeaa70c bfd8cb56 781ef2b5 b2d3f249 c1b571a2 80280004 e57a3bcf");
constexpr std::string_view sample_password = "VOkJxbRl1RmTxUk/WvJxBt";

TEST_CASE("the sample of RFC 5769 is read, and its integrity is right") {
    const auto request = parse_binding_request(sample);
    REQUIRE(request);
    CHECK(request->username == "evtj:h6vY");
    CHECK(request->our_fragment() == "evtj");
    CHECK(is_authentic(*request, sample_password));
    CHECK_FALSE(is_authentic(*request, "VOkJxbRl1RmTxUk/WvJxBu"));
}

TEST_CASE("a request that was changed on the way is not authentic") {
    for (std::size_t at = 8; at < 76; ++at) {
        auto changed = sample;
        changed[at] ^= 1;
        const auto request = parse_binding_request(changed);
        if (request) CHECK_FALSE(is_authentic(*request, sample_password));
    }
}

TEST_CASE("what we make is what we read") {
    const std::array<std::uint8_t, 12> transaction = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    const auto bytes = binding_request(transaction, "abcd:efgh", "secret");
    const auto request = parse_binding_request(bytes);
    REQUIRE(request);
    CHECK(request->nominates);
    CHECK(is_authentic(*request, "secret"));
}

// RFC 5769, section 2.2: the answer tells 192.0.2.1, port 32853.
TEST_CASE("the answer tells where the request came from, by the standard's own numbers") {
    const auto request = parse_binding_request(sample);
    REQUIRE(request);
    const auto answer =
        binding_success(*request, *Endpoint::parse("192.0.2.1", 32'853), sample_password);
    CHECK(read_u16(answer, 0) == 0x0101);
    CHECK(read_u16(answer, 2) == answer.size() - 20);
    const auto mapped = from_hex("00200008 0001a147 e112a643");
    CHECK(std::equal(mapped.begin(), mapped.end(), answer.begin() + 20));
}

TEST_CASE("and of IPv6") {
    const auto request = parse_binding_request(sample);
    REQUIRE(request);
    const auto answer =
        binding_success(*request, *Endpoint::parse("2001:db8:1234:5678:11:2233:4455:6677", 32'853),
                        sample_password);
    const auto mapped = from_hex("00200014 0002a147 0113a9fa a5d3f179 bc25f4b5 bed2b9d9");
    CHECK(std::equal(mapped.begin(), mapped.end(), answer.begin() + 20));
}

TEST_CASE("what is no request, or cut anywhere, is none") {
    for (std::size_t size = 0; size < sample.size(); ++size)
        CHECK_FALSE(parse_binding_request(std::span(sample).first(size)));
    auto response = sample;
    response[0] = 1;
    CHECK_FALSE(parse_binding_request(response));
    auto other_cookie = sample;
    other_cookie[4] = 0;
    CHECK_FALSE(parse_binding_request(other_cookie));
}

}  // namespace
}  // namespace parley::voice
