#include "voice/media/sound.hpp"

#include <doctest/doctest.h>

namespace parley::voice {
namespace {

Sound ramp(std::int16_t count) {
    std::vector<std::int16_t> samples;
    for (std::int16_t at = 0; at < count; ++at) samples.push_back(at);
    return std::make_shared<const std::vector<std::int16_t>>(std::move(samples));
}

TEST_CASE("a sound played once ends, its last frame filled up with silence") {
    Player player(ramp(200), Player::Times::once);
    const Frame* frame = player.next();
    REQUIRE(frame != nullptr);
    CHECK((*frame)[159] == 159);
    frame = player.next();
    REQUIRE(frame != nullptr);
    CHECK((*frame)[39] == 199);
    CHECK((*frame)[40] == 0);
    CHECK(player.next() == nullptr);
    CHECK_FALSE(player.is_playing());
}

TEST_CASE("music begins again") {
    Player player(ramp(160), Player::Times::forever);
    for (int round = 0; round < 3; ++round) {
        const Frame* frame = player.next();
        REQUIRE(frame != nullptr);
        CHECK((*frame)[1] == 1);
    }
}

TEST_CASE("nothing plays nothing, however often") {
    Player nothing;
    CHECK(nothing.next() == nullptr);
    Player empty(ramp(0), Player::Times::forever);
    CHECK(empty.next() == nullptr);
}

TEST_CASE("what cannot be played is refused by name") {
    CHECK(load_sound("/nowhere.wav").error().reason == "no_such_file");
    CHECK(load_sound("/proc/version").error().reason == "bad_wav");
}

}  // namespace
}  // namespace parley::voice
