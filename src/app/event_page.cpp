#include "app/event_page.hpp"

namespace parley::app {
namespace {

EventStretch stretch(Repository& repository, const Scope& scope, std::int64_t after,
                     std::size_t limit) {
    EventStretch stretch;
    stretch.next = after;
    auto events = repository.events(after, events_read_max, {});
    std::vector<Event> seen;
    for (Event& event : events) {
        if (seen.size() == limit) break;
        stretch.next = event.seq;
        if (visible_to_staff(scope, event)) seen.push_back(std::move(event));
    }
    stretch.more =
        !events.empty() && (stretch.next < events.back().seq || events.size() == events_read_max);
    stretch.events = repository.hydrate(std::move(seen));
    return stretch;
}

}  // namespace

Task<Result<EventStretch>> read_events(App& app, const Staff& staff, std::int64_t after,
                                       std::size_t limit) {
    CO_CHECKED(require(staff, KeyScope::events_read));
    auto look = [after, limit,
                 asker = staff.agent](Repository& repository) -> Result<EventStretch> {
        const Agent agent = repository.agent(asker.id).value_or(asker);  // As they are by now.
        if (!agent.active) return refuse(Code::unauthenticated, "not_signed_in");
        if (after > repository.last_seq())
            return refuse(Code::invalid, "bad_cursor", "no such number yet", "/after");
        return stretch(repository, scope_of(agent), after, limit);
    };
    co_return co_await read(app, staff.workspace, std::move(look));
}

}  // namespace parley::app
