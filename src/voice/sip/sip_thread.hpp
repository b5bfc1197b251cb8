// The thread that sofia lives on: its loop, what others want done on it, and a tick.
//
// Threads: post from any. Everything else, and all that is posted, on the thread itself.
#pragma once

#include <sofia-sip/su_wait.h>

#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "base/time.hpp"

namespace parley::voice {

class SipThread {
public:
    using Work = std::function<void()>;
    static constexpr Duration tick = 100ms;

    // Runs `begin` on the thread, which gets what it throws to whoever made it; then every tick
    // `on_tick`, until stop().
    SipThread(const std::function<void(su_root_t*)>& begin, Work on_tick);
    ~SipThread();  // REQUIRES: join() came back.
    SipThread(const SipThread&) = delete;
    SipThread& operator=(const SipThread&) = delete;

    void post(Work work);
    void join();  // Until it has stopped.
    void stop();  // Of the thread. Nothing that was posted since is done.

private:
    void run(const std::function<void(su_root_t*)>& begin, std::exception_ptr& failed,
             const Work& started);
    void do_posted();
    void every_tick();

    Work on_tick_;
    int wake_ = -1;
    int timer_ = -1;
    su_root_t* root_ = nullptr;
    std::mutex mutex_;
    std::vector<Work> posted_;
    std::thread thread_;
};

}  // namespace parley::voice
