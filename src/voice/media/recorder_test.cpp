#include "voice/media/recorder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "voice/media/wav.hpp"

namespace parley::voice {
namespace {

class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "recorder-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    std::filesystem::path file() const { return path_ / "call.wav"; }

    Wav wav() const {
        std::ifstream stream(file(), std::ios::binary);
        const std::vector<char> bytes{std::istreambuf_iterator<char>(stream), {}};
        auto wav = parse_wav({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
        REQUIRE(wav);
        return *wav;
    }

private:
    std::filesystem::path path_;
};

Frame level(std::int16_t sample) {
    Frame frame;
    frame.fill(sample);
    return frame;
}

TEST_CASE("both sides lie in channels of their own, to the last frame") {
    const Folder folder;
    {
        Recorder recorder;
        const auto recording = recorder.begin(folder.file());
        for (std::int16_t frame = 0; frame < 120; ++frame)
            recording->add(level(frame), level(static_cast<std::int16_t>(-frame)));
        recording->end();
    }
    const Wav wav = folder.wav();
    CHECK(wav.rate == sample_rate);
    CHECK(wav.channels == 2);
    REQUIRE(wav.samples.size() == 120 * frame_samples * 2);
    CHECK(wav.samples[2 * frame_samples * 119] == 119);
    CHECK(wav.samples[2 * frame_samples * 119 + 1] == -119);
}

TEST_CASE("what is said while paused is absent from the file") {
    const Folder folder;
    {
        Recorder recorder;
        const auto recording = recorder.begin(folder.file());
        recording->add(level(1), level(1));
        recording->set_paused(true);
        for (int frame = 0; frame < 100; ++frame) recording->add(level(666), level(666));
        recording->set_paused(false);
        recording->add(level(2), level(2));
    }
    const Wav wav = folder.wav();
    CHECK(wav.samples.size() == 2 * frame_samples * 2);
    CHECK(std::ranges::find(wav.samples, 666) == wav.samples.end());
}

TEST_CASE("a recording under way is a file that plays") {
    const Folder folder;
    Recorder recorder;
    const auto recording = recorder.begin(folder.file());
    for (int frame = 0; frame < 75; ++frame) recording->add(level(3), level(4));
    for (int wait = 0; wait < 500; ++wait) {
        std::error_code error;
        if (std::filesystem::file_size(folder.file(), error) > wav_header_size && !error) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    CHECK(folder.wav().samples.size() == sample_rate * 2);
}

TEST_CASE("a disk that refuses costs the recording, and is counted") {
    Recorder recorder;
    const auto recording = recorder.begin("/nowhere/call.wav");
    for (int frame = 0; frame < 100; ++frame) recording->add(level(3), level(4));
    for (int wait = 0; wait < 500 && recording->dropped() < 2; ++wait)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    CHECK(recording->dropped() == 2);
}

}  // namespace
}  // namespace parley::voice
