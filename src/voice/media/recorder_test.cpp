#include "voice/media/recorder.hpp"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>

#include "base/secret.hpp"
#include "sound/sealed_sound.hpp"
#include "sound/wav.hpp"

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

    sound::Wav wav() const {
        std::ifstream stream(file(), std::ios::binary);
        const std::vector<char> bytes{std::istreambuf_iterator<char>(stream), {}};
        auto wav =
            sound::parse_wav({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
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
    const sound::Wav wav = folder.wav();
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
    const sound::Wav wav = folder.wav();
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
        if (std::filesystem::file_size(folder.file(), error) > sound::wav_header_size && !error)
            break;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    CHECK(folder.wav().samples.size() == sample_rate * 2);
}

TEST_CASE("a disk that refuses costs the recording, and is counted") {
    Recorder recorder;
    const auto recording = recorder.begin("/nowhere/call.wav");
    for (int frame = 0; frame < 100; ++frame) recording->add(level(3), level(4));
    for (int wait = 0; wait < 500 && recording->dropped() < 2s; ++wait)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    CHECK(recording->dropped() == 2s);
}

constexpr SealingKey key{5, 6, 7};
constexpr IdBytes id{9, 8, 7};

std::vector<std::int16_t> samples_of(const sound::SealedSound& sound) {
    std::vector<std::int16_t> samples(sound.moments() * 2);
    REQUIRE(sound.read(0, samples));
    return samples;
}

TEST_CASE("sealed, both sides are there to the last frame, and what was said while paused is not") {
    const Folder folder;
    std::optional<RecordingEnd> end;
    {
        Recorder recorder;
        const auto recording =
            recorder.begin(folder.file(), key, id, [&](const RecordingEnd& told) { end = told; });
        for (int frame = 0; frame < 70; ++frame) recording->add(level(1'000), level(-2'000));
        recording->set_paused(true);
        for (int frame = 0; frame < 100; ++frame) recording->add(level(9'000), level(9'000));
        recording->set_paused(false);
        for (int frame = 0; frame < 50; ++frame) recording->add(level(3'000), level(-4'000));
        recording->end();
    }
    const auto sound = sound::SealedSound::open(folder.file(), key, id);
    REQUIRE(sound);
    CHECK_FALSE(sound->is_cut());
    CHECK(sound->duration() == 2'400ms);
    REQUIRE(end);
    CHECK(end->duration == 2'400ms);
    CHECK(end->bytes == std::filesystem::file_size(folder.file()));
    CHECK(end->dropped == 0ms);
    const auto samples = samples_of(*sound);
    REQUIRE(samples.size() == 120 * 2 * frame_samples);
    for (std::size_t at = 0; at < samples.size(); ++at) {
        const bool is_before = at < 70 * 2 * frame_samples;
        const int left = is_before ? 1'000 : 3'000;
        const int right = is_before ? -2'000 : -4'000;
        REQUIRE(std::abs(samples[at] - (at % 2 == 0 ? left : right)) < 150);
    }
}

TEST_CASE("a sealed recording of nothing is a file of nothing") {
    const Folder folder;
    {
        Recorder recorder;
        recorder.begin(folder.file(), key, id, {})->end();
    }
    const auto sound = sound::SealedSound::open(folder.file(), key, id);
    REQUIRE(sound);
    CHECK(sound->moments() == 0);
    CHECK_FALSE(sound->is_cut());
}

TEST_CASE("a file that is there already is left alone, and what would be in it counts as dropped") {
    const Folder folder;
    std::ofstream(folder.file()) << "another's";
    std::optional<RecordingEnd> end;
    {
        Recorder recorder;
        const auto recording =
            recorder.begin(folder.file(), key, id, [&](const RecordingEnd& told) { end = told; });
        for (int frame = 0; frame < 75; ++frame) recording->add(level(1), level(1));
    }
    CHECK(std::filesystem::file_size(folder.file()) == 9);
    REQUIRE(end);
    CHECK(end->dropped == 1'500ms);
    CHECK(end->duration == 0ms);
}

// Ten times as quick as time: what is lost in writing counts tenfold.
TEST_CASE("kill -9 leaves a file that is heard, short of two seconds at most") {
    const Folder folder;
    std::array<int, 2> told{};
    REQUIRE(::pipe(told.data()) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        Recorder recorder;
        const auto recording = recorder.begin(folder.file(), key, id, {});
        for (;;) {
            recording->add(level(1'000), level(-1'000));
            const char frame = 0;
            if (::write(told[1], &frame, 1) != 1) ::_exit(1);
            ::usleep(2'000);
        }
    }
    ::close(told[1]);
    std::uint64_t frames = 0;
    for (char frame = 0; frames < 440 && ::read(told[0], &frame, 1) == 1;) ++frames;
    ::kill(child, SIGKILL);
    for (char frame = 0; ::read(told[0], &frame, 1) == 1;) ++frames;
    int status = 0;
    ::waitpid(child, &status, 0);
    ::close(told[0]);
    REQUIRE(WIFSIGNALED(status));
    const auto sound = sound::SealedSound::open(folder.file(), key, id);
    REQUIRE(sound);
    CHECK(sound->is_cut());
    CHECK(sound->moments() + 2 * sample_rate >= frames * frame_samples);
    CHECK(samples_of(*sound).size() == 2 * sound->moments());
}

}  // namespace
}  // namespace parley::voice
