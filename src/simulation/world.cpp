#include "simulation/world.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace parley::simulation {

void World::forget(std::uint32_t slot) {
    open_[slot].stage = Stage::none;
    free_.push_back(slot);
}

void World::take_given(Instant now) {
    // Telling the watcher gives nothing out, so the list stands still.
    for (const Given& given : router_.given) {
        Open& item = open_[given.slot];
        PARLEY_ASSERT(item.stage == Stage::waiting || item.stage == Stage::entering);
        const bool waited = item.stage == Stage::waiting;
        if (waited) --waiting_;
        item.stage = Stage::served;
        item.agent = given.agent;
        moments_.push({now + item.coming.service, Due::release, given.slot, item.number});
        watcher_.served({item.number, item.coming, given.agent, waited, now});
    }
    router_.given.clear();
}

void World::enter(const Coming& coming) {
    std::uint32_t slot = 0;
    if (free_.empty()) {
        if (open_.size() >= open_max) throw std::length_error("too many open items");
        slot = static_cast<std::uint32_t>(open_.size());
        open_.emplace_back();
    } else {
        slot = free_.back();
        free_.pop_back();
    }
    const std::uint64_t number = came_++;
    open_[slot] = {coming, number, 0, Stage::entering};
    watcher_.came(number, coming);
    const bool taken = router_.enter({number, slot}, coming.kind, coming.at);
    take_given(coming.at);
    if (open_[slot].stage != Stage::entering) return;
    if (!taken || (room_ && waiting_ >= *room_)) {
        if (taken) router_.leave({number, slot}, coming.at);
        watcher_.turned_away(number, coming);
        return forget(slot);
    }
    open_[slot].stage = Stage::waiting;
    ++waiting_;
    watcher_.waits(number, coming);
    if (coming.patience != never) {
        moments_.push({coming.at + coming.patience, Due::give_up, slot, number});
    }
}

void World::happen(const Moment& moment) {
    const Open item = open_[moment.slot];
    if (item.number != moment.number || item.stage == Stage::none) return;
    if (moment.due == Due::give_up) {
        if (item.stage != Stage::waiting) return;
        router_.leave({item.number, moment.slot}, moment.at);
        --waiting_;
        forget(moment.slot);
        watcher_.gave_up(item.number, item.coming, moment.at);
    } else {
        forget(moment.slot);
        watcher_.released(item.agent, moment.at);
        router_.release({item.number, moment.slot}, item.agent, moment.at);
    }
    take_given(moment.at);
}

void World::run(Source& source, const std::vector<DutyChange>& duties, Instant end) {
    std::optional<Coming> coming = source.next();
    auto duty = duties.begin();
    while (coming || waiting_ > 0) {
        const Instant comes = coming ? coming->at : Instant::max();
        const Instant changes = duty != duties.end() ? duty->at : Instant::max();
        const Instant due = router_.next_deadline().value_or(Instant::max());
        // What ends goes before the router's deadlines, giving up after them.
        const bool any = !moments_.empty();
        const Instant next = any ? moments_.top().at : Instant::max();
        const bool is_release = any && moments_.top().due == Due::release;
        const Instant now = std::min({comes, changes, due, next});
        if (now == Instant::max() || now > end) return;
        if (now == changes) {
            watcher_.duty(duty->agent, duty->on, now);
            router_.duty(duty->agent, duty->on, now);
            ++duty;
            take_given(now);
        } else if (now == next && (is_release || now != due)) {
            const Moment moment = moments_.top();
            moments_.pop();
            happen(moment);
        } else if (now == due) {
            router_.tick(now);
            take_given(now);
        } else {
            const Coming one = *coming;
            coming = source.next();
            enter(one);
        }
    }
}

}  // namespace parley::simulation
