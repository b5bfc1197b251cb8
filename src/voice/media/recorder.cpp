#include "voice/media/recorder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/log.hpp"
#include "base/thread_name.hpp"
#include "voice/media/wav.hpp"

namespace parley::voice {
namespace {

constexpr int channels = 2;
constexpr std::size_t second_samples = channels * sample_rate;

bool write_all(int handle, const void* from, std::size_t size, off_t at) {
    const auto* bytes = static_cast<const char*>(from);
    while (size > 0) {
        const ssize_t written = ::pwrite(handle, bytes, size, at);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes += written;
        at += written;
        size -= static_cast<std::size_t>(written);
    }
    return true;
}

}  // namespace

// Of the recorder's thread, but for `dropped`.
struct Recording::File {
    explicit File(std::filesystem::path name) : path(std::move(name)) {}
    ~File() {
        if (handle >= 0) ::close(handle);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    // False: it could not be, and will not be tried again.
    bool write(const std::vector<std::int16_t>& samples) {
        if (is_broken) return false;
        if (handle < 0)
            handle = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        const std::size_t size = samples.size() * sizeof samples[0];
        const off_t at = static_cast<off_t>(wav_header_size) + data_bytes;
        const auto header =
            wav_header(sample_rate, channels, data_bytes + static_cast<std::uint32_t>(size));
        // First the sound, then the header that speaks of it.
        is_broken = handle < 0 || !write_all(handle, samples.data(), size, at) ||
                    !write_all(handle, header.data(), header.size(), 0);
        if (is_broken) {
            log_error("recording_failed", {{"file", path.string()}, {"why", strerror(errno)}});
            return false;
        }
        data_bytes += static_cast<std::uint32_t>(size);
        return true;
    }

    const std::filesystem::path path;
    int handle = -1;
    std::uint32_t data_bytes = 0;
    bool is_broken = false;
    std::atomic<std::size_t> dropped{0};
};

Recording::Recording(Recorder& recorder, std::shared_ptr<File> file)
    : recorder_(recorder), file_(std::move(file)) {}

Recording::~Recording() { end(); }

void Recording::add(const Frame& left, const Frame& right) {
    if (is_paused_ || !file_) return;
    if (second_.capacity() == 0) second_.reserve(second_samples);
    for (std::size_t at = 0; at < frame_samples; ++at) {
        second_.push_back(left[at]);
        second_.push_back(right[at]);
    }
    if (second_.size() >= second_samples)
        recorder_.submit({file_, std::exchange(second_, {}), false});
}

void Recording::end() {
    if (file_) recorder_.submit({std::exchange(file_, nullptr), std::move(second_), true});
}

std::size_t Recording::dropped() const { return file_ ? file_->dropped.load() : 0; }

Recorder::Recorder() : thread_([this] { work(); }) {}

Recorder::~Recorder() {
    {
        const std::scoped_lock lock(mutex_);
        stop_ = true;
    }
    woken_.notify_one();
    thread_.join();
}

std::unique_ptr<Recording> Recorder::begin(std::filesystem::path file) {
    return std::unique_ptr<Recording>(
        new Recording(*this, std::make_shared<Recording::File>(std::move(file))));
}

void Recorder::submit(Job job) {
    {
        const std::scoped_lock lock(mutex_);
        if (jobs_.size() >= seconds_waiting_max && !job.is_last) {
            ++job.file->dropped;
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
        if (!job.samples.empty() && !job.file->write(job.samples)) ++job.file->dropped;
        lock.lock();
    }
}

}  // namespace parley::voice
