#include "voice/audio/opus.hpp"

#include <opus/opus.h>

#include <algorithm>
#include <new>

#include "base/assert.hpp"

namespace parley::voice {
namespace {

constexpr int channels = 1;
// Percent; of what nobody told of yet something is lost all the same.
constexpr int loss_min = 5;
constexpr int loss_max = 30;

}  // namespace

struct Opus::State {
    State() {
        int error = OPUS_OK;
        encoder = opus_encoder_create(sample_rate, channels, OPUS_APPLICATION_VOIP, &error);
        if (error == OPUS_OK) decoder = opus_decoder_create(sample_rate, channels, &error);
        if (error == OPUS_OK) return;
        destroy();
        throw std::bad_alloc();
    }
    ~State() { destroy(); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    void destroy() const {
        if (encoder != nullptr) opus_encoder_destroy(encoder);
        if (decoder != nullptr) opus_decoder_destroy(decoder);
    }

    // A packet's sound, or what takes its place (an empty payload), of `length` samples at most.
    bool decode(std::span<const std::uint8_t> payload, std::size_t length, bool is_before,
                std::vector<std::int16_t>& to) const {
        const std::size_t before = to.size();
        to.resize(before + length);
        const int samples = opus_decode(decoder, payload.empty() ? nullptr : payload.data(),
                                        static_cast<opus_int32>(payload.size()), &to[before],
                                        static_cast<int>(length), is_before ? 1 : 0);
        to.resize(before + static_cast<std::size_t>(std::max(samples, 0)));
        return samples > 0;
    }

    OpusEncoder* encoder = nullptr;
    OpusDecoder* decoder = nullptr;
    std::size_t last_length = frame_samples;  // Of a packet.
};

Opus::Opus() : state_(std::make_unique<State>()) {
    opus_encoder_ctl(state_->encoder, OPUS_SET_COMPLEXITY(complexity));
    opus_encoder_ctl(state_->encoder, OPUS_SET_BITRATE(bits_a_second));
    opus_encoder_ctl(state_->encoder, OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE));
    opus_encoder_ctl(state_->encoder, OPUS_SET_INBAND_FEC(1));
    expect_loss(loss_min);
}

Opus::~Opus() = default;

void Opus::expect_loss(int percent) {
    opus_encoder_ctl(state_->encoder,
                     OPUS_SET_PACKET_LOSS_PERC(std::clamp(percent, loss_min, loss_max)));
}

std::size_t Opus::encode(const Frame& frame, std::span<std::uint8_t> to) {
    PARLEY_ASSERT(to.size() >= payload_max);
    const opus_int32 size =
        opus_encode(state_->encoder, frame.data(), static_cast<int>(frame.size()), to.data(),
                    static_cast<opus_int32>(payload_max));
    PARLEY_ASSERT(size > 0);  // It fails on what it was told wrongly alone.
    return static_cast<std::size_t>(size);
}

void Opus::decode(std::span<const std::uint8_t> payload, std::vector<std::int16_t>& to) {
    const std::size_t before = to.size();
    if (payload.empty() || !state_->decode(payload, packet_samples_max, false, to))
        return conceal({}, to);
    state_->last_length = to.size() - before;
}

void Opus::conceal(std::span<const std::uint8_t> next, std::vector<std::int16_t>& to) {
    // Of a length that it has; the last packet's is one.
    if (next.empty() || !state_->decode(next, state_->last_length, true, to))
        state_->decode({}, state_->last_length, false, to);
}

}  // namespace parley::voice
