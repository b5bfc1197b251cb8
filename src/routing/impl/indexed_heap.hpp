// A four-ary heap whose entries can be changed and removed in place, because their owners are told
// where they stand. Four children share a cache line of 16-byte entries, and halve the depth of a
// binary heap.
//
// `Context` supplies before(a, b), a strict weak order, and moved(entry, place). It is passed with
// each call instead of being stored, so that heaps can live in tables that move.
#pragma once

#include <algorithm>
#include <cstdint>
#include <new>
#include <vector>

#include "base/assert.hpp"
#include "routing/impl/slots.hpp"

namespace parley::routing {

using Place = std::uint32_t;
inline constexpr Place no_place = 0xffff'ffff;

template <class Entry>
struct CacheLineAllocator {
    using value_type = Entry;

    CacheLineAllocator() = default;
    template <class Other>
    explicit CacheLineAllocator(const CacheLineAllocator<Other>&) {}

    Entry* allocate(std::size_t count) {
        return static_cast<Entry*>(
            ::operator new(count * sizeof(Entry), std::align_val_t{cache_line}));
    }
    void deallocate(Entry* entries, std::size_t) {
        ::operator delete(entries, std::align_val_t{cache_line});
    }
    friend bool operator==(const CacheLineAllocator&, const CacheLineAllocator&) = default;
};

template <class Entry>
class IndexedHeap {
public:
    bool empty() const { return size() == 0; }
    std::size_t size() const { return entries_.size() - padding; }
    const Entry& top() const { return at(0); }
    const Entry& at(Place place) const { return entries_[padding + place]; }

    template <class Context>
    void push(Entry entry, const Context& context) {
        entries_.push_back(entry);
        rise(size() - 1, entry, context);
    }

    template <class Context>
    void change(Place place, Entry entry, const Context& context) {
        if (context.before(entry, at(place))) {
            rise(place, entry, context);
        } else {
            sink(place, entry, context);
        }
    }

    // The removed entry's owner is not told.
    template <class Context>
    void remove(Place place, const Context& context) {
        PARLEY_ASSERT(place < size());
        const Entry last = entries_.back();
        entries_.pop_back();
        if (place == size()) return;
        change(place, last, context);
    }

    // Those that nothing is before, in no order; they stand together at the top.
    template <class Context, class Visit>
    void for_each_first(const Context& context, Visit visit, std::size_t place = 0) const {
        if (place >= size() || context.before(top(), entries_[padding + place])) return;
        visit(entries_[padding + place]);
        for (std::size_t child = place * arity + 1; child <= place * arity + arity; ++child)
            for_each_first(context, visit, child);
    }

private:
    static constexpr std::size_t arity = 4;
    // Before the root, so that every family of four begins on a cache line.
    static constexpr std::size_t padding = arity - 1;

    Entry& slot(std::size_t place) { return entries_[padding + place]; }

    template <class Context>
    void put(std::size_t place, const Entry& entry, const Context& context) {
        slot(place) = entry;
        context.moved(entry, static_cast<Place>(place));
    }

    template <class Context>
    void rise(std::size_t place, Entry entry, const Context& context) {
        while (place > 0) {
            const std::size_t parent = (place - 1) / arity;
            if (!context.before(entry, slot(parent))) break;
            put(place, slot(parent), context);
            place = parent;
        }
        put(place, entry, context);
    }

    template <class Context>
    void sink(std::size_t place, Entry entry, const Context& context) {
        for (;;) {
            const std::size_t first = place * arity + 1;
            if (first >= size()) break;
            std::size_t best = first;
            const std::size_t end = std::min(first + arity, size());
            for (std::size_t child = first + 1; child < end; ++child) {
                if (context.before(slot(child), slot(best))) best = child;
            }
            if (!context.before(slot(best), entry)) break;
            put(place, slot(best), context);
            place = best;
        }
        put(place, entry, context);
    }

    std::vector<Entry, CacheLineAllocator<Entry>> entries_ =
        std::vector<Entry, CacheLineAllocator<Entry>>(padding);
};

}  // namespace parley::routing
