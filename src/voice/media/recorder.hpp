// Writes recordings: WAV of two channels, on a thread of its own, so that no disk holds up a tick.
//
//     auto recording = recorder.begin(file);
//     recording->add(customer, agent);    // 20 ms, from the worker
//     recording->end();                   // what is there is written; the file is whole
//
// A second of sound is handed over at a time; the header is put right with each, so that a killed
// process leaves a file that plays, short of a second. While paused nothing is kept: the sound is
// absent from the file, not silenced. Threads: a Recording belongs to one worker; the rest is the
// recorder's. Bounds: `seconds_waiting_max` in all; more are dropped and counted.
#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "voice/media/frame.hpp"

namespace parley::voice {

class Recorder;

class Recording {
public:
    ~Recording();

    void add(const Frame& left, const Frame& right);
    void set_paused(bool paused) { is_paused_ = paused; }
    void end();
    // Seconds that were dropped, since the disk was too slow or refused.
    std::size_t dropped() const;

private:
    friend class Recorder;
    struct File;
    Recording(Recorder& recorder, std::shared_ptr<File> file);

    Recorder& recorder_;
    std::shared_ptr<File> file_;
    std::vector<std::int16_t> second_;
    bool is_paused_ = false;
};

class Recorder {
public:
    static constexpr std::size_t seconds_waiting_max = 8'000;  // 256 MB.

    Recorder();
    // Everything handed over is written first.
    ~Recorder();

    // The file is made when its first second comes. REQUIRES: recordings end before the recorder.
    std::unique_ptr<Recording> begin(std::filesystem::path file);

private:
    friend class Recording;
    struct Job {
        std::shared_ptr<Recording::File> file;
        std::vector<std::int16_t> samples;
        bool is_last = false;
    };
    void submit(Job job);
    void work();

    std::mutex mutex_;
    std::condition_variable woken_;
    std::deque<Job> jobs_;
    bool stop_ = false;
    std::thread thread_;
};

}  // namespace parley::voice
