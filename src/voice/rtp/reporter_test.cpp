#include "voice/rtp/reporter.hpp"

#include <doctest/doctest.h>

namespace parley::voice {
namespace {

using std::chrono::microseconds;

constexpr Moment noon{std::chrono::hours(480'000)};

Report read(const std::vector<std::uint8_t>& bytes) {
    const auto report = parse_rtcp(bytes);
    REQUIRE(report);
    return *report;
}

// Two ends that send to each other over a way of a given length.
struct End {
    explicit End(std::uint32_t ssrc) : reporter(ssrc) {}
    Reporter reporter;
    Reception reception;
};

TEST_CASE("the way there and back is what it took, less what they took to answer") {
    End left(1);
    End right(2);
    left.reporter.sent(160, 160);
    right.reporter.sent(160, 160);
    left.reception.heard(2, 1, 160, 160);
    right.reception.heard(1, 1, 160, 160);
    const microseconds way(37'000);

    const Report asked = read(left.reporter.write(left.reception, noon));
    CHECK_FALSE(asked.blocks.empty());
    CHECK(asked.blocks[0].last_report == 0);  // Nothing came of them yet.
    REQUIRE(right.reporter.take(asked, noon + way));

    const Moment answered_at = noon + way + std::chrono::seconds(3);
    const Report answered = read(right.reporter.write(right.reception, answered_at));
    REQUIRE(left.reporter.take(answered, answered_at + way));
    REQUIRE(left.reporter.view().round_trip);
    CHECK(std::abs((*left.reporter.view().round_trip - 2 * way).count()) < 100);
}

TEST_CASE("a block of another stream is not ours, and a way that cannot be is none") {
    End end(1);
    Report report;
    report.ssrc = 2;
    report.blocks.push_back({9, 128, 0, 0, 0, 0, 0});
    CHECK_FALSE(end.reporter.take(report, noon));
    CHECK(end.reporter.view().loss_percent == 0);

    report.blocks[0].ssrc = 1;
    CHECK(end.reporter.take(report, noon));
    CHECK(end.reporter.view().loss_percent == 50);
    CHECK_FALSE(end.reporter.view().round_trip);  // It has heard no report of ours.

    const auto middle = static_cast<std::uint32_t>(ntp_of(noon) >> 16);
    report.blocks[0].last_report = middle - 120 * 65'536;
    end.reporter.take(report, noon);
    CHECK_FALSE(end.reporter.view().round_trip);  // Two minutes.
    report.blocks[0].last_report = middle + 120 * 65'536;
    end.reporter.take(report, noon);
    CHECK_FALSE(end.reporter.view().round_trip);  // Sent after it came.
    report.blocks[0].last_report = middle + 65;
    end.reporter.take(report, noon);
    CHECK(end.reporter.view().round_trip == microseconds(0));  // A clock's coarseness.
}

TEST_CASE("who sent something since is a sender, with its counts") {
    End end(1);
    CHECK_FALSE(read(end.reporter.write(end.reception, noon)).sender);
    end.reporter.sent(160, 100);
    end.reporter.sent(320, 60);
    const Report report = read(end.reporter.write(end.reception, noon));
    REQUIRE(report.sender);
    CHECK(report.sender->packets == 2);
    CHECK(report.sender->bytes == 160);
    CHECK(report.sender->timestamp == 320);
    CHECK(report.sender->ntp == ntp_of(noon));
    CHECK_FALSE(read(end.reporter.write(end.reception, noon)).sender);
}

TEST_CASE("reports are due every five seconds or so, each stream at its own times") {
    std::vector<std::int64_t> firsts;
    for (const std::uint32_t ssrc : {1U, 2U, 0xfffffffeU}) {
        Reporter reporter(ssrc);
        std::vector<std::int64_t> times;
        for (std::int64_t now = 0; now < 60'000; now += 20)
            if (reporter.is_due(from_ms(now))) times.push_back(now);
        REQUIRE(times.size() >= 10);
        CHECK(times.size() <= 15);
        CHECK(times[0] <= 3'020);
        for (std::size_t at = 1; at < times.size(); ++at) {
            CHECK(times[at] - times[at - 1] >= 4'000);
            CHECK(times[at] - times[at - 1] <= 6'020);
        }
        firsts.push_back(times[4]);
    }
    CHECK(firsts[0] != firsts[1]);
}

TEST_CASE("NTP counts from 1900, in 1/2^32 of a second") {
    CHECK(ntp_of(Moment(std::chrono::seconds(0))) == 2'208'988'800ULL << 32);
    CHECK(ntp_of(Moment(microseconds(500'000))) == (2'208'988'800ULL << 32 | 0x80000000ULL));
}

}  // namespace
}  // namespace parley::voice
