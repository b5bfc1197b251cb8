// Batches that wait for the writer, in two lanes, bounded.
//
// Threads: push from any; take from the writer's alone.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <future>
#include <mutex>
#include <vector>

#include "base/metrics.hpp"
#include "ports/writer.hpp"

namespace parley::sql {

struct Submission {
    Batch batch;
    std::function<void(Result<>)> done;
};

struct OwnershipRequest {
    WorkspaceId workspace;
    std::promise<std::int64_t> fence;
};

// What the writer does next: everything of the live lane, or else some of the bulk lane.
struct Work {
    std::vector<Submission> batches;
    std::vector<OwnershipRequest> ownerships;
    bool stop = false;  // And nothing is left.
};

class WriteQueue {
public:
    // Bulk work is taken in small portions, so that live batches wait for little of it.
    static constexpr std::size_t bulk_portion_max = 64;

    // `waiting` counts the batches here, of both lanes.
    explicit WriteQueue(Gauge& waiting) : waiting_(waiting) {}

    // False: the lane is full; `submission` is untouched.
    bool push(Submission& submission);
    void push(OwnershipRequest request);
    void stop();
    bool is_busy() const;

    // Waits until there is work, or `patience` is over (then: empty).
    Work take(std::chrono::milliseconds patience);

private:
    std::vector<Submission>& lane(Lane which) { return which == Lane::live ? live_ : bulk_; }
    bool has_work() const { return stop_ || !live_.empty() || !bulk_.empty() || !asked_.empty(); }

    Gauge& waiting_;
    mutable std::mutex mutex_;
    std::condition_variable filled_;
    std::vector<Submission> live_;
    std::vector<Submission> bulk_;
    std::vector<OwnershipRequest> asked_;
    bool stop_ = false;
};

}  // namespace parley::sql
