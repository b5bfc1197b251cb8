#include "store/sql/write_queue.hpp"

#include <algorithm>
#include <iterator>

namespace parley::sql {

bool WriteQueue::push(Submission& submission) {
    {
        const std::lock_guard lock(mutex_);
        auto& into = lane(submission.batch.lane);
        if (into.size() >= Writer::queued_max) return false;
        into.push_back(std::move(submission));
        waiting_.add(1);
    }
    filled_.notify_one();
    return true;
}

void WriteQueue::push(OwnershipRequest request) {
    {
        const std::lock_guard lock(mutex_);
        asked_.push_back(std::move(request));
    }
    filled_.notify_one();
}

void WriteQueue::stop() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    filled_.notify_one();
}

bool WriteQueue::is_busy() const {
    const std::lock_guard lock(mutex_);
    return live_.size() > Writer::queued_max / 2;
}

Work WriteQueue::take(std::chrono::milliseconds patience) {
    Work work;
    std::unique_lock lock(mutex_);
    filled_.wait_for(lock, patience, [&] { return has_work(); });
    work.ownerships.swap(asked_);
    if (!live_.empty()) {
        work.batches.swap(live_);
        waiting_.add(-std::ssize(work.batches));
        return work;
    }
    const auto portion = static_cast<std::ptrdiff_t>(std::min(bulk_.size(), bulk_portion_max));
    work.batches.assign(std::move_iterator(bulk_.begin()),
                        std::move_iterator(bulk_.begin() + portion));
    bulk_.erase(bulk_.begin(), bulk_.begin() + portion);
    waiting_.add(-portion);
    work.stop = stop_ && work.batches.empty() && work.ownerships.empty();
    return work;
}

}  // namespace parley::sql
