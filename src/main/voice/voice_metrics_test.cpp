#include "main/voice/voice_metrics.hpp"

#include <doctest/doctest.h>

namespace parley {
namespace {

struct Told {
    Metrics metrics;
    VoiceMetrics figures{metrics};

    bool says(std::string_view line) const {
        return metrics.render().contains("\n" + std::string(line) + "\n");
    }
};

CallId call(std::uint8_t n) {
    IdBytes bytes{};
    bytes[15] = n;
    return CallId(bytes);
}

voice::LegHeard heard(std::uint8_t n, std::int64_t place, std::int64_t packets, std::int64_t lost) {
    voice::LegHeard told;
    told.call = call(n);
    told.place = place;
    told.packets = packets;
    told.lost = lost;
    return told;
}

TEST_CASE("what stands is what was told last, and nothing once the process is gone") {
    Told told;
    CHECK(told.says("parley_voice_up 0"));
    told.figures.ready();
    voice::VoiceFigures now;
    now.calls = 3;
    now.legs = 7;
    now.worst_late_us = 1'500;
    now.ticks_missed = 4;
    told.figures.hear(now);
    CHECK(told.says("parley_voice_up 1"));
    CHECK(told.says("parley_voice_calls 3"));
    CHECK(told.says("parley_voice_legs 7"));
    CHECK(told.says("parley_voice_tick_late_microseconds 1500"));

    told.figures.lost();
    CHECK(told.says("parley_voice_up 0"));
    CHECK(told.says("parley_voice_calls 0"));
    CHECK(told.says("parley_voice_legs 0"));
    CHECK(told.says("parley_voice_process_ends_total 1"));
    CHECK(told.says("parley_voice_ticks_missed_total 4"));
}

TEST_CASE("ticks missed go on counting over a process that began anew") {
    Told told;
    voice::VoiceFigures now;
    now.ticks_missed = 4;
    told.figures.hear(now);
    now.ticks_missed = 6;
    told.figures.hear(now);
    CHECK(told.says("parley_voice_ticks_missed_total 6"));
    told.figures.lost();
    now.ticks_missed = 1;
    told.figures.hear(now);
    CHECK(told.says("parley_voice_ticks_missed_total 7"));
}

TEST_CASE("each leg's packets count once, while it is there and when it leaves") {
    Told told;
    told.figures.hear(heard(1, 0, 250, 2));
    told.figures.hear(heard(1, 1, 250, 0));
    told.figures.hear(heard(1, 0, 500, 3));
    CHECK(told.says("parley_voice_packets_total 750"));
    CHECK(told.says("parley_voice_packets_lost_total 3"));

    voice::LegLeft left;
    left.call = call(1);
    left.place = 0;
    left.packets = 510;
    left.lost = 5;
    told.figures.hear(left);
    CHECK(told.says("parley_voice_packets_total 760"));
    CHECK(told.says("parley_voice_packets_lost_total 5"));

    // Whoever takes the place next is counted from their own beginning.
    told.figures.hear(heard(1, 0, 100, 0));
    CHECK(told.says("parley_voice_packets_total 860"));
}

TEST_CASE("addresses banned are counted") {
    Told told;
    told.figures.hear(voice::AddressBanned{});
    CHECK(told.says("parley_voice_addresses_banned_total 1"));
}

}  // namespace
}  // namespace parley
