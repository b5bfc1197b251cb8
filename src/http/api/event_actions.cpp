#include "app/event_page.hpp"
#include "http/api/actions.hpp"
#include "http/wire/event_page.hpp"

namespace parley::http {
namespace {

wire::EventPage page_of(const app::EventStretch& stretch, std::int64_t after,
                        const wire::Links& links) {
    wire::EventPage page;
    std::int64_t prev = after;
    for (const Published& published : stretch.events) {
        wire::EventFrame frame;
        frame.seq = published.event.seq;
        frame.prev = std::exchange(prev, frame.seq);
        frame.at = published.event.at;
        frame.event = wire::to_staff_wire(published, links);
        page.items.push_back(std::move(frame));
    }
    page.next = stretch.next;
    page.more = stretch.more;
    return page;
}

}  // namespace

Task<Result<Response>> get_events(Call& call) {
    CO_TRY(const std::int64_t after, call.number("after", 0, codec::integer_max, 0));
    CO_TRY(const std::int64_t wait, call.number("wait", 0, wait_seconds_max, 0));
    CO_TRY(const std::size_t limit, call.limit());
    const Instant until = call.app().clock.now() + std::chrono::seconds(wait);
    CO_TRY(auto stretch, co_await app::read_events(call.app(), call.by_staff(), after, limit));
    while (stretch.events.empty()) {
        const Duration left = until - call.app().clock.now();
        if (left <= Duration{}) break;
        // What was published since the reading, wakes at once.
        const std::int64_t seen = stretch.next;
        if (!stretch.more) {
            CO_CHECKED(co_await call.deps.tail.wait(call.by_staff().workspace, seen, left));
        }
        if (call.deps.draining) break;
        CO_TRY(stretch, co_await app::read_events(call.app(), call.by_staff(), seen, limit));
    }
    co_return json(page_of(stretch, after, call.links()));
}

}  // namespace parley::http
