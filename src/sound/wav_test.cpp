#include "sound/wav.hpp"

#include <doctest/doctest.h>

namespace parley::sound {
namespace {

std::vector<std::uint8_t> file_of(const std::vector<std::int16_t>& samples, int channels) {
    const auto header = wav_header(8'000, channels, static_cast<std::uint32_t>(2 * samples.size()));
    std::vector<std::uint8_t> bytes(header.begin(), header.end());
    for (const std::int16_t sample : samples) {
        bytes.push_back(static_cast<std::uint8_t>(sample));
        bytes.push_back(static_cast<std::uint8_t>(sample >> 8));
    }
    return bytes;
}

TEST_CASE("a file is read as it was written") {
    const std::vector<std::int16_t> samples = {0, 1, -1, 32'767, -32'768, 300};
    const auto wav = parse_wav(file_of(samples, 2));
    REQUIRE(wav);
    CHECK(wav->rate == 8'000);
    CHECK(wav->channels == 2);
    CHECK(wav->samples == samples);
}

TEST_CASE("of a writer that was killed, what is there is heard") {
    auto bytes = file_of({1, 2, 3, 4}, 2);
    bytes.resize(bytes.size() - 3);  // The last moment is not whole.
    const auto wav = parse_wav(bytes);
    REQUIRE(wav);
    CHECK(wav->samples == std::vector<std::int16_t>{1, 2});
}

TEST_CASE("chunks of others are passed over") {
    const auto plain = file_of({5, 6}, 1);
    std::vector<std::uint8_t> bytes(plain.begin(), plain.begin() + 36);
    for (const char letter : {'L', 'I', 'S', 'T', '\3', '\0', '\0', '\0', 'a', 'b', 'c', '\0'})
        bytes.push_back(static_cast<std::uint8_t>(letter));
    bytes.insert(bytes.end(), plain.begin() + 36, plain.end());
    const auto wav = parse_wav(bytes);
    REQUIRE(wav);
    CHECK(wav->samples == std::vector<std::int16_t>{5, 6});
}

TEST_CASE("what is no such file is refused, however it is cut or changed") {
    const auto good = file_of({5, 6}, 1);
    for (std::size_t size = 0; size < 44; ++size)
        CHECK_FALSE(parse_wav(std::span(good).first(size)));
    for (const std::size_t at : {0UL, 8UL, 12UL, 20UL, 34UL, 36UL}) {
        auto changed = good;
        changed[at] ^= 0x40;
        CHECK_FALSE(parse_wav(changed));
    }
    auto no_channels = good;
    no_channels[22] = 0;
    CHECK_FALSE(parse_wav(no_channels));
}

}  // namespace
}  // namespace parley::sound
