// Tells the other end every few seconds how it is heard, and hears how we are (RFC 3550, section
// 6): losses, jitter, and how long it takes there and back.
//
// Pure. Ownership: one of a party, on its worker. Start with: reporter_test.cpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "voice/rtp/moment.hpp"
#include "voice/rtp/rtcp.hpp"

namespace parley::voice {

std::uint64_t ntp_of(Moment moment);  // Seconds since 1900 and 1/2^32.

// A name of ours that is good for one stream (RFC 7022).
std::string cname_of(std::uint32_t ssrc);

class Reporter {
public:
    static constexpr Duration interval{5'000};  // A fifth more or less, by chance.
    // A way of a minute is an error of a clock.
    static constexpr std::chrono::seconds round_trip_max{60};

    // How we are heard, as they tell.
    struct View {
        int loss_percent = 0;      // Between their last two reports.
        std::uint32_t jitter = 0;  // In units of our clock.
        std::optional<std::chrono::microseconds> round_trip;
    };

    // Chance follows from `ssrc`.
    explicit Reporter(std::uint32_t ssrc) : ssrc_(ssrc), chance_(ssrc | 1) {}

    void sent(std::uint32_t timestamp, std::size_t payload_bytes);
    // True: it tells something of us.
    bool take(const Report& report, Moment came);
    // Told once; the next is due some 5 s later. The first is due after half of that.
    bool is_due(Instant now);
    // A sender's report where something was sent since the last, a receiver's otherwise.
    std::vector<std::uint8_t> write(Reception& reception, Moment now, bool says_goodbye = false);

    const View& view() const { return view_; }

private:
    Duration until_next(Duration mean);
    void take_block(const ReportBlock& block, Moment came);

    const std::uint32_t ssrc_;
    std::uint32_t chance_;
    std::optional<Instant> due_;
    std::uint32_t timestamp_ = 0;  // Of the last that was sent.
    std::uint32_t packets_ = 0;
    std::uint32_t bytes_ = 0;
    std::uint32_t packets_told_ = 0;
    std::uint32_t their_ssrc_ = 0;
    std::uint32_t their_report_ = 0;  // The middle of its NTP time.
    Moment their_report_came_{};
    View view_;
};

}  // namespace parley::voice
