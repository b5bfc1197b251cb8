#include "voice/media/sound.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "sound/wav.hpp"

namespace parley::voice {

Result<Sound> load_sound(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return refuse(Code::not_found, "no_such_file", file.string());
    const std::vector<char> bytes{std::istreambuf_iterator<char>(stream), {}};
    TRY(const sound::Wav wav,
        sound::parse_wav({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}));
    if (wav.rate != sample_rate) return refuse(Code::invalid, "bad_rate", file.string());
    std::vector<std::int16_t> samples;
    samples.reserve(wav.samples.size() / static_cast<std::size_t>(wav.channels));
    for (std::size_t at = 0; at < wav.samples.size(); at += static_cast<std::size_t>(wav.channels))
        samples.push_back(wav.samples[at]);
    return std::make_shared<const std::vector<std::int16_t>>(std::move(samples));
}

const Frame* Player::next() {
    if (!sound_) return nullptr;
    if (at_ >= sound_->size()) {
        if (times_ == Times::once || sound_->empty()) {
            sound_.reset();
            return nullptr;
        }
        at_ = 0;
    }
    const std::size_t count = std::min(frame_samples, sound_->size() - at_);
    std::copy_n(sound_->begin() + static_cast<std::ptrdiff_t>(at_), count, frame_.begin());
    std::fill(frame_.begin() + static_cast<std::ptrdiff_t>(count), frame_.end(), std::int16_t{0});
    at_ += count;
    return &frame_;
}

}  // namespace parley::voice
