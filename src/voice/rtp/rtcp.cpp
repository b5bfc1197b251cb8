#include "voice/rtp/rtcp.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>

#include "base/assert.hpp"
#include "voice/rtp/bytes.hpp"

namespace parley::voice {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::uint8_t sender_report = 200;
constexpr std::uint8_t receiver_report = 201;
constexpr std::uint8_t description = 202;
constexpr std::uint8_t goodbye = 203;
constexpr std::size_t header_size = 8;  // With the sender's SSRC.
constexpr std::size_t info_size = 20;
constexpr std::size_t block_size = 24;

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

std::vector<std::uint8_t> rtcp_report(const Report& report, std::string_view cname) {
    PARLEY_ASSERT(report.sender && report.blocks.size() <= 1 && cname.size() < 200);
    const std::size_t report_size = header_size + info_size + report.blocks.size() * block_size;
    // One chunk: SSRC, item 1 with its length, and zeros up to the next word, one at least.
    const std::size_t chunk_size = (4 + 2 + cname.size() + 1 + 3) / 4 * 4;
    std::vector<std::uint8_t> bytes(report_size + 4 + chunk_size);
    bytes[0] = static_cast<std::uint8_t>(2 << 6 | report.blocks.size());
    bytes[1] = sender_report;
    write_u16(bytes, 2, static_cast<std::uint16_t>(report_size / 4 - 1));
    write_u32(bytes, 4, report.ssrc);
    write_u32(bytes, 8, static_cast<std::uint32_t>(report.sender->ntp >> 32));
    write_u32(bytes, 12, static_cast<std::uint32_t>(report.sender->ntp));
    write_u32(bytes, 16, report.sender->timestamp);
    write_u32(bytes, 20, report.sender->packets);
    write_u32(bytes, 24, report.sender->bytes);
    if (!report.blocks.empty()) {
        const ReportBlock& block = report.blocks.front();
        const std::size_t at = header_size + info_size;
        write_u32(bytes, at, block.ssrc);
        write_u32(bytes, at + 4,
                  static_cast<std::uint32_t>(block.fraction_lost) << 24 |
                      (static_cast<std::uint32_t>(block.lost) & 0xffffff));
        write_u32(bytes, at + 8, block.highest);
        write_u32(bytes, at + 12, block.jitter);
        write_u32(bytes, at + 16, block.last_report);
        write_u32(bytes, at + 20, block.delay);
    }
    const std::size_t at = report_size;
    bytes[at] = 2 << 6 | 1;
    bytes[at + 1] = description;
    write_u16(bytes, at + 2, static_cast<std::uint16_t>(chunk_size / 4));
    write_u32(bytes, at + 4, report.ssrc);
    bytes[at + 8] = 1;
    bytes[at + 9] = static_cast<std::uint8_t>(cname.size());
    std::ranges::copy(cname, bytes.begin() + static_cast<std::ptrdiff_t>(at + 10));
    return bytes;
}

void Reception::heard(std::uint32_t ssrc, std::uint16_t sequence, std::uint32_t timestamp,
                      std::uint32_t arrived) {
    counted(ssrc, sequence);
    const std::uint32_t transit = arrived - timestamp;
    const auto change = static_cast<std::int32_t>(transit - transit_.value_or(transit));
    transit_ = transit;
    const auto distance = static_cast<std::uint32_t>(std::abs(change));
    jitter_ += distance - ((jitter_ + 8) >> 4);
}

void Reception::counted(std::uint32_t ssrc, std::uint16_t sequence) {
    if (!has_begun_ || ssrc != ssrc_) {
        *this = {};
        has_begun_ = true;
        ssrc_ = ssrc;
        first_ = highest_ = sequence;
    }
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
    block.lost = static_cast<std::int32_t>(static_cast<std::int64_t>(expected()) -
                                           static_cast<std::int64_t>(received_));
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
    return 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6;
}

}  // namespace parley::voice
