#include "voice/media/worker.hpp"

#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "base/thread_name.hpp"

namespace parley::voice {
namespace {

using Steady = std::chrono::steady_clock;
using Microseconds = std::chrono::microseconds;

constexpr long tick_ns = std::chrono::nanoseconds(tick).count();
// Longer ago is not made up for: nobody waits for it any more.
constexpr std::uint64_t made_up_for_max = 10;

}  // namespace

Worker::Worker(const Clock& clock, UdpSocket browsers, DtlsIdentity& identity)
    : clock_(clock),
      timer_(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC)),
      browsers_(std::move(browsers), identity) {
    if (timer_ < 0) throw std::system_error(errno, std::generic_category(), "timerfd");
    thread_ = std::thread([this] { run(); });
}

Worker::~Worker() {
    stop();
    ::close(timer_);
}

void Worker::stop() {
    stop_ = true;
    if (thread_.joinable()) thread_.join();
    const std::scoped_lock lock(mutex_);
    posted_.clear();  // It may hold recordings, which end before their recorder does.
}

void Worker::post(Work work) {
    const std::scoped_lock lock(mutex_);
    posted_.push_back(std::move(work));
}

Worker::Figures Worker::figures() const {
    return {ticks_, missed_, Microseconds(busy_us_), Microseconds(worst_us_), bridge_count_};
}

Microseconds Worker::take_lateness() { return Microseconds(late_us_.exchange(0)); }

void Worker::run() {
    name_thread("media");
    itimerspec every{};
    every.it_interval.tv_nsec = every.it_value.tv_nsec = tick_ns;
    ::timerfd_settime(timer_, 0, &every, nullptr);
    auto expected = Steady::now();
    while (!stop_) {
        const std::uint64_t due = wait_for_tick();
        const auto begun = Steady::now();
        expected += due * tick;
        const auto late = std::chrono::duration_cast<Microseconds>(begun - expected);
        if (late.count() > worst_us_) worst_us_ = late.count();
        if (late.count() > late_us_) late_us_ = late.count();
        if (due > 1) missed_ += due - 1;
        do_posted();
        bridge_count_ = bridges_.size();
        const Instant now = clock_.now();
        browsers_.receive(now);
        for (std::uint64_t done = 0; done < std::min(due, made_up_for_max); ++done) {
            for (auto& [key, bridge] : bridges_) bridge.tick(now);
            ++ticks_;
        }
        busy_us_ += std::chrono::duration_cast<Microseconds>(Steady::now() - begun).count();
    }
    bridges_.clear();
}

std::uint64_t Worker::wait_for_tick() {
    std::uint64_t expirations = 0;
    while (::read(timer_, &expirations, sizeof expirations) < 0 && errno == EINTR) {
    }
    return expirations;
}

void Worker::do_posted() {
    std::vector<Work> posted;
    {
        const std::scoped_lock lock(mutex_);
        posted.swap(posted_);
    }
    for (const Work& work : posted) work(bridges_, browsers_);
}

}  // namespace parley::voice
