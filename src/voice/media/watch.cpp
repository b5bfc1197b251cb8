#include "voice/media/watch.hpp"

namespace parley::voice {

void Watch::see(const AudioStream::Figures& figures) {
    packets_ = figures.packets;
    lost_ = figures.lost;
    jitter_us_ = figures.jitter_us;
    mos_percent_ = figures.mos_percent;
}

AudioStream::Figures Watch::figures() const { return {packets_, lost_, jitter_us_, mos_percent_}; }

}  // namespace parley::voice
