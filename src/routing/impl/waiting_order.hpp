// Waiting items in order, with the count before any of them: what a heap cannot say.
//
// Sorted blocks of at most `block_size` entries behind a small directory. The two ends, where
// nearly everything happens, are reached without a search; elsewhere one binary search over blocks,
// one within, and a move of at most one block. At waiting_max that is cheaper than any tree of
// nodes.
//
// `Context` supplies before(a, b), a strict total order.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/assert.hpp"
#include "routing/impl/slots.hpp"

namespace parley::routing {

struct WaitingEntry {
    std::int64_t rank;  // Lower is served first.
    Slot item;
};

class WaitingOrder {
public:
    bool empty() const { return size_ == 0; }
    std::size_t size() const { return size_; }
    // REQUIRES: not empty.
    const WaitingEntry& front() const { return *blocks_.front().first(); }

    template <class Context>
    void insert(WaitingEntry entry, const Context& context) {
        if (blocks_.empty()) blocks_.emplace_back();
        std::size_t at = block_of(entry, context);
        if (blocks_[at].is_full()) at = make_room(at, entry, context);
        Block& block = blocks_[at];
        WaitingEntry* place = std::lower_bound(block.first(), block.last(), entry, by(context));
        if (block.end == block_size) {  // Room is only at the front: move the head down.
            std::move(block.first(), place, block.first() - 1);
            --block.begin;
            *(place - 1) = entry;
        } else {
            std::move_backward(place, block.last(), block.last() + 1);
            ++block.end;
            *place = entry;
        }
        ++size_;
    }

    // REQUIRES: the entry is in here.
    template <class Context>
    void erase(WaitingEntry entry, const Context& context) {
        PARLEY_ASSERT(size_ > 0);
        const std::size_t at = block_of(entry, context);
        Block& block = blocks_[at];
        WaitingEntry* place = std::lower_bound(block.first(), block.last(), entry, by(context));
        PARLEY_ASSERT(place != block.last() && place->item == entry.item);
        if (place == block.first()) {
            ++block.begin;
        } else {
            std::move(place + 1, block.last(), place);
            --block.end;
        }
        --size_;
        if (block.begin != block.end) return;
        if (blocks_.size() == 1) {
            block.begin = block.end = 0;  // Kept: most queues swing between none and one.
        } else {
            blocks_.erase(blocks_.begin() + static_cast<std::ptrdiff_t>(at));
        }
    }

    template <class Context>
    std::size_t count_before(WaitingEntry entry, const Context& context) const {
        if (size_ == 0) return 0;
        const std::size_t at = block_of(entry, context);
        std::size_t count = 0;
        for (std::size_t i = 0; i < at; ++i) count += blocks_[i].end - blocks_[i].begin;
        const Block& block = blocks_[at];
        return count +
               (std::lower_bound(block.first(), block.last(), entry, by(context)) - block.first());
    }

    template <class Visit>
    void for_each(Visit visit) const {
        for (const Block& block : blocks_) {
            for (const WaitingEntry* entry = block.first(); entry != block.last(); ++entry)
                visit(*entry);
        }
    }

    // In order, until `visit` says false.
    template <class Visit>
    void for_each_while(Visit visit) const {
        for (const Block& block : blocks_) {
            for (const WaitingEntry* entry = block.first(); entry != block.last(); ++entry) {
                if (!visit(*entry)) return;
            }
        }
    }

private:
    static constexpr std::uint32_t block_size = 256;

    struct Block {
        std::unique_ptr<WaitingEntry[]> entries =
            std::make_unique_for_overwrite<WaitingEntry[]>(block_size);
        std::uint32_t begin = 0;
        std::uint32_t end = 0;

        WaitingEntry* first() const { return entries.get() + begin; }
        WaitingEntry* last() const { return entries.get() + end; }
        bool is_full() const { return end - begin == block_size; }
    };

    template <class Context>
    static auto by(const Context& context) {
        return [&context](const WaitingEntry& a, const WaitingEntry& b) {
            return context.before(a, b);
        };
    }

    // The last block that does not begin after the entry; the first when all do.
    template <class Context>
    std::size_t block_of(WaitingEntry entry, const Context& context) const {
        const std::size_t count = blocks_.size();
        if (count == 1 || context.before(entry, *blocks_[1].first())) return 0;
        if (!context.before(entry, *blocks_.back().first())) return count - 1;
        const auto after = std::upper_bound(
            blocks_.begin() + 1, blocks_.end(), entry,
            [&](const WaitingEntry& e, const Block& b) { return context.before(e, *b.first()); });
        return static_cast<std::size_t>(after - blocks_.begin()) - 1;
    }

    // Splits a full block and says where the entry now belongs. Arrivals in order fill blocks
    // wholly.
    template <class Context>
    std::size_t make_room(std::size_t at, WaitingEntry entry, const Context& context) {
        const bool arrives_last =
            at + 1 == blocks_.size() && context.before(*(blocks_[at].last() - 1), entry);
        Block upper;
        if (!arrives_last) {
            Block& lower = blocks_[at];
            const std::uint32_t half = block_size / 2;
            std::copy(lower.first() + half, lower.last(), upper.first());
            upper.end = block_size - half;
            lower.end = lower.begin + half;
        }
        const bool goes_up = arrives_last || !context.before(entry, *upper.first());
        blocks_.insert(blocks_.begin() + static_cast<std::ptrdiff_t>(at) + 1, std::move(upper));
        return goes_up ? at + 1 : at;
    }

    std::vector<Block> blocks_;
    std::size_t size_ = 0;
};

}  // namespace parley::routing
