#include "voice/rtp/reporter.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace parley::voice {
namespace {

constexpr std::uint64_t seconds_1900_to_1970 = 2'208'988'800;
constexpr std::uint32_t units_a_second = 65'536;  // Of LSR and DLSR.

std::uint32_t middle_of(std::uint64_t ntp) { return static_cast<std::uint32_t>(ntp >> 16); }

std::uint32_t in_units(std::chrono::microseconds length) {
    return static_cast<std::uint32_t>(length.count() * units_a_second / 1'000'000);
}

}  // namespace

std::uint64_t ntp_of(Moment moment) {
    const auto since = static_cast<std::uint64_t>(moment.time_since_epoch().count());
    const std::uint64_t fraction = (since % 1'000'000 << 32) / 1'000'000;
    return (since / 1'000'000 + seconds_1900_to_1970) << 32 | fraction;
}

std::string cname_of(std::uint32_t ssrc) { return fmt::format("{:08x}@parley", ssrc); }

void Reporter::sent(std::uint32_t timestamp, std::size_t payload_bytes) {
    timestamp_ = timestamp;
    ++packets_;
    bytes_ += static_cast<std::uint32_t>(payload_bytes);
}

bool Reporter::take(const Report& report, Moment came) {
    if (report.sender) {
        their_ssrc_ = report.ssrc;
        their_report_ = middle_of(report.sender->ntp);
        their_report_came_ = came;
    }
    const auto block = std::ranges::find(report.blocks, ssrc_, &ReportBlock::ssrc);
    if (block == report.blocks.end()) return false;
    take_block(*block, came);
    return true;
}

void Reporter::take_block(const ReportBlock& block, Moment came) {
    view_.loss_percent = block.fraction_lost * 100 / 256;
    view_.jitter = block.jitter;
    if (block.last_report == 0) return;
    const std::uint32_t units = middle_of(ntp_of(came)) - block.last_report - block.delay;
    // Clocks of a tick's coarseness may have it come back before it went.
    if (static_cast<std::int32_t>(units) < 0) {
        if (static_cast<std::int32_t>(units) > -static_cast<std::int32_t>(units_a_second / 10))
            view_.round_trip = std::chrono::microseconds(0);
        return;
    }
    const std::chrono::microseconds length(std::uint64_t{units} * 1'000'000 / units_a_second);
    if (length <= round_trip_max) view_.round_trip = length;
}

// From four to six fifths of the mean, so that those who began together do not stay so.
Duration Reporter::until_next(Duration mean) {
    chance_ ^= chance_ << 13;
    chance_ ^= chance_ >> 17;
    chance_ ^= chance_ << 5;
    return mean * (800 + chance_ % 400) / 1'000;
}

bool Reporter::is_due(Instant now) {
    const bool is_due = due_ && now >= *due_;
    if (!due_ || is_due) due_ = now + until_next(due_ ? interval : interval / 2);
    return is_due;
}

std::vector<std::uint8_t> Reporter::write(Reception& reception, Moment now, bool says_goodbye) {
    Report report;
    report.ssrc = ssrc_;
    report.says_goodbye = says_goodbye;
    if (packets_ != packets_told_) {
        report.sender = SenderInfo{ntp_of(now), timestamp_, packets_, bytes_};
        packets_told_ = packets_;
    }
    if (reception.received() > 0) {
        ReportBlock block = reception.block();
        if (their_report_ != 0 && their_ssrc_ == block.ssrc) {
            block.last_report = their_report_;
            block.delay = in_units(std::max(now - their_report_came_, Moment::duration{}));
        }
        report.blocks.push_back(block);
    }
    return rtcp_report(report, cname_of(ssrc_));
}

}  // namespace parley::voice
