// A thread that does something at intervals until it is destroyed, which waits for no more than
// what is being done. The first time comes after the first interval.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "base/thread_name.hpp"

namespace parley {

class Periodic {
public:
    // `work` is called on the thread and throws nothing.
    Periodic(const char* name, std::chrono::milliseconds interval, std::function<void()> work)
        : thread_([this, name, interval, work = std::move(work)] {
              name_thread(name);
              std::unique_lock lock(mutex_);
              while (!stopping_.wait_for(lock, interval, [this] { return stop_; })) {
                  lock.unlock();
                  work();
                  lock.lock();
              }
          }) {}
    ~Periodic() {
        {
            const std::lock_guard lock(mutex_);
            stop_ = true;
        }
        stopping_.notify_one();
        thread_.join();
    }
    Periodic(const Periodic&) = delete;
    Periodic& operator=(const Periodic&) = delete;

private:
    std::mutex mutex_;
    std::condition_variable stopping_;
    bool stop_ = false;
    std::thread thread_;
};

}  // namespace parley
