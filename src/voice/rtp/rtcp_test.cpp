#include "voice/rtp/rtcp.hpp"

#include <doctest/doctest.h>

namespace parley::voice {
namespace {

Report full_report() {
    Report report;
    report.ssrc = 0x01020304;
    report.sender = SenderInfo{0x1122334455667788, 1'600, 10, 1'600};
    report.blocks.push_back({0xa0b0c0d0, 64, -3, 70'000, 12, 0x33445566, 65'536});
    return report;
}

TEST_CASE("a report is read as it was written") {
    const auto read = parse_rtcp(rtcp_report(full_report(), "parley"));
    REQUIRE(read);
    CHECK(read->ssrc == 0x01020304);
    REQUIRE(read->sender);
    CHECK(read->sender->ntp == 0x1122334455667788);
    CHECK(read->sender->packets == 10);
    REQUIRE(read->blocks.size() == 1);
    CHECK(read->blocks[0].fraction_lost == 64);
    CHECK(read->blocks[0].lost == -3);
    CHECK(read->blocks[0].highest == 70'000);
    CHECK(read->blocks[0].delay == 65'536);
    CHECK_FALSE(read->says_goodbye);
}

TEST_CASE("who sent nothing reports as a receiver, and may say goodbye") {
    Report report;
    report.ssrc = 9;
    report.says_goodbye = true;
    const auto read = parse_rtcp(rtcp_report(report, "a name"));
    REQUIRE(read);
    CHECK(read->ssrc == 9);
    CHECK_FALSE(read->sender);
    CHECK(read->blocks.empty());
    CHECK(read->says_goodbye);
}

TEST_CASE("goodbye is heard, also behind a report") {
    auto bytes = rtcp_report(full_report(), "a");
    for (const int byte : {0x81, 203, 0, 1, 1, 2, 3, 4})
        bytes.push_back(static_cast<std::uint8_t>(byte));
    const auto read = parse_rtcp(bytes);
    REQUIRE(read);
    CHECK(read->says_goodbye);
}

TEST_CASE("cut anywhere it is no report, or a shorter whole one") {
    const auto bytes = rtcp_report(full_report(), "parley");
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const auto read = parse_rtcp(std::span(bytes).first(size));
        if (read) CHECK(size == 8 + 20 + 24);  // The report without the name.
    }
    auto many_blocks = bytes;
    many_blocks[0] = 0x9f;
    CHECK_FALSE(parse_rtcp(many_blocks));
}

TEST_CASE("losses are counted over a wrap, in all and since the last report") {
    Reception reception;
    std::uint32_t timestamp = 0;
    for (int sequence = 65'500; sequence < 65'700; ++sequence) {
        timestamp += 160;
        if (sequence % 4 != 0)
            reception.heard(7, static_cast<std::uint16_t>(sequence), timestamp, timestamp + 800);
    }
    CHECK(reception.expected() == 199);  // The first that came is the second that was sent.
    CHECK(reception.received() == 150);
    const ReportBlock block = reception.block();
    CHECK(block.lost == 49);
    CHECK(block.fraction_lost == 49 * 256 / 199);
    CHECK(reception.jitter() == 0);
    CHECK(reception.block().fraction_lost == 0);
}

TEST_CASE("jitter is the mean change of the way's length") {
    Reception reception;
    for (int packet = 0; packet < 1'000; ++packet) {
        const auto timestamp = static_cast<std::uint32_t>(packet) * 160;
        reception.heard(7, static_cast<std::uint16_t>(packet), timestamp,
                        timestamp + (packet % 2 == 0 ? 80 : 0));
    }
    CHECK(reception.jitter() == doctest::Approx(80).epsilon(0.05));
}

// Of G.107 with its defaults: 4.41 at its best; loss and delay only make it worse.
TEST_CASE("the score is that of the E-model") {
    CHECK(estimated_mos(0, 0) == doctest::Approx(4.41).epsilon(0.01));
    CHECK(estimated_mos(0.05, 50) < estimated_mos(0.01, 50));
    CHECK(estimated_mos(0.01, 300) < estimated_mos(0.01, 100));
    CHECK(estimated_mos(1, 1'000) == doctest::Approx(1).epsilon(0.1));
    for (double loss = 0; loss <= 1; loss += 0.01) {
        CHECK(estimated_mos(loss, 200) >= 1);
        CHECK(estimated_mos(loss, 200) <= 4.5);
    }
}

}  // namespace
}  // namespace parley::voice
