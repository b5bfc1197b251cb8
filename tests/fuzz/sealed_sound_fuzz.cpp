// A recording's file that somebody changed, cut or lengthened: it is refused, or what is heard of
// it is what was said, from its beginning. The bytes say how long it was, and what was done to it.
#include <algorithm>
#include <array>

#include "base/assert.hpp"
#include "fuzz/fuzz.hpp"
#include "fuzz/pieces.hpp"
#include "sound/sealed_sound.hpp"

namespace parley::sound {
namespace {

constexpr SealingKey key{1, 2, 3};
constexpr IdBytes recording{4, 5, 6};
constexpr std::size_t second = sealed_rate * sealed_channels;

std::vector<std::int16_t> samples_of(std::size_t moments) {
    std::vector<std::int16_t> samples(moments * sealed_channels);
    for (std::size_t at = 0; at < samples.size(); ++at)
        samples[at] = static_cast<std::int16_t>(at * 2'654'435'761U >> 7);
    return samples;
}

Bytes file_of(const std::vector<std::int16_t>& samples) {
    SoundSealer sealer(key, recording);
    Bytes file = sealer.header();
    auto left = std::span(samples);
    do {
        const std::size_t count = std::min(left.size(), second);
        const Bytes chunk = sealer.seal(left.first(count), count == left.size());
        file.insert(file.end(), chunk.begin(), chunk.end());
        left = left.subspan(count);
    } while (!left.empty());
    return file;
}

void change(Bytes& file, fuzz::Pieces& pieces) {
    while (!pieces.is_empty()) {
        const std::uint8_t what = pieces.byte();
        const std::size_t place = pieces.byte() * 256U + pieces.byte();
        switch (what % 4) {
            case 0:
                if (place < file.size()) file[place] ^= pieces.byte();
                break;
            case 1: file.resize(std::min(place, file.size())); break;
            case 2: {
                const auto more = pieces.piece();
                file.insert(file.end(), more.begin(), more.end());
                break;
            }
            default:
                if (place < file.size())
                    std::rotate(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(place),
                                file.end());
        }
    }
}

std::vector<std::int16_t> heard_of(const SealedSound& sound, bool& is_whole) {
    std::vector<std::int16_t> heard(sound.moments() * sealed_channels);
    is_whole = sound.read(0, heard).has_value();
    return heard;
}

void fuzz(fuzz::Pieces pieces) {
    const auto samples = samples_of(pieces.byte() * 100U);
    const Bytes good = file_of(samples);
    auto opened = [](const Bytes& file) {
        return SealedSound::open(
            [&file](std::uint64_t at, std::span<std::uint8_t> to) {
                if (at > file.size() || to.size() > file.size() - at) return false;
                std::ranges::copy(std::span(file).subspan(at, to.size()), to.begin());
                return true;
            },
            file.size(), key, recording);
    };
    bool is_whole = false;
    const auto said = heard_of(*opened(good), is_whole);
    PARLEY_ASSERT(is_whole && said.size() == samples.size());

    Bytes file = good;
    change(file, pieces);
    const auto sound = opened(file);
    if (!sound) return;
    const auto heard = heard_of(*sound, is_whole);
    PARLEY_ASSERT(sound->is_cut() || !is_whole || heard == said);
    PARLEY_ASSERT(!is_whole || (heard.size() <= said.size() &&
                                std::equal(heard.begin(), heard.end(), said.begin())));
    Bytes wav(std::min<std::uint64_t>(sound->wav_size(), 1'000));
    PARLEY_ASSERT(sound->read_wav(0, wav).has_value() || !is_whole);
    PARLEY_ASSERT(sound->peaks(7).has_value() == is_whole || sound->moments() == 0);
}

}  // namespace
}  // namespace parley::sound

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    parley::sound::fuzz(parley::fuzz::Pieces({bytes, size}));
    return 0;
}
