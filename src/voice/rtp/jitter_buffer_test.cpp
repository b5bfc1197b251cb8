#include "voice/rtp/jitter_buffer.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

namespace parley::voice {
namespace {

using State = JitterBuffer::State;

class Line {
public:
    void put(int sequence, std::uint32_t ssrc = 1) {
        const std::uint8_t content = static_cast<std::uint8_t>(sequence);
        RtpPacket packet;
        packet.sequence = static_cast<std::uint16_t>(sequence);
        packet.ssrc = ssrc;
        packet.payload = {&content, 1};
        buffer.put(packet);
    }

    // What is heard: a frame's letter, '-' for a gap, '.' while waiting.
    std::string take(int ticks = 1) {
        std::string heard;
        for (int tick = 0; tick < ticks; ++tick) {
            const auto slot = buffer.take();
            heard += slot.state == State::frame ? static_cast<char>('a' + slot.payload[0] % 26)
                     : slot.state == State::gap ? '-'
                                                : '.';
        }
        return heard;
    }

    JitterBuffer buffer;
};

TEST_CASE("playing begins when enough is there, and goes on in order") {
    Line line;
    CHECK(line.take() == ".");
    line.put(0);
    CHECK(line.take() == ".");
    line.put(2);
    line.put(1);
    CHECK(line.take(3) == "abc");
}

TEST_CASE("numbers that wrap are in order") {
    Line line;
    for (const int sequence : {65'534, 65'535, 65'536, 65'537}) line.put(sequence);
    CHECK(line.take(4).size() == 4);
    CHECK(line.buffer.figures().gaps == 0);
}

TEST_CASE("a lost frame is a gap; one that comes twice is heard once") {
    Line line;
    for (const int sequence : {0, 1, 1, 3}) line.put(sequence);
    CHECK(line.take(4) == "ab-d");
    CHECK(line.buffer.figures().duplicate == 1);
    CHECK(line.buffer.figures().gaps == 1);
}

TEST_CASE("a late frame is dropped, and from then on is waited for longer") {
    Line line;
    for (const int sequence : {0, 1, 3}) line.put(sequence);
    CHECK(line.take(3) == "ab-");
    line.put(2);
    CHECK(line.buffer.figures().late == 1);
    CHECK(line.buffer.target() == JitterBuffer::target_min + 1);
    CHECK(line.take() == "d");
}

TEST_CASE("another sender, and a jump of the numbers, begin anew") {
    Line line;
    for (const int sequence : {0, 1, 2}) line.put(sequence);
    CHECK(line.take(2) == "ab");
    line.put(30, 2);
    line.put(31, 2);
    CHECK(line.take(2) == "ef");
    line.put(3'000, 2);
    line.put(3'001, 2);
    CHECK(line.take(2) == "cd");
    CHECK(line.buffer.figures().restarts == 2);
}

TEST_CASE("after silence the wait is built up again") {
    Line line;
    for (const int sequence : {0, 1}) line.put(sequence);
    CHECK(line.take(2) == "ab");
    CHECK(line.take(8) == "------..");
    line.put(2);
    CHECK(line.take() == ".");
    line.put(3);
    CHECK(line.take(2) == "cd");
}

TEST_CASE("a burst after a hold-up costs its oldest frames, not lasting delay") {
    Line line;
    for (int sequence = 0; sequence < 3; ++sequence) line.put(sequence);
    line.take(3);
    for (int sequence = 3; sequence < 13; ++sequence) line.put(sequence);
    line.take();
    int waiting = 0;
    while (line.buffer.take().state == State::frame) ++waiting;
    CHECK(waiting < JitterBuffer::target_max);
}

TEST_CASE("what is no frame is passed over") {
    Line line;
    RtpPacket packet;
    line.buffer.put(packet);
    const std::vector<std::uint8_t> large(JitterBuffer::payload_max + 1);
    packet.payload = large;
    line.buffer.put(packet);
    CHECK(line.buffer.figures().received == 0);
}

// 20 ms frames over a way that holds each up by 0 to 80 ms and loses some.
double share_heard(double loss, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> unit(0, 1);
    std::multimap<int, int> arriving;  // By ms.
    constexpr int frames = 5'000;
    for (int frame = 0; frame < frames; ++frame) {
        if (unit(random) < loss) continue;
        arriving.emplace(frame * 20 + static_cast<int>(unit(random) * 80), frame);
    }
    Line line;
    int heard = 0;
    auto next = arriving.begin();
    for (int now = 0; now < frames * 20 + 400; now += 20) {
        for (; next != arriving.end() && next->first <= now; ++next) line.put(next->second);
        heard += line.buffer.take().state == State::frame ? 1 : 0;
    }
    return static_cast<double>(heard) / frames;
}

TEST_CASE("with 80 ms of jitter nearly all that arrives is heard") {
    for (const double loss : {0.0, 0.01, 0.03, 0.1}) {
        const double share = share_heard(loss, 7);
        CHECK_MESSAGE(share > (1 - loss) * 0.97, "loss ", loss, ": heard ", share);
    }
}

}  // namespace
}  // namespace parley::voice
