#include "voice/media/mix.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace parley::voice {
namespace {

Frame level(std::int16_t sample) {
    Frame frame;
    frame.fill(sample);
    return frame;
}

// A call of people who each say a number of their own, so that a mix tells who is heard.
class Room {
public:
    static constexpr std::size_t caller = 0, agent = 1, supervisor = 2, music = 3;

    void hear(std::size_t listener, std::vector<std::size_t> sources) {
        for (const std::size_t source : sources) mix.set_gain(listener, source, Mix::unity);
    }
    int heard(std::size_t listener) {
        Frame to = level(-1);
        const std::array<const Frame*, 4> sources = {&said_[0], &said_[1], &said_[2], &said_[3]};
        is_anything_heard = mix.mix(listener, sources, to);
        return to[7];
    }

    Mix mix;
    bool is_anything_heard = false;

private:
    std::array<Frame, 4> said_ = {level(1), level(10), level(100), level(1'000)};
};

TEST_CASE("nobody hears anybody until it is said") {
    Room room;
    CHECK(room.heard(Room::caller) == 0);
    CHECK_FALSE(room.is_anything_heard);
}

TEST_CASE("monitor, whisper and barge in are gains") {
    Room room;
    room.hear(Room::caller, {Room::agent});
    room.hear(Room::agent, {Room::caller});
    room.hear(Room::supervisor, {Room::caller, Room::agent});
    CHECK(room.heard(Room::caller) == 10);
    CHECK(room.heard(Room::agent) == 1);
    CHECK(room.heard(Room::supervisor) == 11);

    room.hear(Room::agent, {Room::supervisor});
    CHECK(room.heard(Room::agent) == 101);
    CHECK(room.heard(Room::caller) == 10);

    room.hear(Room::caller, {Room::supervisor});
    CHECK(room.heard(Room::caller) == 110);
}

TEST_CASE("on hold the caller hears music, and nobody the caller") {
    Room room;
    room.hear(Room::caller, {Room::music});
    CHECK(room.heard(Room::caller) == 1'000);
    CHECK(room.heard(Room::agent) == 0);
}

TEST_CASE("who leaves is neither heard nor hears") {
    Room room;
    room.hear(Room::caller, {Room::agent, Room::supervisor});
    room.hear(Room::agent, {Room::caller});
    room.mix.clear(Room::agent);
    CHECK(room.heard(Room::caller) == 100);
    CHECK(room.heard(Room::agent) == 0);
}

TEST_CASE("gains scale, and what is too loud is clipped") {
    Mix mix;
    mix.set_gain(0, 0, Mix::unity / 2);
    mix.set_gain(1, 0, 4 * Mix::unity);
    const Frame loud = level(20'000);
    const Frame quiet = level(-20'000);
    Frame to;
    const std::array<const Frame*, 1> up = {&loud};
    const std::array<const Frame*, 1> down = {&quiet};
    CHECK(mix.mix(0, up, to));
    CHECK(to[0] == 10'000);
    CHECK(mix.mix(1, up, to));
    CHECK(to[0] == INT16_MAX);
    CHECK(mix.mix(1, down, to));
    CHECK(to[0] == INT16_MIN);
}

TEST_CASE("a source that says nothing now is silent") {
    Mix mix;
    mix.set_gain(0, 0, Mix::unity);
    const std::array<const Frame*, 1> nothing = {nullptr};
    Frame to = level(5);
    CHECK_FALSE(mix.mix(0, nothing, to));
    CHECK(to == silence);
}

}  // namespace
}  // namespace parley::voice
