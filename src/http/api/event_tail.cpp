#include "http/api/event_tail.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace parley::http {

Task<Result<>> EventTail::wait(WorkspaceId workspace, std::int64_t seq, Duration patience) {
    auto timer = std::make_shared<boost::asio::steady_timer>(
        co_await boost::asio::this_coro::executor, patience);
    Place* place = nullptr;
    std::list<std::shared_ptr<boost::asio::steady_timer>>::iterator at;
    {
        const std::scoped_lock lock(mutex_);
        place = &places_[workspace];  // Stays where it is: places are never removed.
        if (stopped_ || place->last_seq > seq) co_return Result<>{};
        if (waiting_ >= waiting_max) co_return refuse(Code::over_limit, "too_many_waiting");
        ++waiting_;
        at = place->waiting.insert(place->waiting.end(), timer);
    }
    co_await timer->async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    const std::scoped_lock lock(mutex_);
    --waiting_;
    place->waiting.erase(at);
    co_return Result<>{};
}

// On the timer's own thread: it must not be touched from two.
void EventTail::wake(Place& place) {
    for (const auto& timer : place.waiting) {
        boost::asio::post(timer->get_executor(), [timer] {
            timer->expires_at(boost::asio::steady_timer::time_point::min());
        });
    }
}

void EventTail::publish(std::shared_ptr<const Committed> committed) {
    const std::scoped_lock lock(mutex_);
    Place& place = places_[committed->workspace];
    place.last_seq = committed->events.back().event.seq;
    wake(place);
}

void EventTail::stop() {
    const std::scoped_lock lock(mutex_);
    stopped_ = true;
    for (auto& [workspace, place] : places_) wake(place);
}

}  // namespace parley::http
