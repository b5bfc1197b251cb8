#include "voice/sip/ban_list.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace parley::voice {
namespace {

const Instant start = from_ms(1'790'000'000'000);
const IpAddress one = *IpAddress::parse("192.0.2.1");
const IpAddress other = *IpAddress::parse("192.0.2.2");

int allowed(Offence offence) {
    return BanList::allowances[static_cast<std::size_t>(offence)].count;
}

// As often as is allowed, and then once more.
std::optional<BanList::Ban> offend(BanList& list, Offence offence, const IpAddress& who,
                                   bool proven, Instant now) {
    for (int count = 0; count < allowed(offence); ++count)
        REQUIRE_FALSE(list.note(offence, who, proven, now));
    return list.note(offence, who, proven, now);
}

TEST_CASE("what is allowed is allowed; one more brings a ban, which ends by time") {
    for (const auto& [offence, reason] : {std::pair{Offence::stranger, "scanner"},
                                          {Offence::wrong_credentials, "wrong_credentials"},
                                          {Offence::malformed, "flood"},
                                          {Offence::packet, "flood"}}) {
        BanList list;
        const auto ban = offend(list, offence, one, true, start);
        REQUIRE(ban);
        CHECK(ban->reason == reason);
        CHECK(ban->length == BanList::first_ban);
        CHECK(list.is_banned(one, start));
        CHECK_FALSE(list.is_banned(other, start));
        CHECK(list.banned(start) == std::vector{one});
        CHECK_FALSE(list.note(offence, one, true, start));  // It is told once.
        CHECK(list.release(start + ban->length - 1ms) == 0);
        CHECK(list.is_banned(one, start + ban->length - 1ms));
        CHECK_FALSE(list.is_banned(one, start + ban->length));
        CHECK(list.release(start + ban->length) == 1);
    }
}

TEST_CASE("who offends slowly is never banned") {
    BanList list;
    for (int minute = 0; minute < 1'000; ++minute)
        CHECK_FALSE(list.note(Offence::wrong_credentials, one, true, start + minute * 1min));
}

TEST_CASE("each ban is longer than the last, to a bound; what may be forged brings short ones") {
    for (const bool proven : {true, false}) {
        BanList list;
        Instant now = start;
        Duration expected = proven ? BanList::first_ban : BanList::first_ban_unproven;
        const Duration most = proven ? BanList::ban_max : BanList::ban_max_unproven;
        for (int count = 0; count < 8; ++count) {
            const auto ban = offend(list, Offence::stranger, one, proven, now);
            REQUIRE(ban);
            CHECK(ban->length == expected);
            now += ban->length;
            list.release(now);
            expected = std::min(most, 2 * expected);
        }
        CHECK(expected == most);
    }
}

TEST_CASE("who is forgiven begins anew, but for wrong credentials; a ban stands until lifted") {
    BanList list;
    for (int count = 0; count < allowed(Offence::stranger); ++count)
        list.note(Offence::stranger, one, false, start);
    for (int count = 0; count < allowed(Offence::wrong_credentials); ++count)
        list.note(Offence::wrong_credentials, other, true, start);
    list.forgive(one);
    list.forgive(other);
    CHECK(offend(list, Offence::stranger, one, false, start));
    CHECK(list.note(Offence::wrong_credentials, other, true, start));
    list.forgive(one);
    CHECK(list.is_banned(one, start));
    CHECK(list.lift(one));
    CHECK_FALSE(list.is_banned(one, start));
    CHECK_FALSE(list.lift(one));
}

TEST_CASE("memory is bounded, and a flood of addresses does not lift a ban") {
    BanList list;
    REQUIRE(offend(list, Offence::stranger, one, true, start));
    const auto numbered = [](std::size_t number) {
        return *IpAddress::parse(
            fmt::format("10.{}.{}.{}", number >> 16, number >> 8 & 255, number & 255));
    };
    for (std::size_t number = 0; number < BanList::suspects_max + 100; ++number)
        list.note(Offence::stranger, numbered(number), false, start);
    CHECK(list.is_banned(one, start));
    for (std::size_t number = 0; number < BanList::banned_max; ++number)
        offend(list, Offence::wrong_credentials, numbered(number), false, start + 1s);
    CHECK(list.banned(start + 1s).size() == BanList::banned_max);
    CHECK(list.is_banned(one, start + 1s));  // Another's ended sooner.
}

TEST_CASE("of IPv6 a network of 64 bits offends as one; a user at an address is an offender too") {
    const auto at = [](const char* text) { return *IpAddress::parse(text); };
    CHECK(offender_of(at("2001:db8::1")) == offender_of(at("2001:db8::ffff:1")));
    CHECK(offender_of(at("2001:db8::1")) != offender_of(at("2001:db8:0:1::1")));
    CHECK(offender_of(one) == one);
    CHECK(offender_of(one, "a") != offender_of(one, "b"));
    CHECK(offender_of(one, "a") != offender_of(other, "a"));
}

}  // namespace
}  // namespace parley::voice
