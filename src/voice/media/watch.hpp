// What is seen of one party by its worker: figures that any thread may read, and signs of life.
//
// Shared by the worker and by who answers for the leg, so that figures are there the moment it
// leaves.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "base/time.hpp"
#include "voice/rtp/rtcp.hpp"

namespace parley::voice {

// How a party was heard; 0 where nothing came.
struct HearingFigures {
    std::int64_t packets = 0;
    std::int64_t lost = 0;
    std::int64_t jitter_us = 0;
    std::int64_t mos_percent = 0;  // Of the score, 100 … 450.
};

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

    void see(const Reception& reception);  // By its worker.
    HearingFigures figures() const;

private:
    const Duration silence_max_;
    const Tell tell_;
    std::atomic<bool> is_patient_{false};
    std::atomic<std::uint64_t> received_{0};
    std::atomic<std::uint64_t> expected_{0};
    std::atomic<std::uint32_t> jitter_{0};
};

}  // namespace parley::voice
