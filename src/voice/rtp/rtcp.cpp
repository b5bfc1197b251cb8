#include "voice/rtp/rtcp.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>

#include "base/assert.hpp"
#include "voice/rtp/bytes.hpp"

namespace parley::voice {
namespace {

constexpr std::uint8_t sender_report = 200;
constexpr std::uint8_t receiver_report = 201;
constexpr std::uint8_t description = 202;
constexpr std::uint8_t goodbye = 203;
constexpr std::size_t header_size = 8;  // With the sender's SSRC.
constexpr std::size_t info_size = 20;
constexpr std::size_t block_size = 24;
constexpr std::int32_t lost_max = 0x7fffff;  // As 24 bits have it.
constexpr std::int32_t lost_min = -0x800000;

ReportBlock read_block(Bytes bytes) {
    ReportBlock block;
    block.ssrc = read_u32(bytes, 0);
    block.fraction_lost = bytes[4];
    // 24 bits with a sign.
    block.lost = static_cast<std::int32_t>(read_u32(bytes, 4) << 8) >> 8;
    block.highest = read_u32(bytes, 8);
    block.jitter = read_u32(bytes, 12);
    block.last_report = read_u32(bytes, 16);
    block.delay = read_u32(bytes, 20);
    return block;
}

bool read_report(Bytes packet, std::size_t blocks, bool is_sender, Report& report) {
    std::size_t at = header_size;
    const std::size_t needed = at + (is_sender ? info_size : 0) + blocks * block_size;
    if (packet.size() < needed) return false;
    report.ssrc = read_u32(packet, 4);
    if (is_sender) {
        SenderInfo& info = report.sender.emplace();
        info.ntp =
            static_cast<std::uint64_t>(read_u32(packet, at)) << 32 | read_u32(packet, at + 4);
        info.timestamp = read_u32(packet, at + 8);
        info.packets = read_u32(packet, at + 12);
        info.bytes = read_u32(packet, at + 16);
        at += info_size;
    }
    for (std::size_t block = 0; block < blocks; ++block, at += block_size)
        report.blocks.push_back(read_block(packet.subspan(at, block_size)));
    return true;
}

}  // namespace

std::optional<Report> parse_rtcp(Bytes bytes) {
    Report report;
    bool is_first = true;
    while (bytes.size() >= 4) {
        if (bytes[0] >> 6 != 2) return std::nullopt;
        const std::size_t size = 4 * (std::size_t{read_u16(bytes, 2)} + 1);
        if (size > bytes.size()) return std::nullopt;
        const std::uint8_t type = bytes[1];
        const bool is_report = type == sender_report || type == receiver_report;
        if (is_first && !is_report) return std::nullopt;
        is_first = false;
        const std::size_t count = bytes[0] & 0x1f;
        if (is_report && !read_report(bytes.first(size), count, type == sender_report, report))
            return std::nullopt;
        if (type == goodbye) report.says_goodbye = true;
        bytes = bytes.subspan(size);
    }
    if (is_first || !bytes.empty()) return std::nullopt;
    return report;
}

namespace {

void write_info(std::span<std::uint8_t> to, const SenderInfo& info) {
    write_u32(to, 0, static_cast<std::uint32_t>(info.ntp >> 32));
    write_u32(to, 4, static_cast<std::uint32_t>(info.ntp));
    write_u32(to, 8, info.timestamp);
    write_u32(to, 12, info.packets);
    write_u32(to, 16, info.bytes);
}

void write_block(std::span<std::uint8_t> to, const ReportBlock& block) {
    const auto lost = static_cast<std::uint32_t>(std::clamp(block.lost, lost_min, lost_max));
    write_u32(to, 0, block.ssrc);
    write_u32(to, 4, static_cast<std::uint32_t>(block.fraction_lost) << 24 | (lost & 0xffffff));
    write_u32(to, 8, block.highest);
    write_u32(to, 12, block.jitter);
    write_u32(to, 16, block.last_report);
    write_u32(to, 20, block.delay);
}

// The first 8 bytes of a packet.
void write_header(std::span<std::uint8_t> packet, std::uint8_t count, std::uint8_t type,
                  std::uint32_t ssrc) {
    packet[0] = static_cast<std::uint8_t>(2 << 6 | count);
    packet[1] = type;
    write_u16(packet, 2, static_cast<std::uint16_t>(packet.size() / 4 - 1));
    write_u32(packet, 4, ssrc);
}

}  // namespace

std::vector<std::uint8_t> rtcp_report(const Report& report, std::string_view cname) {
    PARLEY_ASSERT(report.blocks.size() <= 1 && cname.size() < 200);
    const std::size_t said_size = report.sender ? info_size : 0;
    const std::size_t report_size = header_size + said_size + report.blocks.size() * block_size;
    // One chunk: SSRC, item 1 with its length, and zeros up to the next word, one at least.
    const std::size_t description_size = header_size + (2 + cname.size() + 1 + 3) / 4 * 4;
    const std::size_t goodbye_size = report.says_goodbye ? header_size : 0;
    std::vector<std::uint8_t> bytes(report_size + description_size + goodbye_size);

    const auto told = std::span(bytes).first(report_size);
    write_header(told, static_cast<std::uint8_t>(report.blocks.size()),
                 report.sender ? sender_report : receiver_report, report.ssrc);
    if (report.sender) write_info(told.subspan(header_size), *report.sender);
    if (!report.blocks.empty())
        write_block(told.subspan(header_size + said_size), report.blocks.front());

    const auto named = std::span(bytes).subspan(report_size, description_size);
    write_header(named, 1, description, report.ssrc);
    named[header_size] = 1;
    named[header_size + 1] = static_cast<std::uint8_t>(cname.size());
    std::ranges::copy(cname, named.begin() + header_size + 2);

    if (report.says_goodbye)
        write_header(std::span(bytes).last(header_size), 1, goodbye, report.ssrc);
    return bytes;
}

void Reception::heard(std::uint32_t ssrc, std::uint16_t sequence, std::uint32_t timestamp,
                      std::uint32_t arrived) {
    const std::uint32_t transit = arrived - timestamp;
    if (!has_begun_ || ssrc != ssrc_) {
        *this = {};
        has_begun_ = true;
        ssrc_ = ssrc;
        first_ = highest_ = sequence;
        transit_ = transit;
    }
    counted(ssrc, sequence);
    const auto change = static_cast<std::int32_t>(transit - transit_);
    transit_ = transit;
    const auto distance = static_cast<std::uint32_t>(std::abs(change));
    jitter_ += distance - ((jitter_ + 8) >> 4);
}

void Reception::counted(std::uint32_t ssrc, std::uint16_t sequence) {
    if (!has_begun_ || ssrc != ssrc_) return;
    ++received_;
    const auto ahead = static_cast<std::int16_t>(sequence - static_cast<std::uint16_t>(highest_));
    if (ahead > 0) highest_ += static_cast<std::uint32_t>(ahead);
}

std::uint64_t Reception::expected() const {
    return has_begun_ ? std::uint64_t{highest_} - first_ + 1 : 0;
}

ReportBlock Reception::block() {
    ReportBlock block;
    block.ssrc = ssrc_;
    block.highest = highest_;
    block.jitter = jitter();
    const auto expected_now = static_cast<std::int64_t>(expected() - expected_before_);
    const auto received_now = static_cast<std::int64_t>(received_ - received_before_);
    const std::int64_t lost_now = expected_now - received_now;
    if (expected_now > 0 && lost_now > 0)
        block.fraction_lost =
            static_cast<std::uint8_t>(std::min<std::int64_t>(255, lost_now * 256 / expected_now));
    block.lost = static_cast<std::int32_t>(std::clamp<std::int64_t>(
        static_cast<std::int64_t>(expected()) - static_cast<std::int64_t>(received_), lost_min,
        lost_max));
    expected_before_ = expected();
    received_before_ = received_;
    return block;
}

double estimated_mos(double loss, double delay_ms) {
    constexpr double best = 93.2;
    constexpr double robustness = 25.1;
    const double lost_percent = std::clamp(loss, 0.0, 1.0) * 100;
    const double by_loss = 95 * lost_percent / (lost_percent + robustness);
    const double by_delay = 0.024 * delay_ms + (delay_ms > 177.3 ? 0.11 * (delay_ms - 177.3) : 0);
    const double rating = std::clamp(best - by_loss - by_delay, 0.0, 100.0);
    // The curve dips below 1 at its beginning.
    return std::max(1.0, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
}

}  // namespace parley::voice
