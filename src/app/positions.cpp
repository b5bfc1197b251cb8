#include "app/positions.hpp"

#include <algorithm>

#include "app/floor.hpp"

namespace parley::app {
namespace {

// Nothing where they need not hear it.
std::optional<QueuePosition> position_to_tell(const Floor& floor, Live& live, Instant now) {
    if (live.rests()) return std::nullopt;
    const auto position = floor.router.position(live.work_item->id);
    if (!position) return std::nullopt;
    const Session& session = *live.session;
    const ToldPosition& told = live.told;
    const bool is_known = told.session == session.id && told.queue == session.queue;
    const std::size_t said = is_known ? std::min(*position, told.position) : *position;
    const bool is_news = !is_known || said != told.position;
    if (!is_news && now - told.at < PositionRound::again_after) return std::nullopt;
    live.told = {session.id, session.queue, said, now};
    return QueuePosition{live.conversation.id, session.id, said};
}

}  // namespace

std::vector<QueuePosition> tell_positions(Floor& floor, Instant now) {
    PositionRound& round = floor.positions;
    if (round.is_over()) {
        if (round.dirty.empty() || now - round.begun_at < PositionRound::round_every) return {};
        round.queues.assign(round.dirty.begin(), round.dirty.end());
        round.dirty.clear();
        round.begun_at = now;
    }
    std::vector<QueuePosition> told;
    for (std::size_t looked_at = 0; looked_at < PositionRound::slice_max && !round.is_over();) {
        const auto waiting = floor.waiting.of(round.queues.back());
        round.left = std::min(round.left, waiting.size());
        if (round.left == 0) {
            round.queues.pop_back();
            round.left = PositionRound::all;
            continue;
        }
        ++looked_at;
        if (auto position = position_to_tell(floor, *waiting[--round.left], now))
            told.push_back(*position);
    }
    return told;
}

}  // namespace parley::app
