// A four-ary heap whose entries can be changed and removed in place, because their owners are told
// where they stand. Four children share a cache line of 16-byte entries, and halve the depth of a
// binary heap.
//
// `Context` supplies before(a, b), a strict total order, and moved(entry, place). It is passed with
// each call instead of being stored, so that heaps can live in tables that move.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/assert.hpp"

namespace parley::routing {

using Place = std::uint32_t;
inline constexpr Place no_place = 0xffff'ffff;

template <class Entry>
class IndexedHeap {
public:
    bool empty() const { return entries_.empty(); }
    std::size_t size() const { return entries_.size(); }
    const Entry& top() const { return entries_.front(); }
    const Entry& at(Place place) const { return entries_[place]; }

    template <class Context>
    void push(Entry entry, const Context& context) {
        entries_.push_back(entry);
        rise(static_cast<Place>(entries_.size() - 1), entry, context);
    }

    template <class Context>
    void change(Place place, Entry entry, const Context& context) {
        if (context.before(entry, entries_[place])) {
            rise(place, entry, context);
        } else {
            sink(place, entry, context);
        }
    }

    // The removed entry's owner is not told.
    template <class Context>
    void remove(Place place, const Context& context) {
        PARLEY_ASSERT(place < entries_.size());
        const Entry last = entries_.back();
        entries_.pop_back();
        if (place == entries_.size()) return;
        change(place, last, context);
    }

    void clear() { entries_.clear(); }

private:
    static constexpr std::size_t arity = 4;

    template <class Context>
    void put(std::size_t place, const Entry& entry, const Context& context) {
        entries_[place] = entry;
        context.moved(entry, static_cast<Place>(place));
    }

    template <class Context>
    void rise(std::size_t place, Entry entry, const Context& context) {
        while (place > 0) {
            const std::size_t parent = (place - 1) / arity;
            if (!context.before(entry, entries_[parent])) break;
            put(place, entries_[parent], context);
            place = parent;
        }
        put(place, entry, context);
    }

    template <class Context>
    void sink(std::size_t place, Entry entry, const Context& context) {
        for (;;) {
            const std::size_t first = place * arity + 1;
            if (first >= entries_.size()) break;
            std::size_t best = first;
            const std::size_t end = std::min(first + arity, entries_.size());
            for (std::size_t child = first + 1; child < end; ++child) {
                if (context.before(entries_[child], entries_[best])) best = child;
            }
            if (!context.before(entries_[best], entry)) break;
            put(place, entries_[best], context);
            place = best;
        }
        put(place, entry, context);
    }

    std::vector<Entry> entries_;
};

}  // namespace parley::routing
