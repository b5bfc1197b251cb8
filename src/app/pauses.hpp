// Waiting a while before going on, any number at once; stop() ends them all early. Thread: any.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <list>
#include <mutex>

#include "base/time.hpp"

namespace parley::app {

class Pauses {
public:
    explicit Pauses(boost::asio::any_io_executor executor) : executor_(std::move(executor)) {}

    // `over` is called once, on the executor: after `duration`, or when stop() is called.
    void begin(Duration duration, std::function<void()> over) {
        const std::scoped_lock lock(mutex_);
        if (stopped_) duration = Duration::zero();
        const auto timer = timers_.emplace(timers_.end(), executor_, duration);
        timer->async_wait([this, timer, over = std::move(over)](const auto&) {
            {
                const std::scoped_lock forgetting(mutex_);
                timers_.erase(timer);
            }
            over();
        });
    }

    void stop() {
        const std::scoped_lock lock(mutex_);
        stopped_ = true;
        for (auto& timer : timers_) timer.cancel();
    }

private:
    const boost::asio::any_io_executor executor_;
    std::mutex mutex_;
    std::list<boost::asio::steady_timer> timers_;
    bool stopped_ = false;
};

}  // namespace parley::app
