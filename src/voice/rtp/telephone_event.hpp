// Keys pressed on a telephone, as packets of their own (RFC 4733, section 2.5).
//
// One key is told by several packets with the timestamp of its beginning, the last of them thrice,
// so that losses do not matter. A key counts once, at the first packet of it that arrives.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "voice/rtp/packet.hpp"

namespace parley::voice {

// '0' … '9', '*', '#', 'A' … 'D'; nothing for other events, such as a hook flash.
std::optional<char> key_of_event(std::uint8_t event);
std::optional<std::uint8_t> event_of_key(char key);

class KeyReceiver {
public:
    // The key that begins with this packet, if one does.
    std::optional<char> receive(const RtpPacket& packet);

private:
    std::optional<std::uint32_t> last_;  // The timestamp of the last key's beginning.
};

// What a packet tells of a key held for `so_far` in units of the clock.
std::array<std::uint8_t, 4> key_payload(char key, std::uint16_t so_far, bool is_end);

// The payloads of one key held for `duration`, which must fit 16 bits: one per `step`, and the end
// thrice.
std::vector<std::vector<std::uint8_t>> key_payloads(char key, std::uint16_t duration,
                                                    std::uint16_t step);

}  // namespace parley::voice
