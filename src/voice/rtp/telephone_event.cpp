#include "voice/rtp/telephone_event.hpp"

#include <algorithm>
#include <string_view>

#include "base/assert.hpp"
#include "voice/rtp/bytes.hpp"

namespace parley::voice {
namespace {

constexpr std::string_view keys = "0123456789*#ABCD";  // By event.
constexpr std::size_t payload_size = 4;
constexpr std::uint8_t end_bit = 0x80;
constexpr std::uint8_t volume = 10;  // dBm0, negative.

}  // namespace

std::optional<char> key_of_event(std::uint8_t event) {
    if (event >= keys.size()) return std::nullopt;
    return keys[event];
}

std::optional<std::uint8_t> event_of_key(char key) {
    const std::size_t at = keys.find(key);
    if (at == keys.npos) return std::nullopt;
    return static_cast<std::uint8_t>(at);
}

std::optional<char> KeyReceiver::receive(const RtpPacket& packet) {
    if (packet.payload.size() < payload_size) return std::nullopt;
    if (last_ == packet.timestamp) return std::nullopt;
    // A packet of a key before the last that came late.
    if (last_ && static_cast<std::int32_t>(packet.timestamp - *last_) < 0) {
        constexpr std::int32_t late_max = 8'000 * 5;
        if (static_cast<std::int32_t>(*last_ - packet.timestamp) < late_max) return std::nullopt;
    }
    const auto key = key_of_event(packet.payload[0]);
    if (key) last_ = packet.timestamp;
    return key;
}

std::array<std::uint8_t, 4> key_payload(char key, std::uint16_t so_far, bool is_end) {
    const auto event = event_of_key(key);
    PARLEY_ASSERT(event);
    std::array<std::uint8_t, payload_size> payload{
        *event, static_cast<std::uint8_t>((is_end ? end_bit : 0) | volume), 0, 0};
    write_u16(payload, 2, so_far);
    return payload;
}

std::vector<std::vector<std::uint8_t>> key_payloads(char key, std::uint16_t duration,
                                                    std::uint16_t step) {
    PARLEY_ASSERT(step > 0);
    std::vector<std::vector<std::uint8_t>> payloads;
    auto add = [&](std::uint16_t so_far, bool is_end) {
        const auto payload = key_payload(key, so_far, is_end);
        payloads.emplace_back(payload.begin(), payload.end());
    };
    for (int so_far = step; so_far < duration; so_far += step)
        add(static_cast<std::uint16_t>(so_far), false);
    for (int times = 0; times < 3; ++times) add(duration, true);
    return payloads;
}

}  // namespace parley::voice
