// What is seen of one party by its worker: figures that any thread may read, and signs of life.
//
// Shared by the worker and by who answers for the leg, so that figures are there the moment it
// leaves.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "base/time.hpp"
#include "voice/media/audio_stream.hpp"

namespace parley::voice {

enum class Sign {
    sounds,  // The first that was heard of it.
    gone,    // It said so, or its network did.
    silent,  // Nothing was heard for `silence_max`.
};

class Watch {
public:
    using Tell = std::function<void(Sign)>;  // On its worker; each sign at most once.

    Watch(Duration silence_max, Tell tell) : silence_max_(silence_max), tell_(std::move(tell)) {}

    Duration silence_max() const { return silence_max_; }
    void tell(Sign sign) const { tell_(sign); }

    // On hold it may be silent as long as it likes.
    void set_patient(bool patient) { is_patient_ = patient; }
    bool is_patient() const { return is_patient_; }

    void see(const AudioStream::Figures& figures);  // By its worker.
    AudioStream::Figures figures() const;

private:
    const Duration silence_max_;
    const Tell tell_;
    std::atomic<bool> is_patient_{false};
    std::atomic<std::int64_t> packets_{0};
    std::atomic<std::int64_t> lost_{0};
    std::atomic<std::int64_t> jitter_us_{0};
    std::atomic<std::int64_t> mos_percent_{0};
};

}  // namespace parley::voice
