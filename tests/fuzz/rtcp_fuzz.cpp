// What the other end tells by RTCP: what is read is written again as it was, as far as we write it.
#include <algorithm>

#include "base/assert.hpp"
#include "fuzz/fuzz.hpp"
#include "voice/rtp/reporter.hpp"

namespace parley::voice {
namespace {

void fuzz(std::span<const std::uint8_t> bytes) {
    const auto report = parse_rtcp(bytes);
    if (!report) return;
    Reporter reporter(report->blocks.empty() ? 1 : report->blocks.front().ssrc);
    reporter.sent(160, 160);
    reporter.take(*report, Moment(std::chrono::hours(480'000)));
    const auto& view = reporter.view();
    PARLEY_ASSERT(view.loss_percent >= 0 && view.loss_percent < 100);
    PARLEY_ASSERT(!view.round_trip ||
                  (view.round_trip->count() >= 0 && *view.round_trip <= Reporter::round_trip_max));
    Reception reception;
    reception.heard(report->ssrc, 1, 2, 3);
    PARLEY_ASSERT(parse_rtcp(reporter.write(reception, Moment(std::chrono::hours(480'001)), true)));

    Report again = *report;
    if (again.blocks.size() > 1) again.blocks.resize(1);
    const auto read = parse_rtcp(rtcp_report(again, "name"));
    PARLEY_ASSERT(read && read->ssrc == again.ssrc);
    PARLEY_ASSERT(read->sender.has_value() == again.sender.has_value());
    PARLEY_ASSERT(read->says_goodbye == again.says_goodbye);
    PARLEY_ASSERT(read->blocks.size() == again.blocks.size());
    if (again.blocks.empty()) return;
    PARLEY_ASSERT(read->blocks[0].lost == again.blocks[0].lost);
    PARLEY_ASSERT(read->blocks[0].delay == again.blocks[0].delay);
}

}  // namespace
}  // namespace parley::voice

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    parley::voice::fuzz({bytes, size});
    return 0;
}
