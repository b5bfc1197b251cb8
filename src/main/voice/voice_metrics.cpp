#include "main/voice/voice_metrics.hpp"

#include <algorithm>

namespace parley {
namespace {

// Each leg's count goes on from what was told of it last; it never goes back.
std::uint64_t grown(std::int64_t before, std::int64_t now) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(now - before, 0));
}

}  // namespace

VoiceMetrics::VoiceMetrics(Metrics& metrics)
    : up_(metrics.gauge("parley_voice_up", "1 while the voice process can take calls.")),
      calls_(metrics.gauge("parley_voice_calls", "Calls now, echo tests included.")),
      legs_(metrics.gauge("parley_voice_legs", "Parties of calls now, those that ring included.")),
      bridges_(metrics.gauge("parley_voice_bridges", "Bridges that mix sound now.")),
      ports_(metrics.gauge("parley_voice_ports", "UDP ports of sound that legs have taken.")),
      recordings_(metrics.gauge("parley_voice_recordings", "Recordings that are not whole yet.")),
      ending_(metrics.gauge("parley_voice_dialogues_ending",
                            "SIP dialogues we left, whose other end has not said so yet.")),
      late_(metrics.gauge("parley_voice_tick_late_microseconds",
                          "Lateness of the latest of 5 seconds' ticks.")),
      missed_(metrics.counter("parley_voice_ticks_missed_total",
                              "Ticks of 20 ms that came together with another.")),
      packets_(metrics.counter("parley_voice_packets_total", "RTP packets heard of parties.")),
      lost_(metrics.counter("parley_voice_packets_lost_total",
                            "RTP packets of parties that did not come, or came too late.")),
      ends_(metrics.counter("parley_voice_process_ends_total",
                            "Times the voice process ended while it was needed.")),
      banned_(metrics.counter("parley_voice_addresses_banned_total", "Addresses banned.")) {}

void VoiceMetrics::ready() { up_.set(1); }

void VoiceMetrics::lost() {
    up_.set(0);
    ends_.add();
    heard_.clear();
    missed_before_ = 0;
    stands({});
}

void VoiceMetrics::stands(const voice::VoiceFigures& now) {
    calls_.set(now.calls);
    legs_.set(now.legs);
    bridges_.set(now.bridges);
    ports_.set(now.ports_taken);
    recordings_.set(now.recordings);
    ending_.set(now.dialogues_ending);
    late_.set(now.worst_late_us);
}

void VoiceMetrics::hear(const voice::VoiceFigures& told) {
    stands(told);
    missed_.add(grown(missed_before_, told.ticks_missed));
    missed_before_ = told.ticks_missed;
}

void VoiceMetrics::hear(const voice::LegHeard& told) {
    count({told.call, told.place}, {told.packets, told.lost});
}

void VoiceMetrics::hear(const voice::LegLeft& told) {
    const Place place{told.call, told.place};
    count(place, {told.packets, told.lost});
    heard_.erase(place);
}

void VoiceMetrics::count(Place place, Heard now) {
    Heard& before = heard_[place];
    packets_.add(grown(before.packets, now.packets));
    lost_.add(grown(before.lost, now.lost));
    before = now;
}

}  // namespace parley
