#include "voice/media/recorder.hpp"

#include <utility>

#include "base/secret.hpp"
#include "base/thread_name.hpp"

namespace parley::voice {
namespace {

constexpr std::size_t second_samples = std::size_t{2} * sample_rate;

Duration length_of(std::uint64_t moments) { return Duration(moments * 1'000 / sample_rate); }

}  // namespace

// Of the recorder's thread, but for `dropped`.
struct Recording::Kept {
    std::unique_ptr<RecordingFile> file;
    OnRecordingEnd on_end;
    std::atomic<std::uint64_t> dropped{0};  // Moments.
};

Recording::Recording(Recorder& recorder, std::shared_ptr<Kept> kept)
    : recorder_(recorder), kept_(std::move(kept)) {}

Recording::~Recording() { end(); }

void Recording::add(const Frame& left, const Frame& right) {
    if (is_paused_ || !kept_) return;
    if (second_.capacity() == 0) second_.reserve(second_samples);
    const std::size_t before = second_.size();
    second_.resize(before + 2 * frame_samples);
    std::int16_t* to = &second_[before];
    for (std::size_t at = 0; at < frame_samples; ++at) {
        to[2 * at] = left[at];
        to[2 * at + 1] = right[at];
    }
    if (second_.size() >= second_samples)
        recorder_.submit({kept_, std::exchange(second_, {}), false});
}

void Recording::end() {
    if (kept_) recorder_.submit({std::exchange(kept_, nullptr), std::move(second_), true});
}

Duration Recording::dropped() const { return kept_ ? length_of(kept_->dropped) : Duration{}; }

Recorder::Recorder() {
    init_secrets();
    thread_ = std::thread([this] { work(); });
}

Recorder::~Recorder() {
    {
        const std::scoped_lock lock(mutex_);
        stop_ = true;
    }
    woken_.notify_one();
    thread_.join();
}

std::unique_ptr<Recording> Recorder::begin(std::filesystem::path wav, OnRecordingEnd on_end) {
    return begin(wav_file(std::move(wav)), std::move(on_end));
}

std::unique_ptr<Recording> Recorder::begin(std::filesystem::path file, const SealingKey& key,
                                           const IdBytes& recording, OnRecordingEnd on_end) {
    return begin(sealed_file(std::move(file), key, recording), std::move(on_end));
}

std::unique_ptr<Recording> Recorder::begin(std::unique_ptr<RecordingFile> file,
                                           OnRecordingEnd on_end) {
    auto kept = std::make_shared<Recording::Kept>();
    kept->file = std::move(file);
    kept->on_end = std::move(on_end);
    return std::unique_ptr<Recording>(new Recording(*this, std::move(kept)));
}

void Recorder::submit(Job job) {
    {
        const std::scoped_lock lock(mutex_);
        if (jobs_.size() >= seconds_waiting_max && !job.is_last) {
            job.kept->dropped += job.samples.size() / 2;
            return;
        }
        jobs_.push_back(std::move(job));
    }
    woken_.notify_one();
}

void Recorder::work() {
    name_thread("recorder");
    std::unique_lock lock(mutex_);
    for (;;) {
        woken_.wait(lock, [this] { return stop_ || !jobs_.empty(); });
        if (jobs_.empty()) return;
        const Job job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        perform(job);
        lock.lock();
    }
}

void Recorder::perform(const Job& job) {
    Recording::Kept& kept = *job.kept;
    if (!kept.file->write(job.samples, job.is_last)) kept.dropped += job.samples.size() / 2;
    if (!job.is_last) return;
    const RecordingEnd end{length_of(kept.file->moments()), kept.file->bytes(),
                           length_of(kept.dropped)};
    kept.file.reset();  // With its key.
    if (kept.on_end) kept.on_end(end);
}

}  // namespace parley::voice
