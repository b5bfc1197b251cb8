// What is due when: at most one moment per item (its lease, hold or overflow) and per agent
// (wrap-up).
#pragma once

#include <optional>
#include <vector>

#include "base/time.hpp"
#include "routing/impl/indexed_heap.hpp"
#include "routing/impl/slots.hpp"

namespace parley::routing {

struct TimerEntry {
    std::int64_t due_ms;
    std::uint32_t owner;

    bool is_agent() const { return (owner & 1) != 0; }
    Slot slot() const { return owner >> 1; }
};

class Timers {
public:
    static std::uint32_t item_owner(Slot slot) { return slot << 1; }
    static std::uint32_t agent_owner(Slot slot) { return slot << 1 | 1; }

    void set(std::uint32_t owner, Instant due) {
        if (owner >= places_.size()) places_.resize(owner + 1, no_place);
        const TimerEntry entry{to_ms(due), owner};
        if (const Place place = places_[owner]; place != no_place) {
            heap_.change(place, entry, Context{places_});
        } else {
            heap_.push(entry, Context{places_});
        }
    }

    void clear(std::uint32_t owner) {
        if (owner >= places_.size() || places_[owner] == no_place) return;
        const Place place = places_[owner];
        places_[owner] = no_place;
        heap_.remove(place, Context{places_});
    }

    // What is due first, if anything is.
    std::optional<Instant> first() const {
        if (heap_.empty()) return std::nullopt;
        return from_ms(heap_.top().due_ms);
    }

    // All that are due in that millisecond, in no order: to order them in the heap would take a
    // look at the rows of their owners, whenever one of them moves.
    std::vector<TimerEntry> all_first() {
        std::vector<TimerEntry> found;
        heap_.for_each_first(Context{places_},
                             [&found](const TimerEntry& entry) { found.push_back(entry); });
        return found;
    }

    std::optional<Instant> due(std::uint32_t owner) const {
        if (owner >= places_.size() || places_[owner] == no_place) return std::nullopt;
        return from_ms(heap_.at(places_[owner]).due_ms);
    }

private:
    struct Context {
        std::vector<Place>& places;
        bool before(const TimerEntry& a, const TimerEntry& b) const { return a.due_ms < b.due_ms; }
        void moved(const TimerEntry& entry, Place place) const { places[entry.owner] = place; }
    };

    IndexedHeap<TimerEntry> heap_;
    std::vector<Place>
        places_;  // By owner; apart from the rows, so that sinking touches little memory.
};

}  // namespace parley::routing
