#include "sound/sealed_sound.hpp"

#include <doctest/doctest.h>
#include <sodium.h>

#include <algorithm>
#include <cstdlib>

#include "base/secret.hpp"
#include "sound/wav.hpp"

namespace parley::sound {
namespace {

constexpr SealingKey key{7, 7, 7};
constexpr SealingKey another_key{8};
constexpr IdBytes recording{1, 2, 3};
constexpr IdBytes another_recording{1, 2, 4};
constexpr std::size_t second_size = sealed_rate * sealed_channels;
constexpr std::size_t chunk_size = second_size + 17;

// A sawtooth on the left, its mirror on the right, different in each second.
std::vector<std::int16_t> sound_of(std::size_t moments) {
    std::vector<std::int16_t> samples;
    for (std::size_t at = 0; at < moments; ++at) {
        const auto level = static_cast<std::int16_t>(at % 97 * 100 + at / sealed_rate * 1'000);
        samples.push_back(level);
        samples.push_back(static_cast<std::int16_t>(-level));
    }
    return samples;
}

Bytes file_of(std::size_t moments, const SealingKey& with = key, const IdBytes& id = recording,
              bool ends = true) {
    SoundSealer sealer(with, id);
    Bytes file = sealer.header();
    const auto samples = sound_of(moments);
    std::span<const std::int16_t> left(samples);
    auto add = [&](std::size_t count, bool is_last) {
        const Bytes chunk = sealer.seal(left.first(count), is_last);
        file.insert(file.end(), chunk.begin(), chunk.end());
        left = left.subspan(count);
    };
    while (left.size() > second_size || (!ends && left.size() == second_size))
        add(second_size, false);
    if (ends) add(left.size(), true);
    return file;
}

SealedSound::ReadAt reader_of(const Bytes& file) {
    return [&file](std::uint64_t at, std::span<std::uint8_t> to) {
        if (at + to.size() > file.size()) return false;
        std::ranges::copy(std::span(file).subspan(at, to.size()), to.begin());
        return true;
    };
}

Result<SealedSound> opened(const Bytes& file, const SealingKey& with = key,
                           const IdBytes& id = recording) {
    return SealedSound::open(reader_of(file), file.size(), with, id);
}

std::optional<std::vector<std::int16_t>> all_of(const SealedSound& sound) {
    std::vector<std::int16_t> samples(sound.moments() * sealed_channels);
    if (!sound.read(0, samples)) return std::nullopt;
    return samples;
}

// As mu-law has it: within a step.
bool is_like(std::span<const std::int16_t> a, std::span<const std::int16_t> b) {
    return std::ranges::equal(a, b, [](int left, int right) {
        return std::abs(left - right) <= 4 + std::abs(right) / 16;
    });
}

TEST_CASE("sound is heard as it was sealed, whatever its length") {
    for (const std::size_t moments : {0UL, 1UL, 7'999UL, 8'000UL, 8'001UL, 16'000UL, 20'123UL}) {
        CAPTURE(moments);
        const Bytes file = file_of(moments);
        const auto sound = opened(file);
        REQUIRE(sound);
        CHECK_FALSE(sound->is_cut());
        REQUIRE(sound->moments() == moments);
        CHECK(sound->duration().count() == static_cast<long>(moments) / 8);
        const auto samples = all_of(*sound);
        REQUIRE(samples);
        CHECK(is_like(*samples, sound_of(moments)));
    }
}

TEST_CASE("it is read from anywhere") {
    const Bytes file = file_of(20'000);
    const auto sound = opened(file);
    REQUIRE(sound);
    const auto all = sound_of(20'000);
    for (const std::size_t first : {0UL, 7'990UL, 8'000UL, 15'999UL, 19'980UL}) {
        std::vector<std::int16_t> part(40);
        REQUIRE(sound->read(first, part));
        CHECK(is_like(part, std::span(all).subspan(2 * first, 40)));
    }
}

TEST_CASE("any part of the WAV is what the whole has there") {
    const Bytes file = file_of(16'500);
    const auto sound = opened(file);
    REQUIRE(sound);
    Bytes whole(sound->wav_size());
    REQUIRE(sound->read_wav(0, whole));
    const auto wav = parse_wav(whole);
    REQUIRE(wav);
    CHECK(wav->rate == 8'000);
    CHECK(wav->channels == 2);
    CHECK(is_like(wav->samples, sound_of(16'500)));
    for (const std::size_t at : {0UL, 10UL, 43UL, 44UL, 45UL, 46UL, 47UL, 32'043UL, 65'000UL}) {
        for (const std::size_t size : {0UL, 1UL, 2UL, 3UL, 5UL, 1'000UL}) {
            CAPTURE(at);
            CAPTURE(size);
            Bytes part(size);
            REQUIRE(sound->read_wav(at, part));
            CHECK(std::ranges::equal(part, std::span(whole).subspan(at, size)));
        }
    }
}

TEST_CASE("nothing of the sound can be read in the file") {
    const Bytes file = file_of(16'000);
    // A second of silence would be one byte again and again.
    SoundSealer sealer(key, recording);
    const Bytes silence = sealer.seal(std::vector<std::int16_t>(second_size), false);
    std::array<int, 256> counts{};
    for (const std::uint8_t byte : silence) ++counts[byte];
    CHECK(*std::ranges::max_element(counts) < 150);  // 63 are expected.
    CHECK(std::ranges::search(file, key).empty());
}

TEST_CASE("a file that was cut tells so, and is heard up to its last whole second") {
    const Bytes whole = file_of(30'000);
    for (std::size_t size = sealed_header_size; size < whole.size(); size += 1'009) {
        CAPTURE(size);
        const Bytes file(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        const auto sound = opened(file);
        REQUIRE(sound);
        CHECK(sound->is_cut());
        CHECK(sound->moments() == (size - sealed_header_size) / chunk_size * sealed_rate);
        const auto samples = all_of(*sound);
        REQUIRE(samples);
        CHECK(is_like(*samples, sound_of(sound->moments())));
    }
    const Bytes at_a_second = file_of(16'000, key, recording, false);
    const auto sound = opened(at_a_second);
    REQUIRE(sound);
    CHECK(sound->is_cut());
    CHECK(sound->moments() == 16'000);
}

TEST_CASE("whatever byte was changed, no other sound is heard") {
    const Bytes good = file_of(17'000);
    const auto said = all_of(*opened(good));
    for (std::size_t at = 0; at < good.size(); at += at < 200 ? 1 : 499) {
        CAPTURE(at);
        Bytes file = good;
        file[at] ^= 0x01;
        const auto sound = opened(file);
        if (!sound) {
            CHECK(sound.error().reason == "recording_damaged");
            continue;
        }
        // The last chunk is one that was never finished, or reading it refuses.
        const auto samples = all_of(*sound);
        if (!samples) continue;
        CHECK(sound->is_cut());
        CHECK(samples->size() < said->size());
        CHECK(std::equal(samples->begin(), samples->end(), said->begin()));
    }
}

TEST_CASE("chunks open in their own place of their own file only") {
    const Bytes good = file_of(25'000);
    auto chunk_at = [](Bytes& file, std::size_t number) {
        return file.begin() + static_cast<std::ptrdiff_t>(sealed_header_size + number * chunk_size);
    };
    SUBCASE("not in each other's") {
        Bytes file = good;
        std::swap_ranges(chunk_at(file, 0), chunk_at(file, 1), chunk_at(file, 1));
        const auto sound = opened(file);
        REQUIRE(sound);
        CHECK_FALSE(all_of(*sound));
        std::vector<std::int16_t> third(200);
        CHECK(sound->read(16'000, third));
    }
    SUBCASE("nor in another recording's under the same key") {
        Bytes file = good;
        Bytes other = file_of(25'000, key, another_recording);
        std::copy(chunk_at(other, 1), chunk_at(other, 2), chunk_at(file, 1));
        CHECK_FALSE(all_of(*opened(file)));
    }
    SUBCASE("and none can be left out") {
        Bytes file = good;
        file.erase(chunk_at(file, 1), chunk_at(file, 2));
        const auto sound = opened(file);
        CHECK_FALSE((sound && all_of(*sound)));
    }
    SUBCASE("nor be added behind the last") {
        Bytes file = file_of(16'000);
        const Bytes more = file_of(24'000, key, recording, false);
        file.insert(file.end(), more.end() - chunk_size, more.end());
        const auto sound = opened(file);
        CHECK_FALSE((sound && all_of(*sound)));
    }
}

TEST_CASE("another key, another recording and what is no such file are refused") {
    const Bytes good = file_of(9'000);
    CHECK_FALSE(opened(good, another_key));
    CHECK_FALSE(opened(good, key, another_recording));
    CHECK_FALSE(opened(file_of(8'000, key, recording, false), another_key));
    CHECK_FALSE(opened({}));
    CHECK_FALSE(opened(Bytes(500)));
    const auto missing = SealedSound::open("/nowhere/at-all", key, recording);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().reason == "recording_missing");
}

TEST_CASE("more than a day is refused unread") {
    const Bytes header = SoundSealer(key, recording).header();
    const auto huge = SealedSound::open(
        [&](std::uint64_t at, std::span<std::uint8_t> to) {
            if (at != 0) return false;
            std::ranges::copy(header, to.begin());
            return true;
        },
        header.size() + (sealed_seconds_max + 1) * chunk_size, key, recording);
    REQUIRE_FALSE(huge);
    CHECK(huge.error().reason == "recording_damaged");
}

TEST_CASE("peaks are of each side, and where the sound is") {
    SoundSealer sealer(key, recording);
    Bytes file = sealer.header();
    std::vector<std::int16_t> samples(second_size);
    samples[2 * 4'000] = 32'767;
    samples[2 * 7'999 + 1] = -16'000;
    for (const bool is_last : {false, true}) {
        const Bytes chunk = sealer.seal(samples, is_last);
        file.insert(file.end(), chunk.begin(), chunk.end());
    }
    const auto sound = opened(file);
    REQUIRE(sound);
    const auto peaks = sound->peaks(4);
    REQUIRE(peaks);
    CHECK(peaks->left == std::vector<std::uint8_t>{0, 255, 0, 255});
    REQUIRE(peaks->right.size() == 4);
    CHECK(peaks->right[0] == 0);
    CHECK(peaks->right[1] == doctest::Approx(255 * 16'000 / 32'124).epsilon(0.05));
    CHECK(sound->peaks(SealedSound::peaks_max)->left.size() == SealedSound::peaks_max);
    const Bytes short_file = file_of(3);
    CHECK(opened(short_file)->peaks(10)->left.size() == 3);
}

TEST_CASE("with the sealer its key is gone from memory") {
    init_secrets();
    alignas(SoundSealer) std::array<std::uint8_t, sizeof(SoundSealer)> memory{};
    SealingKey secret;
    secret.fill(0xA7);
    auto* sealer = new (memory.data()) SoundSealer(secret, recording);
    CHECK_FALSE(std::ranges::search(memory, secret).empty());
    sealer->~SoundSealer();
    CHECK(std::ranges::search(memory, secret).empty());
}

}  // namespace
}  // namespace parley::sound
