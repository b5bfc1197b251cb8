#include "simulation/wait_estimates.hpp"

#include <algorithm>
#include <cmath>

#include "base/assert.hpp"

namespace parley::simulation {
namespace {

constexpr double announced_more_s = 30;

}  // namespace

double WaitEstimates::error_s(WaitEstimator estimator) const {
    PARLEY_ASSERT(counted_ > 0);
    return std::sqrt(squares_[static_cast<std::size_t>(estimator)] / static_cast<double>(counted_));
}

WaitEstimates::Seconds WaitEstimates::tell(Instant now) const {
    const auto head =
        std::find_if(told_.begin(), told_.end(), [](const Told& told) { return told.waits; });
    const Duration head_wait = head == told_.end() ? Duration::zero() : now - head->at;
    const int place = waiting_ + 1;
    const auto in_seconds = [&](double ticks) { return ticks / second_; };
    const auto ticks_of = [](Duration time) { return static_cast<double>(time.count()); };
    Seconds seconds{};
    const auto say = [&](WaitEstimator estimator, double value) {
        seconds[static_cast<std::size_t>(estimator)] = value;
    };
    const auto hold = static_cast<double>(hold_.seconds());
    say(WaitEstimator::asterisk_ema, hold);
    say(WaitEstimator::asterisk_announced_plus30, hold + announced_more_s);
    say(WaitEstimator::opensips,
        in_seconds(*workforce::wait_by_opensips(waiting_, 1 / staffed_.service, staffed_.servers)));
    say(WaitEstimator::ql, in_seconds(*workforce::wait_by_length(place, staffed_)));
    say(WaitEstimator::ql_with_abandonment, in_seconds(*workforce::wait_by_place(place, staffed_)));
    say(WaitEstimator::hol, in_seconds(ticks_of(head_wait)));
    say(WaitEstimator::les, in_seconds(ticks_of(last_wait_)));
    return seconds;
}

void WaitEstimates::settle(const Told& told, Instant now) {
    if (told.at < warm_) return;
    ++counted_;
    const double wait = static_cast<double>((now - told.at).count()) / second_;
    for (std::size_t i = 0; i < squares_.size(); ++i) {
        const double error = told.seconds[i] - wait;
        squares_[i] += error * error;
    }
}

void WaitEstimates::settle_idle() {
    if (!freed_at_) return;
    for (const Told& told : told_) settle(told, *freed_at_);
    told_.clear();
    freed_at_.reset();
}

void WaitEstimates::came(std::uint64_t, const Coming&) { settle_idle(); }

void WaitEstimates::waits(std::uint64_t number, const Coming& coming) {
    told_.push_back({number, coming.at, true, tell(coming.at)});
    ++waiting_;
}

void WaitEstimates::served(const Service& service) {
    freed_at_.reset();
    last_wait_ = service.wait();
    hold_.served_after(
        static_cast<std::int64_t>(static_cast<double>(last_wait_.count()) / second_));
    if (!service.waited) return;
    --waiting_;
    while (!told_.empty() && told_.front().number <= service.number) {
        settle(told_.front(), service.now);
        told_.pop_front();
    }
}

void WaitEstimates::gave_up(std::uint64_t number, const Coming&, Instant) {
    settle_idle();
    --waiting_;
    const auto told =
        std::lower_bound(told_.begin(), told_.end(), number,
                         [](const Told& one, std::uint64_t wanted) { return one.number < wanted; });
    PARLEY_ASSERT(told != told_.end() && told->number == number);
    told->waits = false;
}

void WaitEstimates::released(std::uint32_t, Instant now) {
    settle_idle();
    freed_at_ = now;
}

}  // namespace parley::simulation
