// Packets of RTP as a party sends them, in any order and of any content, each a tick later:
// whatever comes, a tick has one frame of sound or none. The first byte says by which codec.
#include <array>

#include "base/assert.hpp"
#include "fuzz/fuzz.hpp"
#include "fuzz/pieces.hpp"
#include "voice/media/audio_stream.hpp"

namespace parley::voice {
namespace {

void look_at(std::span<const std::uint8_t> bytes, const RtpPacket& packet) {
    PARLEY_ASSERT(packet.payload_type < 128);
    PARLEY_ASSERT(packet.payload.empty() ||
                  (packet.payload.data() >= bytes.data() &&
                   packet.payload.data() + packet.payload.size() <= bytes.data() + bytes.size()));
}

void fuzz(fuzz::Pieces pieces) {
    const std::uint8_t kind = pieces.byte();
    const LegFormat format{static_cast<VoiceCodec>(kind % 4), 8,
                           static_cast<std::uint8_t>(kind & 4 ? 101 : 0), 8'000};
    AudioStream stream(format, 1, [](char key) {
        PARLEY_ASSERT(std::string_view("0123456789*#ABCD").contains(key));
    });
    std::int64_t us = 0;
    while (!pieces.is_empty()) {
        const auto bytes = pieces.piece();
        const Moment came{std::chrono::microseconds(us += 20'000)};
        if (const auto packet = parse_rtp(bytes)) {
            look_at(bytes, *packet);
            stream.put(*packet, came);
        } else {
            stream.put_report(bytes, came);
        }
        stream.said();
    }
    const AudioStream::Figures figures = stream.figures();
    PARLEY_ASSERT(figures.lost >= 0 && figures.jitter_us >= 0);
    PARLEY_ASSERT(figures.packets == 0 ||
                  (figures.mos_percent >= 100 && figures.mos_percent <= 450));
}

}  // namespace
}  // namespace parley::voice

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    parley::voice::fuzz(parley::fuzz::Pieces({bytes, size}));
    return 0;
}
