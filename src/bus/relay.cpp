#include "bus/relay.hpp"

#include <algorithm>

#include "base/log.hpp"

namespace parley {

void SpineRelay::begin_at(WorkspaceId workspace, std::int64_t seq) {
    const std::scoped_lock lock(mutex_);
    places_.try_emplace(workspace, Place{seq, seq, false, {}});
}

bool SpineRelay::has_begun(WorkspaceId workspace) const {
    const std::scoped_lock lock(mutex_);
    return places_.contains(workspace);
}

bool SpineRelay::follow(WorkspaceId workspace, std::int64_t seq) {
    const std::scoped_lock lock(mutex_);
    const auto found = places_.find(workspace);
    if (found == places_.end()) return false;
    Place& place = found->second;
    place.wanted = std::max(place.wanted, seq);
    if (place.wanted > place.told && !place.is_reading) {
        place.is_reading = true;
        read_on(workspace, place.told);
    }
    return true;
}

void SpineRelay::publish(std::shared_ptr<const Committed> committed) {
    if (committed->events.empty()) return;
    const std::int64_t first = committed->events.front().event.seq;
    const std::scoped_lock lock(mutex_);
    const auto [at, is_new] = places_.try_emplace(committed->workspace);
    Place& place = at->second;
    if (is_new) place.told = place.wanted = first - 1;
    place.wanted = std::max(place.wanted, committed->events.back().event.seq);
    if (!place.is_reading && first <= place.told + 1) return tell(place, committed);
    place.held.push_back(committed);
    if (place.is_reading) return;
    place.is_reading = true;
    read_on(committed->workspace, place.told);
}

// Tells what of the commit has not been told.
void SpineRelay::tell(Place& place, const std::shared_ptr<const Committed>& committed) {
    const std::int64_t last = committed->events.back().event.seq;
    if (last <= place.told) return;
    if (committed->events.front().event.seq > place.told) {
        downstream_.publish(committed);
    } else {
        auto rest = std::make_shared<Committed>();
        rest->workspace = committed->workspace;
        std::ranges::copy_if(committed->events, std::back_inserter(rest->events),
                             [&](const Published& one) { return one.event.seq > place.told; });
        downstream_.publish(std::move(rest));
    }
    place.told = last;
}

void SpineRelay::read_on(WorkspaceId workspace, std::int64_t after) {
    readers_.post(workspace, [this, workspace, after](Repository& repository) {
        std::vector<Published> events;
        try {
            events = repository.hydrate(repository.events(after, events_per_read, {}));
        } catch (const StoreBroken& broken) {
            log_warning("spine_not_read", {{"why", broken.what()}});
        }
        has_read(workspace, std::move(events));
    });
}

// Nothing read though something is wanted: the store is in trouble, or the commit was not there
// after all. Whoever calls next tries again.
void SpineRelay::has_read(WorkspaceId workspace, std::vector<Published> events) {
    const std::scoped_lock lock(mutex_);
    Place& place = places_[workspace];
    const bool is_stuck = events.empty();
    if (!is_stuck) {
        auto committed = std::make_shared<Committed>();
        committed->workspace = workspace;
        committed->events = std::move(events);
        tell(place, committed);
    }
    while (!place.held.empty() && place.held.front()->events.front().event.seq <= place.told + 1) {
        tell(place, place.held.front());
        place.held.pop_front();
    }
    if (place.told >= place.wanted || is_stuck) {
        place.is_reading = false;
    } else {
        read_on(workspace, place.told);
    }
}

}  // namespace parley
