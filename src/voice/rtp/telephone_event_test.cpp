#include "voice/rtp/telephone_event.hpp"

#include <doctest/doctest.h>

#include <string>

namespace parley::voice {
namespace {

// What is heard when these packets arrive, in this order.
std::string heard(KeyReceiver& receiver, const std::vector<std::vector<std::uint8_t>>& payloads,
                  std::uint32_t timestamp) {
    std::string keys;
    for (const auto& payload : payloads) {
        RtpPacket packet;
        packet.timestamp = timestamp;
        packet.payload = payload;
        if (const auto key = receiver.receive(packet)) keys += *key;
    }
    return keys;
}

TEST_CASE("each key counts once, whichever of its packets arrive") {
    KeyReceiver receiver;
    std::string keys;
    std::uint32_t timestamp = 4'294'966'000;  // It wraps on the way.
    for (const char key : std::string("19*#AD0")) {
        auto payloads = key_payloads(key, 800, 160);
        CHECK(payloads.size() == 4 + 3);
        if (key == '*') payloads.erase(payloads.begin(), payloads.end() - 1);
        keys += heard(receiver, payloads, timestamp);
        timestamp += 1'600;
    }
    CHECK(keys == "19*#AD0");
}

TEST_CASE("the same key twice counts twice, and a late packet of the first not again") {
    KeyReceiver receiver;
    const auto payloads = key_payloads('5', 480, 160);
    CHECK(heard(receiver, payloads, 1'000) == "5");
    CHECK(heard(receiver, payloads, 3'000) == "5");
    CHECK(heard(receiver, payloads, 1'000) == "");
}

TEST_CASE("what is no key is passed over") {
    KeyReceiver receiver;
    CHECK(heard(receiver, {{16, 0x8a, 0, 160}, {255, 0, 0, 0}, {1, 0, 0}, {}}, 1'000) == "");
    CHECK_FALSE(event_of_key('x'));
}

}  // namespace
}  // namespace parley::voice
