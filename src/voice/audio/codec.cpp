#include "voice/audio/codec.hpp"

#include <algorithm>
#include <array>

#include "base/assert.hpp"
#include "sound/g711.hpp"
#include "voice/audio/concealment.hpp"
#include "voice/audio/g722.hpp"
#include "voice/audio/opus.hpp"

namespace parley::voice {
namespace {

constexpr std::array known_terms = {
    CodecTerms{VoiceCodec::pcmu, "PCMU", 8'000, 1, 0},
    CodecTerms{VoiceCodec::pcma, "PCMA", 8'000, 1, 8},
    // Its clock is an error of old that stays (RFC 3551, section 4.5.2).
    CodecTerms{VoiceCodec::g722, "G722", 8'000, 1, 9},
    CodecTerms{VoiceCodec::opus, "opus", 48'000, 2, 96},
};

// A byte a sample, whatever it stands for; lost sound is invented from what was heard.
class ByteCodec : public Codec {
public:
    std::size_t encode(const Frame& frame, std::span<std::uint8_t> to) override {
        PARLEY_ASSERT(to.size() >= frame.size());
        write(frame, to.first(frame.size()));
        return frame.size();
    }

    void decode(std::span<const std::uint8_t> payload, std::vector<std::int16_t>& to) override {
        payload = payload.first(std::min(payload.size(), packet_samples_max));
        if (payload.empty()) return conceal({}, to);
        length_ = payload.size();
        const auto added = more(to);
        read(payload, added);
        concealment_.heard(added);
    }

    void conceal(std::span<const std::uint8_t>, std::vector<std::int16_t>& to) override {
        concealment_.invent(more(to));
    }

private:
    virtual void write(const Frame& frame, std::span<std::uint8_t> to) = 0;
    virtual void read(std::span<const std::uint8_t> payload, std::span<std::int16_t> to) = 0;

    std::span<std::int16_t> more(std::vector<std::int16_t>& to) const {
        to.resize(to.size() + length_);
        return std::span(to).last(length_);
    }

    Concealment concealment_;
    std::size_t length_ = frame_samples;  // Of the last packet.
};

class G711 final : public ByteCodec {
public:
    explicit G711(sound::G711Law law) : law_(law) {}

private:
    void write(const Frame& frame, std::span<std::uint8_t> to) override {
        sound::g711_encode(law_, frame, to);
    }
    void read(std::span<const std::uint8_t> payload, std::span<std::int16_t> to) override {
        sound::g711_decode(law_, payload, to);
    }

    const sound::G711Law law_;
};

class G722 final : public ByteCodec {
    void write(const Frame& frame, std::span<std::uint8_t> to) override {
        encoder_.encode(frame, to);
    }
    void read(std::span<const std::uint8_t> payload, std::span<std::int16_t> to) override {
        decoder_.decode(payload, to);
    }

    G722Encoder encoder_;
    G722Decoder decoder_;
};

}  // namespace

std::span<const CodecTerms> known_codecs() { return known_terms; }

const CodecTerms& terms_of(VoiceCodec codec) {
    return *std::ranges::find(known_terms, codec, &CodecTerms::codec);
}

std::unique_ptr<Codec> make_codec(VoiceCodec codec) {
    switch (codec) {
        case VoiceCodec::pcmu: return std::make_unique<G711>(sound::G711Law::mu);
        case VoiceCodec::pcma: return std::make_unique<G711>(sound::G711Law::a);
        case VoiceCodec::g722: return std::make_unique<G722>();
        case VoiceCodec::opus: return std::make_unique<Opus>();
    }
    PARLEY_ASSERT(false);
    return nullptr;
}

}  // namespace parley::voice
