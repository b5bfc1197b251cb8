// RTCP (RFC 3550, section 6): what a receiver tells of what it heard, and how far away it is.
//
// Pure and total. Of a compound packet, sender and receiver reports are read, everything else
// passed over.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace parley::voice {

struct ReportBlock {
    std::uint32_t ssrc = 0;          // Of whom it tells.
    std::uint8_t fraction_lost = 0;  // Since the last report, of 256.
    std::int32_t lost = 0;           // Since the beginning; duplicates may make it negative.
    std::uint32_t highest = 0;       // Sequence number, extended by the times it wrapped.
    std::uint32_t jitter = 0;        // In units of the clock.
    std::uint32_t last_report = 0;  // The middle of the NTP time of the last report heard; 0: none.
    std::uint32_t delay = 0;        // Since that came, in 1/65,536 s.
};

struct SenderInfo {
    std::uint64_t ntp = 0;  // When it was sent: seconds and 1/2^32.
    std::uint32_t timestamp = 0;
    std::uint32_t packets = 0;
    std::uint32_t bytes = 0;
};

struct Report {
    std::uint32_t ssrc = 0;  // Of who tells.
    std::optional<SenderInfo> sender;
    std::vector<ReportBlock> blocks;
    bool says_goodbye = false;
};

// Nothing: not version 2, or lengths that do not fit.
std::optional<Report> parse_rtcp(std::span<const std::uint8_t> bytes);

// A sender's report, or a receiver's where there is no SenderInfo, with at most one block; the name
// without which it is not valid; the goodbye, if it says it.
std::vector<std::uint8_t> rtcp_report(const Report& report, std::string_view cname);

// What one stream's receiver knows, kept as RFC 3550, appendix A.8 and A.3, says.
class Reception {
public:
    // `arrived`: in units of the clock, from any beginning.
    void heard(std::uint32_t ssrc, std::uint16_t sequence, std::uint32_t timestamp,
               std::uint32_t arrived);
    // A packet among those of a stream whose own timestamp says nothing of when it was sent; of a
    // stream that has not begun it is not counted.
    void counted(std::uint32_t ssrc, std::uint16_t sequence);
    ReportBlock block();  // Begins a new interval for `fraction_lost`.

    std::uint32_t jitter() const { return jitter_ >> 4; }
    std::uint64_t expected() const;
    std::uint64_t received() const { return received_; }

private:
    std::uint32_t ssrc_ = 0;
    bool has_begun_ = false;
    std::uint32_t first_ = 0;
    std::uint32_t highest_ = 0;
    std::uint32_t transit_ = 0;
    std::uint32_t jitter_ = 0;  // Of 16.
    std::uint64_t received_ = 0;
    std::uint64_t expected_before_ = 0;
    std::uint64_t received_before_ = 0;
};

// Mean opinion score, 1 … 4.5, that listeners would give: the E-model of ITU-T G.107 for G.711 with
// concealment (Ie 0, Bpl 25.1, of G.113), `loss` as a share, `delay_ms` from mouth to ear.
double estimated_mos(double loss, double delay_ms);

}  // namespace parley::voice
