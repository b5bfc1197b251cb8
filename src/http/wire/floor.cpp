#include "http/wire/floor.hpp"

#include <algorithm>

namespace parley::wire {
namespace {

std::vector<FloorItem> to_wire(const std::vector<app::FloorItem>& items) {
    std::vector<FloorItem> out;
    out.reserve(items.size());
    for (const app::FloorItem& item : items)
        out.push_back({item.session, item.share, item.entered_at, item.boost_ms});
    return out;
}

// Since when the one waits who waits longest; epoch: nobody does.
Instant waiting_since(const app::FloorQueue& queue) {
    const auto longest = std::ranges::min_element(queue.waiting, {}, &app::FloorItem::entered_at);
    return longest == queue.waiting.end() ? Instant{} : longest->entered_at;
}

}  // namespace

Floor to_wire(const app::FloorView& view) {
    Floor out{.seq = view.seq, .at = view.at, .agents = {}, .queues = {}};
    for (const app::FloorAgent& agent : view.agents) {
        out.agents.push_back({.id = agent.id,
                              .presence = agent.presence,
                              .presence_reason = agent.presence_reason,
                              .presence_since = agent.presence_since,
                              .wrap_up_until = agent.wrap_up_until,
                              .capacity = agent.capacity,
                              .load = agent.load,
                              .served = to_wire(agent.served),
                              .offered = to_wire(agent.offered),
                              .besides = to_wire(agent.besides)});
    }
    for (const app::FloorQueue& queue : view.queues) {
        out.queues.push_back({.id = queue.id,
                              .staffed = static_cast<int>(queue.staffed),
                              .waiting_since = waiting_since(queue),
                              .waiting = to_wire(queue.waiting),
                              .offered = to_wire(queue.offered)});
    }
    return out;
}

}  // namespace parley::wire
