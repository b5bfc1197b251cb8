// The agents of a pool in the order they are asked, searched for the first who fits a lane.
//
// A four-ary heap like IndexedHeap whose every entry also knows which lanes anybody below it fits,
// so that a search passes over whole branches in which nobody does. Finding the first of a lane
// looks at about as many entries as there are agents before them who do not fit; a change mends the
// path to the root.
//
// `Context` supplies before(a, b), a strict total order that goes by the key first, and
// moved(candidate, place).
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/assert.hpp"
#include "routing/impl/indexed_heap.hpp"
#include "routing/impl/slots.hpp"

namespace parley::routing {

using LaneBits = std::uint64_t;  // Lanes of one pool, by their number in it.

struct Candidate {
    std::uint64_t key = 0;  // By the queue's strategy; lower is chosen first (candidates.cpp).
    LaneBits fits = 0;
    Slot agent = no_slot;
    std::uint32_t seat = 0;  // Number of the seat; State::seat_places says where it stands.
};

class CandidateHeap {
public:
    bool empty() const { return size() == 0; }
    std::size_t size() const { return entries_.size() - padding; }
    const Candidate& at(Place place) const { return entries_[padding + place].candidate; }
    // Those that anybody fits.
    LaneBits fitted() const { return empty() ? 0 : entries_[padding].below; }

    template <class Context>
    void push(const Candidate& candidate, const Context& context) {
        entries_.push_back({candidate, 0});
        settle(size() - 1, candidate, context);
    }

    template <class Context>
    void change(Place place, const Candidate& candidate, const Context& context) {
        settle(place, candidate, context);
    }

    // The removed candidate's owner is not told.
    template <class Context>
    void remove(Place place, const Context& context) {
        PARLEY_ASSERT(place < size());
        const Candidate last = entries_.back().candidate;
        entries_.pop_back();
        const std::size_t end = size();
        if (end > 0) {
            const std::size_t parent = (end - 1) / arity;
            mend(parent, parent);
        }
        if (place < end) settle(place, last, context);
    }

    // The first who fits one of these lanes; no_place if nobody does.
    template <class Context>
    Place first(LaneBits lanes, const Context& context) const {
        Place best = no_place;
        if ((fitted() & lanes) != 0) search(0, lanes, best, context);
        return best;
    }

    // Whether what entries know of those below them is true.
    bool is_sound() const {
        for (std::size_t place = 0; place < size(); ++place) {
            if (slot(place).below != below(place)) return false;
        }
        return true;
    }

private:
    struct Entry {
        Candidate candidate;
        LaneBits below = 0;  // Its own included.
    };
    static constexpr std::size_t arity = 4;
    static constexpr std::size_t padding = arity - 1;

    Entry& slot(std::size_t place) { return entries_[padding + place]; }
    const Entry& slot(std::size_t place) const { return entries_[padding + place]; }

    template <class Context>
    void put(std::size_t place, const Candidate& candidate, const Context& context) {
        slot(place).candidate = candidate;
        context.moved(candidate, static_cast<Place>(place));
    }

    template <class Context>
    void settle(std::size_t place, const Candidate& candidate, const Context& context) {
        std::size_t at = place;
        while (at > 0) {
            const std::size_t parent = (at - 1) / arity;
            if (!context.before(candidate, slot(parent).candidate)) break;
            put(at, slot(parent).candidate, context);
            at = parent;
        }
        if (at == place) at = sink(place, candidate, context);
        put(at, candidate, context);
        mend(std::max(at, place), std::min(at, place));
    }

    // Where it belongs; those in its way have moved up.
    template <class Context>
    std::size_t sink(std::size_t place, const Candidate& candidate, const Context& context) {
        for (;;) {
            const std::size_t begin = place * arity + 1;
            if (begin >= size()) return place;
            prefetch_families(begin);
            const std::size_t best = first_of(begin, std::min(begin + arity, size()), context);
            if (!context.before(slot(best).candidate, candidate)) return place;
            put(place, slot(best).candidate, context);
            place = best;
        }
    }

    // Those of four brothers, which stand one after the other: the next to be looked at is one of
    // them, and memory is slower than the comparisons that say which.
    void prefetch_families(std::size_t begin) const {
        const std::size_t from = begin * arity + 1;
        if (from >= size()) return;
        const auto* line = reinterpret_cast<const char*>(&slot(from));
        for (std::size_t i = 0; i < arity * arity * sizeof(Entry) / cache_line; ++i)
            __builtin_prefetch(line + i * cache_line);
    }

    // Of brothers. Whose key is the least cannot be foretold, so that each comparison that branched
    // would as often as not be guessed wrong; ties are few.
    template <class Context>
    std::size_t first_of(std::size_t begin, std::size_t end, const Context& context) const {
        std::size_t best = begin;
        std::uint64_t least = slot(begin).candidate.key;
        bool ties = false;
        for (std::size_t child = begin + 1; child < end; ++child) {
            const std::uint64_t key = slot(child).candidate.key;
            ties = key == least || (ties && key > least);
            best = key < least ? child : best;
            least = std::min(key, least);
        }
        if (!ties) return best;
        for (std::size_t child = begin; child < end; ++child) {
            if (context.before(slot(child).candidate, slot(best).candidate)) best = child;
        }
        return best;
    }

    LaneBits below(std::size_t place) const {
        LaneBits all = slot(place).candidate.fits;
        const std::size_t begin = place * arity + 1;
        const std::size_t end = std::min(begin + arity, size());
        for (std::size_t child = begin; child < end; ++child) all |= slot(child).below;
        return all;
    }

    // From the lowest place that changed up; above the highest, only as far as it makes a
    // difference.
    void mend(std::size_t lowest, std::size_t highest) {
        for (std::size_t place = lowest;; place = (place - 1) / arity) {
            const LaneBits all = below(place);
            if (place <= highest && all == slot(place).below) return;
            slot(place).below = all;
            if (place == 0) return;
        }
    }

    template <class Context>
    void search(std::size_t place, LaneBits lanes, Place& best, const Context& context) const {
        const Entry& entry = slot(place);
        if (best != no_place && !context.before(entry.candidate, at(best))) return;
        if ((entry.candidate.fits & lanes) != 0) {
            best = static_cast<Place>(place);
            return;  // Whoever is below comes after.
        }
        const std::size_t begin = place * arity + 1;
        const std::size_t end = std::min(begin + arity, size());
        for (std::size_t child = begin; child < end; ++child) {
            if ((slot(child).below & lanes) != 0) search(child, lanes, best, context);
        }
    }

    std::vector<Entry, CacheLineAllocator<Entry>> entries_ =
        std::vector<Entry, CacheLineAllocator<Entry>>(padding);
};

}  // namespace parley::routing
