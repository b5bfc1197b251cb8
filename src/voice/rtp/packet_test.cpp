#include "voice/rtp/packet.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace parley::voice {
namespace {

std::vector<std::uint8_t> packet_with(std::uint8_t first, std::vector<std::uint8_t> rest) {
    std::vector<std::uint8_t> bytes = {first, 0x80, 0x12, 0x34, 0, 0, 0, 160, 1, 2, 3, 4};
    bytes.insert(bytes.end(), rest.begin(), rest.end());
    return bytes;
}

TEST_CASE("a packet is read as it was written") {
    const std::vector<std::uint8_t> payload = {7, 8, 9};
    const RtpPacket packet{101, true, 65535, 4'000'000'000, 0xdeadbeef, payload};
    const auto header = rtp_header(packet);
    std::vector<std::uint8_t> bytes(header.begin(), header.end());
    bytes.insert(bytes.end(), payload.begin(), payload.end());

    const auto read = parse_rtp(bytes);
    REQUIRE(read);
    CHECK(read->payload_type == 101);
    CHECK(read->marker);
    CHECK(read->sequence == 65535);
    CHECK(read->timestamp == 4'000'000'000);
    CHECK(read->ssrc == 0xdeadbeef);
    CHECK(std::vector(read->payload.begin(), read->payload.end()) == payload);
}

TEST_CASE("contributors, extension and padding are passed over") {
    // One contributor; an extension of one word; two bytes of payload; padding of three.
    const auto bytes =
        packet_with(0xb1, {9, 9, 9, 9, 0xbe, 0xde, 0, 1, 1, 1, 1, 1, 0x55, 0x66, 0, 0, 3});
    const auto read = parse_rtp(bytes);
    REQUIRE(read);
    CHECK(std::vector(read->payload.begin(), read->payload.end()) ==
          std::vector<std::uint8_t>{0x55, 0x66});
}

TEST_CASE("what does not fit is no packet") {
    CHECK_FALSE(parse_rtp({}));
    CHECK_FALSE(parse_rtp(std::vector<std::uint8_t>(11, 0x80)));
    CHECK_FALSE(parse_rtp(packet_with(0x40, {})));            // Version 1.
    CHECK_FALSE(parse_rtp(packet_with(0x82, {1, 2, 3, 4})));  // Two contributors, one here.
    CHECK_FALSE(parse_rtp(packet_with(0x90, {0, 0, 0})));     // Half an extension's header.
    CHECK_FALSE(parse_rtp(packet_with(0x90, {0, 0, 0, 2, 1, 1, 1})));  // Less than it says.
    CHECK_FALSE(parse_rtp(packet_with(0xa0, {})));                     // Padded, and nothing there:
    CHECK_FALSE(parse_rtp(packet_with(0xa0, {1, 0})));                 // none,
    CHECK_FALSE(parse_rtp(packet_with(0xa0, {1, 3})));                 // more than there is.
    CHECK(parse_rtp(packet_with(0xa0, {1, 2})));
}

TEST_CASE("distance between sequence numbers holds over their end") {
    CHECK(sequence_distance(5, 3) == 2);
    CHECK(sequence_distance(1, 65535) == 2);
    CHECK(sequence_distance(65535, 1) == -2);
}

}  // namespace
}  // namespace parley::voice
