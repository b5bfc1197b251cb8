#include "voice/audio/g722.hpp"

#include <spandsp.h>

#include <new>

#include "base/assert.hpp"

namespace parley::voice {
namespace {

constexpr int bits_a_second = 64'000;

}  // namespace

struct G722Encoder::State {
    State() : coder(g722_encode_init(nullptr, bits_a_second, G722_SAMPLE_RATE_8000)) {
        if (coder == nullptr) throw std::bad_alloc();
    }
    ~State() { g722_encode_free(coder); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    g722_encode_state_t* coder;
};

G722Encoder::G722Encoder() : state_(std::make_unique<State>()) {}
G722Encoder::~G722Encoder() = default;

void G722Encoder::encode(std::span<const std::int16_t> from, std::span<std::uint8_t> to) {
    PARLEY_ASSERT(from.size() == to.size());
    g722_encode(state_->coder, to.data(), from.data(), static_cast<int>(from.size()));
}

struct G722Decoder::State {
    State() : coder(g722_decode_init(nullptr, bits_a_second, G722_SAMPLE_RATE_8000)) {
        if (coder == nullptr) throw std::bad_alloc();
    }
    ~State() { g722_decode_free(coder); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    g722_decode_state_t* coder;
};

G722Decoder::G722Decoder() : state_(std::make_unique<State>()) {}
G722Decoder::~G722Decoder() = default;

void G722Decoder::decode(std::span<const std::uint8_t> from, std::span<std::int16_t> to) {
    PARLEY_ASSERT(from.size() == to.size());
    g722_decode(state_->coder, to.data(), from.data(), static_cast<int>(from.size()));
}

}  // namespace parley::voice
