#include "sound/sealed_sound.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "base/assert.hpp"
#include "sound/g711.hpp"
#include "sound/wav.hpp"

namespace parley::sound {
namespace {

using Header = std::array<std::uint8_t, sealed_header_size>;
using Nonce = std::array<std::uint8_t, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES>;

constexpr std::size_t second_bytes = sealed_rate * sealed_channels;
constexpr std::size_t around = 1 + crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t chunk_size = around + second_bytes;
constexpr int loudest = 32'124;                                              // Of mu-law.
constexpr std::size_t moment_size = sizeof(std::int16_t) * sealed_channels;  // In the WAV.

Header header_of(const IdBytes& recording) {
    constexpr std::string_view magic = "PARLEYSD";
    constexpr std::array<std::uint8_t, 8> kind = {1, sealed_channels,  1 /* mu-law */,    0, 0,
                                                  0, sealed_rate >> 8, sealed_rate & 0xff};
    Header header{};
    auto to = std::ranges::copy(magic, header.begin()).out;
    to = std::ranges::copy(kind, to).out;
    std::ranges::copy(recording, to);
    return header;
}

Nonce nonce_of(const IdBytes& recording, std::uint64_t number) {
    static_assert(std::tuple_size_v<Nonce> == std::tuple_size_v<IdBytes> + sizeof number);
    Nonce nonce{};
    std::ranges::copy(recording, nonce.begin());
    for (std::size_t at = nonce.size(); at-- > recording.size(); number >>= 8)
        nonce[at] = static_cast<std::uint8_t>(number);
    return nonce;
}

std::unexpected<Error> damaged() { return refuse(Code::conflict, "recording_damaged"); }

}  // namespace

SoundSealer::SoundSealer(const SealingKey& key, const IdBytes& recording)
    : key_(key), recording_(recording) {
    static_assert(std::tuple_size_v<SealingKey> == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
}

SoundSealer::~SoundSealer() { sodium_memzero(key_.data(), key_.size()); }

Bytes SoundSealer::header() const {
    const Header header = header_of(recording_);
    return {header.begin(), header.end()};
}

Bytes SoundSealer::seal(std::span<const std::int16_t> samples, bool is_last) {
    PARLEY_ASSERT(samples.size() % sealed_channels == 0);
    PARLEY_ASSERT(is_last ? samples.size() <= second_bytes : samples.size() == second_bytes);
    Bytes plain(1 + samples.size());
    plain[0] = is_last ? 1 : 0;
    g711_encode(G711Law::mu, samples, std::span(plain).subspan(1));
    const Header header = header_of(recording_);
    const Nonce nonce = nonce_of(recording_, next_++);
    Bytes sealed(samples.size() + around);
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), nullptr, plain.data(), plain.size(),
                                               header.data(), header.size(), nullptr, nonce.data(),
                                               key_.data());
    return sealed;
}

struct SealedSound::Key {
    explicit Key(const SealingKey& key) : bytes(key) {}
    ~Key() { sodium_memzero(bytes.data(), bytes.size()); }
    Key(const Key&) = delete;
    Key& operator=(const Key&) = delete;
    SealingKey bytes;
};

SealedSound::SealedSound(ReadAt read, const SealingKey& key, const IdBytes& recording)
    : read_(std::move(read)), key_(std::make_unique<Key>(key)), recording_(recording) {}

SealedSound::~SealedSound() = default;
SealedSound::SealedSound(SealedSound&&) noexcept = default;
SealedSound& SealedSound::operator=(SealedSound&&) noexcept = default;

Result<SealedSound> SealedSound::open(ReadAt read, std::uint64_t size, const SealingKey& key,
                                      const IdBytes& recording) {
    Header header{};
    if (size < header.size() || !read(0, header) || header != header_of(recording))
        return damaged();
    SealedSound sound(std::move(read), key, recording);
    if (!sound.find_end(size - header.size())) return damaged();
    return sound;
}

Result<SealedSound> SealedSound::open(const std::filesystem::path& file, const SealingKey& key,
                                      const IdBytes& recording) {
    const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (handle < 0) return refuse(Code::not_found, "recording_missing", file.string());
    const std::shared_ptr<const int> shared(new int(handle), [](const int* held) {
        ::close(*held);
        delete held;
    });
    struct stat status{};
    if (::fstat(handle, &status) != 0 || !S_ISREG(status.st_mode)) return damaged();
    auto read = [shared](std::uint64_t at, std::span<std::uint8_t> to) {
        while (!to.empty()) {
            const ssize_t got = ::pread(*shared, to.data(), to.size(), static_cast<off_t>(at));
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) return false;
            at += static_cast<std::uint64_t>(got);
            to = to.subspan(static_cast<std::size_t>(got));
        }
        return true;
    };
    return open(std::move(read), static_cast<std::uint64_t>(status.st_size), key, recording);
}

// Where the last chunk is: what is behind the whole ones, or the last whole one. Neither: the file
// was cut, and what is behind the whole ones was never finished. False: nothing of it opens.
bool SealedSound::find_end(std::uint64_t size) {
    const std::uint64_t whole = size / chunk_size;
    const std::size_t rest = size % chunk_size;
    if (whole > sealed_seconds_max) return false;
    if (rest >= around) {
        if (const auto last = chunk(whole, rest, true)) {
            chunks_ = whole + 1;
            moments_ = whole * sealed_rate + last->size() / sealed_channels;
            return true;
        }
    }
    chunks_ = whole;
    moments_ = whole * sealed_rate;
    if (rest == 0 && whole > 0 && chunk(whole - 1, chunk_size, true)) return true;
    is_cut_ = true;
    return whole == 0 || chunk(whole - 1, chunk_size, false);
}

std::optional<Bytes> SealedSound::chunk(std::uint64_t number, std::size_t size,
                                        bool is_last) const {
    Bytes sealed(size);
    if (!read_(sealed_header_size + number * chunk_size, sealed)) return std::nullopt;
    const Header header = header_of(recording_);
    const Nonce nonce = nonce_of(recording_, number);
    Bytes plain(size - around + 1);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, sealed.data(),
                                                   sealed.size(), header.data(), header.size(),
                                                   nonce.data(), key_->bytes.data()) != 0)
        return std::nullopt;
    if (plain[0] != (is_last ? 1 : 0) || (plain.size() - 1) % sealed_channels != 0)
        return std::nullopt;
    plain.erase(plain.begin());
    return plain;
}

std::optional<Bytes> SealedSound::second(std::uint64_t number) const {
    const bool is_last = number + 1 == chunks_ && !is_cut_;
    const std::uint64_t bytes = (moments_ - number * sealed_rate) * sealed_channels;
    return chunk(number, around + std::min<std::uint64_t>(bytes, second_bytes), is_last);
}

std::chrono::milliseconds SealedSound::duration() const {
    return std::chrono::milliseconds(moments_ * 1'000 / sealed_rate);
}

Result<> SealedSound::read(std::uint64_t first, std::span<std::int16_t> to) const {
    PARLEY_ASSERT(to.size() % sealed_channels == 0);
    PARLEY_ASSERT(first <= moments_ && to.size() / sealed_channels <= moments_ - first);
    while (!to.empty()) {
        const auto sound = second(first / sealed_rate);
        if (!sound) return damaged();
        const auto from =
            std::span<const std::uint8_t>(*sound).subspan(first % sealed_rate * sealed_channels);
        const std::size_t count = std::min(from.size(), to.size());
        g711_decode(G711Law::mu, from.first(count), to.first(count));
        to = to.subspan(count);
        first += count / sealed_channels;
    }
    return {};
}

std::uint64_t SealedSound::wav_size() const { return wav_header_size + moments_ * moment_size; }

Result<> SealedSound::read_wav(std::uint64_t at, std::span<std::uint8_t> to) const {
    PARLEY_ASSERT(at <= wav_size() && to.size() <= wav_size() - at);
    if (at < wav_header_size) {
        const auto header = wav_header(sealed_rate, sealed_channels,
                                       static_cast<std::uint32_t>(moments_ * moment_size));
        const std::size_t count = std::min<std::size_t>(to.size(), wav_header_size - at);
        std::ranges::copy(std::span(header).subspan(at, count), to.begin());
        to = to.subspan(count);
        at += count;
    }
    if (to.empty()) return {};
    const std::uint64_t begin = at - wav_header_size;  // Among the bytes of samples.
    const std::uint64_t first = begin / moment_size;
    const std::uint64_t last = (begin + to.size() + moment_size - 1) / moment_size;
    std::vector<std::int16_t> samples((last - first) * sealed_channels);
    CHECKED(read(first, samples));
    const std::uint64_t offset = begin - first * moment_size;
    for (std::size_t byte = 0; byte < to.size(); ++byte) {
        const auto sample = static_cast<std::uint16_t>(samples[(offset + byte) / 2]);
        to[byte] = static_cast<std::uint8_t>((offset + byte) % 2 == 0 ? sample : sample >> 8);
    }
    return {};
}

Result<SealedSound::Peaks> SealedSound::peaks(std::size_t count) const {
    PARLEY_ASSERT(count >= 1 && count <= peaks_max);
    count = static_cast<std::size_t>(std::min<std::uint64_t>(count, moments_));
    Peaks peaks{std::vector<std::uint8_t>(count), std::vector<std::uint8_t>(count)};
    for (std::uint64_t number = 0; number < chunks_; ++number) {
        const auto sound = second(number);
        if (!sound) return damaged();
        for (std::size_t at = 0; at < sound->size(); ++at) {
            const std::uint64_t moment = number * sealed_rate + at / sealed_channels;
            auto& side = at % sealed_channels == 0 ? peaks.left : peaks.right;
            const int loud = std::abs(g711_decode(G711Law::mu, (*sound)[at])) * 255 / loudest;
            std::uint8_t& peak = side[static_cast<std::size_t>(moment * count / moments_)];
            peak = std::max(peak, static_cast<std::uint8_t>(loud));
        }
    }
    return peaks;
}

}  // namespace parley::sound
