#include "voice/media/watch.hpp"

#include <algorithm>
#include <cmath>

#include "voice/media/frame.hpp"

namespace parley::voice {

void Watch::see(const Reception& reception) {
    received_ = reception.received();
    expected_ = reception.expected();
    jitter_ = reception.jitter();
}

HearingFigures Watch::figures() const {
    if (received_ == 0) return {};
    const auto received = static_cast<double>(received_);
    const auto expected = static_cast<double>(expected_);
    const double jitter_ms = jitter_ * 1'000.0 / sample_rate;
    const double loss = std::max(0.0, 1 - received / expected);
    // Heard behind the jitter buffer and one frame; the way itself is not known.
    const double delay_ms = 2 * jitter_ms + 60;
    return {static_cast<std::int64_t>(received),
            static_cast<std::int64_t>(std::max(0.0, expected - received)),
            static_cast<std::int64_t>(jitter_ms * 1'000),
            std::lround(100 * estimated_mos(loss, delay_ms))};
}

}  // namespace parley::voice
