#include "voice/audio/key_tones.hpp"

#include <spandsp.h>

#include <array>
#include <cmath>
#include <new>
#include <numbers>
#include <string_view>

#include "base/assert.hpp"

namespace parley::voice {
namespace {

constexpr std::string_view keys = "123A456B789C*0#D";  // Row by row.
constexpr std::array rows = {697.0, 770.0, 852.0, 941.0};
constexpr std::array columns = {1'209.0, 1'336.0, 1'477.0, 1'633.0};
constexpr double peak = 7'000;  // Of each: some -10 dBm0.

double wave(double frequency, std::size_t sample) {
    return std::sin(2 * std::numbers::pi * frequency * static_cast<double>(sample) / sample_rate);
}

}  // namespace

std::optional<std::pair<double, double>> tones_of(char key) {
    const std::size_t at = keys.find(key);
    if (at == keys.npos) return std::nullopt;
    return std::pair(rows[at / columns.size()], columns[at % columns.size()]);
}

Frame key_tone(char key, int frame) {
    const auto tones = tones_of(key);
    PARLEY_ASSERT(tones && frame >= 0);
    Frame sound{};
    for (std::size_t at = 0; at < frame_samples; ++at) {
        const std::size_t sample = static_cast<std::size_t>(frame) * frame_samples + at;
        sound[at] = static_cast<std::int16_t>(
            peak * (wave(tones->first, sample) + wave(tones->second, sample)));
    }
    return sound;
}

struct KeyToneReceiver::State {
    State() : receiver(dtmf_rx_init(nullptr, nullptr, nullptr)) {
        if (receiver == nullptr) throw std::bad_alloc();
        constexpr int as_it_is = -1;
        dtmf_rx_parms(receiver, as_it_is, twist_max, reverse_twist_max, level_min);
    }
    ~State() { dtmf_rx_free(receiver); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    dtmf_rx_state_t* receiver;
};

KeyToneReceiver::KeyToneReceiver() : state_(std::make_unique<State>()) {}
KeyToneReceiver::~KeyToneReceiver() = default;

std::string KeyToneReceiver::hear(const Frame& frame) {
    dtmf_rx(state_->receiver, frame.data(), static_cast<int>(frame.size()));
    std::array<char, MAX_DTMF_DIGITS + 1> found{};
    return {found.data(), dtmf_rx_get(state_->receiver, found.data(), MAX_DTMF_DIGITS)};
}

}  // namespace parley::voice
