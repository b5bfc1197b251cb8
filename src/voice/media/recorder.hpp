// Keeps what was said, two channels to a file, on a thread of its own, so that no disk holds up a
// tick.
//
//     auto recording = recorder.begin(file, key, id, on_end);    // sealed; or begin(file): WAV
//     recording->add(contact, others);    // 20 ms, from the worker
//     recording->end();                   // what is there is written; the file is whole
//
// A second of sound is handed over at a time, and a killed process leaves a file that plays, short
// of that second. While paused nothing is kept: the sound is absent from the file, not silenced.
// Threads: a Recording belongs to one worker; the rest is the recorder's. Bounds:
// `seconds_waiting_max` in all, more are dropped and counted; a day to a file, as
// sound/sealed_sound.hpp says.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/time.hpp"
#include "voice/media/frame.hpp"
#include "voice/media/recording_file.hpp"

namespace parley::voice {

class Recorder;

// What is in the file, and what is not, since the disk was too slow or refused.
struct RecordingEnd {
    Duration duration{};
    std::uint64_t bytes = 0;
    Duration dropped{};
};
using OnRecordingEnd = std::function<void(const RecordingEnd&)>;

class Recording {
public:
    ~Recording();
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;

    void add(const Frame& left, const Frame& right);
    void set_paused(bool paused) { is_paused_ = paused; }
    void end();
    Duration dropped() const;

private:
    friend class Recorder;
    struct Kept;
    Recording(Recorder& recorder, std::shared_ptr<Kept> kept);

    Recorder& recorder_;
    std::shared_ptr<Kept> kept_;
    std::vector<std::int16_t> second_;
    bool is_paused_ = false;
};

class Recorder {
public:
    static constexpr std::size_t seconds_waiting_max = 8'000;  // 256 MB.

    Recorder();
    // Everything handed over is written first.
    ~Recorder();

    // `on_end` is told once, on the recorder's thread, when the file is closed. The file must not
    // be there yet. REQUIRES: recordings end before the recorder.
    std::unique_ptr<Recording> begin(std::filesystem::path wav, OnRecordingEnd on_end = {});
    std::unique_ptr<Recording> begin(std::filesystem::path file, const SealingKey& key,
                                     const IdBytes& recording, OnRecordingEnd on_end);

private:
    friend class Recording;
    struct Job {
        std::shared_ptr<Recording::Kept> kept;
        std::vector<std::int16_t> samples;
        bool is_last = false;
    };
    std::unique_ptr<Recording> begin(std::unique_ptr<RecordingFile> file, OnRecordingEnd on_end);
    void submit(Job job);
    void work();
    static void perform(const Job& job);

    std::mutex mutex_;
    std::condition_variable woken_;
    std::deque<Job> jobs_;
    bool stop_ = false;
    std::thread thread_;
};

}  // namespace parley::voice
