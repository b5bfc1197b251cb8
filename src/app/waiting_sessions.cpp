#include "app/waiting_sessions.hpp"

#include "app/floor.hpp"

namespace parley::app {

void WaitingSessions::look_at(Live& live) {
    WaitingSpot& spot = live.spot;
    const bool waits = live.is_waiting();
    const bool is_message = waits && live.session->left_message;
    if (waits && spot.queue == live.session->queue && spot.is_message == is_message) return;
    drop(live);
    if (!waits) return;
    Line& line = lines_[live.session->queue];
    spot = {live.session->queue, line.waiting.size(), is_message};
    line.waiting.push_back(&live);
    if (is_message) ++line.messages;
}

void WaitingSessions::drop(Live& live) {
    WaitingSpot& spot = live.spot;
    if (!spot.queue) return;
    Line& line = lines_.at(spot.queue);
    Live* last = line.waiting.back();
    line.waiting[spot.place] = last;
    last->spot.place = spot.place;
    line.waiting.pop_back();
    if (spot.is_message) --line.messages;
    if (line.waiting.empty()) lines_.erase(spot.queue);
    spot = {};
}

std::span<Live* const> WaitingSessions::of(QueueId queue) const {
    const auto line = lines_.find(queue);
    if (line == lines_.end()) return {};
    return line->second.waiting;
}

int WaitingSessions::messages_in(QueueId queue) const {
    const auto line = lines_.find(queue);
    return line == lines_.end() ? 0 : line->second.messages;
}

}  // namespace parley::app
