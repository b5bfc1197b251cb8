// What the voice process tells of itself, as figures for Prometheus.
//
// Threads: one; the figures may be rendered from any.
#pragma once

#include <map>
#include <utility>

#include "app/calls/words.hpp"
#include "base/metrics.hpp"

namespace parley {

class VoiceMetrics {
public:
    explicit VoiceMetrics(Metrics& metrics);

    void ready();
    void lost();  // The process is gone, and what it carried with it.
    void hear(const voice::VoiceFigures& told);
    void hear(const voice::LegHeard& told);
    void hear(const voice::LegLeft& told);
    void hear(const voice::AddressBanned&) { banned_.add(); }

private:
    struct Heard {
        std::int64_t packets = 0;
        std::int64_t lost = 0;
    };
    using Place = std::pair<CallId, std::int64_t>;

    void count(Place place, Heard now);
    void stands(const voice::VoiceFigures& now);

    Gauge& up_;
    Gauge& calls_;
    Gauge& legs_;
    Gauge& bridges_;
    Gauge& ports_;
    Gauge& recordings_;
    Gauge& ending_;
    Gauge& late_;
    Counter& missed_;
    Counter& packets_;
    Counter& lost_;
    Counter& ends_;
    Counter& banned_;
    std::map<Place, Heard> heard_;  // Of legs that are there.
    std::int64_t missed_before_ = 0;
};

}  // namespace parley
