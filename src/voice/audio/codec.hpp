// Codecs by which a party's sound travels: 20 ms of samples to a packet's payload and back.
//
//     encode(frame, to)       the next 20 ms we send
//     decode(payload, to)     a packet that came, however long
//     conceal(next, to)       one that did not come; `next` is the one behind it, if that is there
//
// Inside all sound is 8,000 samples a second: of G.722 the lower band is heard and sent, Opus does
// it by itself. Ownership: one of a party, on its worker; it remembers what went before. Total:
// whatever the bytes of a payload, at most `packet_samples_max` come of it.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "domain/call.hpp"
#include "voice/media/frame.hpp"

namespace parley::voice {

// How SDP speaks of a codec (RFC 3551, RFC 7587).
struct CodecTerms {
    VoiceCodec codec{};
    std::string_view encoding;
    std::uint32_t clock = 0;        // Of timestamps: not always the samples'.
    int channels = 1;               // As SDP has it to be said.
    std::uint8_t payload_type = 0;  // In offers of ours; fixed for all below 96.
};

// All we know, the cheapest first.
std::span<const CodecTerms> known_codecs();
const CodecTerms& terms_of(VoiceCodec codec);

class Codec {
public:
    static constexpr std::size_t payload_max = frame_samples;  // Bytes; what we send.
    static constexpr std::size_t packet_samples_max = 960;     // 120 ms; what comes.

    virtual ~Codec() = default;

    // The size of the payload. REQUIRES: `to` has payload_max bytes.
    virtual std::size_t encode(const Frame& frame, std::span<std::uint8_t> to) = 0;
    // Both add to `to`. A payload that cannot be decoded is concealed.
    virtual void decode(std::span<const std::uint8_t> payload, std::vector<std::int16_t>& to) = 0;
    virtual void conceal(std::span<const std::uint8_t> next, std::vector<std::int16_t>& to) = 0;
    // How many of 100 packets the other end loses, as it says; what we send may allow for it.
    virtual void expect_loss(int) {}
};

std::unique_ptr<Codec> make_codec(VoiceCodec codec);

}  // namespace parley::voice
