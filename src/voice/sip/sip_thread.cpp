#include "voice/sip/sip_thread.hpp"

#include <sofia-sip/su.h>
#include <sofia-sip/su_log.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <exception>
#include <future>
#include <utility>

#include "base/assert.hpp"
#include "base/thread_name.hpp"
#include "voice/sip/sofia_repairs.hpp"

namespace parley::voice {
namespace {

int make_timer(Duration every) {
    const int timer = ::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    const auto nanoseconds = std::chrono::nanoseconds(every).count();
    const timespec spec{nanoseconds / 1'000'000'000, nanoseconds % 1'000'000'000};
    const itimerspec both{spec, spec};
    ::timerfd_settime(timer, 0, &both, nullptr);
    return timer;
}

void drain(int counter) {
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t size = ::read(counter, &count, sizeof count);
}

int watch(su_root_t* root, su_wait_t* wait, int of, su_wakeup_f wakeup, void* self) {
    su_wait_create(wait, of, SU_WAIT_IN);
    return su_root_register(root, wait, wakeup, static_cast<su_wakeup_arg_t*>(self), 0);
}

}  // namespace

SipThread::SipThread(const std::function<void(su_root_t*)>& begin, Work on_tick)
    : on_tick_(std::move(on_tick)),
      wake_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
      timer_(make_timer(tick)) {
    std::promise<void> started;
    std::exception_ptr failed;
    thread_ = std::thread([&] { run(begin, failed, [&] { started.set_value(); }); });
    started.get_future().wait();
    if (!failed) return;
    thread_.join();
    ::close(wake_);
    ::close(timer_);
    std::rethrow_exception(failed);
}

void SipThread::join() { thread_.join(); }

SipThread::~SipThread() {
    ::close(wake_);
    ::close(timer_);
}

void SipThread::post(Work work) {
    {
        const std::scoped_lock lock(mutex_);
        posted_.push_back(std::move(work));
    }
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(wake_, &one, sizeof one);
}

void SipThread::stop() { su_root_break(root_); }

void SipThread::run(const std::function<void(su_root_t*)>& begin, std::exception_ptr& failed,
                    const Work& started) {
    name_thread("sip");
    use_sofia_repairs();
    su_init();
    su_log_redirect(nullptr, [](void*, const char*, va_list) {}, nullptr);
    root_ = su_root_create(nullptr);
    PARLEY_ASSERT(root_ != nullptr);
    su_root_threading(root_, 0);
    bool is_running = true;
    try {
        begin(root_);
    } catch (...) {
        failed = std::current_exception();
        is_running = false;
    }
    if (is_running) {
        const auto on_wake = [](su_root_magic_t*, su_wait_t*, su_wakeup_arg_t* self) {
            static_cast<SipThread*>(self)->do_posted();
            return 0;
        };
        const auto on_timer = [](su_root_magic_t*, su_wait_t*, su_wakeup_arg_t* self) {
            static_cast<SipThread*>(self)->every_tick();
            return 0;
        };
        su_wait_t waits[2];
        const int posted = watch(root_, &waits[0], wake_, on_wake, this);
        const int ticked = watch(root_, &waits[1], timer_, on_timer, this);
        started();
        su_root_run(root_);
        su_root_deregister(root_, posted);
        su_root_deregister(root_, ticked);
    }
    su_root_destroy(root_);
    su_deinit();
    if (!is_running) started();
}

void SipThread::do_posted() {
    drain(wake_);
    std::vector<Work> now;
    {
        const std::scoped_lock lock(mutex_);
        now.swap(posted_);
    }
    for (const Work& work : now) work();
}

void SipThread::every_tick() {
    drain(timer_);
    on_tick_();
}

}  // namespace parley::voice
