// Rows in stable numbered slots, and an index from ids to slots.
//
// Why not std::unordered_map: a node per item costs a malloc and a cache miss at each of an item's
// four events, and 100,000 of them wait. Slots of erased rows are reused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "base/assert.hpp"

namespace parley::routing {

using Slot = std::uint32_t;
inline constexpr Slot no_slot = 0xffff'ffff;
inline constexpr std::size_t cache_line = 64;

// References stay valid until the row is erased.
template <class Row>
class Slab {
public:
    Slot add() {
        if (!free_.empty()) {
            const Slot slot = free_.back();
            free_.pop_back();
            return slot;
        }
        if (used_ % chunk_size == 0) chunks_.push_back(std::make_unique<Row[]>(chunk_size));
        return used_++;
    }
    void erase(Slot slot) {
        (*this)[slot] = Row{};
        free_.push_back(slot);
    }

    Row& operator[](Slot slot) { return chunks_[slot / chunk_size][slot % chunk_size]; }
    const Row& operator[](Slot slot) const { return chunks_[slot / chunk_size][slot % chunk_size]; }

    // Begins to fetch what a row keeps at its front, line by line at once instead of one after the
    // other as they are used.
    void prefetch(Slot slot) const {
        const auto* row = reinterpret_cast<const char*>(&(*this)[slot]);
        for (std::size_t line = 0; line < Row::front_bytes; line += cache_line)
            __builtin_prefetch(row + line);
    }

    // Slots ever used; erased rows among them are as default-constructed.
    Slot end() const { return used_; }

private:
    static constexpr Slot chunk_size = 32;  // Small, for there may be thousands of small centres.
    std::vector<std::unique_ptr<Row[]>> chunks_;
    std::vector<Slot> free_;
    Slot used_ = 0;
};

// Open addressing with linear probing. Holds 32 bits of the hash; the caller compares the id in the
// row.
class IdIndex {
public:
    void prefetch(std::size_t hash) const {
        if (size_ > 0) __builtin_prefetch(&buckets_[mix(hash) & mask_]);
    }

    // The first slot it may be in; so that what belongs to it can be fetched before the id is
    // looked at. Another's once in a few thousand million times.
    Slot guess(std::size_t hash) const {
        return find(hash, [](Slot) { return true; });
    }

    // `is_it(slot)` says whether the row in that slot has the id looked for.
    template <class IsIt>
    Slot find(std::size_t hash, IsIt is_it) const {
        if (size_ == 0) return no_slot;
        const std::uint32_t tag = mix(hash);
        for (std::uint32_t at = tag & mask_;; at = (at + 1) & mask_) {
            const Bucket& bucket = buckets_[at];
            if (bucket.slot == no_slot) return no_slot;
            if (bucket.tag == tag && is_it(bucket.slot)) return bucket.slot;
        }
    }

    void insert(std::size_t hash, Slot slot) {
        if ((size_ + 1) * 10 > buckets_.size() * 7) grow();
        place({mix(hash), slot});
        ++size_;
    }

    // REQUIRES: the slot was inserted under this hash.
    void erase(std::size_t hash, Slot slot) {
        std::uint32_t hole = mix(hash) & mask_;
        while (buckets_[hole].slot != slot) {
            PARLEY_ASSERT(buckets_[hole].slot != no_slot);
            hole = (hole + 1) & mask_;
        }
        // Close the gap, so that no tombstones gather: pull back whatever may stand at the hole.
        for (std::uint32_t at = (hole + 1) & mask_; buckets_[at].slot != no_slot;
             at = (at + 1) & mask_) {
            const std::uint32_t home = buckets_[at].tag & mask_;
            if (((at - home) & mask_) < ((at - hole) & mask_)) continue;
            buckets_[hole] = buckets_[at];
            hole = at;
        }
        buckets_[hole] = Bucket{};
        --size_;
    }

private:
    struct Bucket {
        std::uint32_t tag = 0;
        Slot slot = no_slot;
    };

    // The ids' own random bits are not evenly spread over the word (UUID variant bits).
    static std::uint32_t mix(std::size_t hash) {
        std::uint64_t x = hash;
        x = (x ^ (x >> 32)) * 0x9e3779b97f4a7c15;
        return static_cast<std::uint32_t>(x >> 32);
    }
    void place(Bucket bucket) {
        std::uint32_t at = bucket.tag & mask_;
        while (buckets_[at].slot != no_slot) at = (at + 1) & mask_;
        buckets_[at] = bucket;
    }
    void grow() {
        std::vector<Bucket> old(buckets_.empty() ? 16 : buckets_.size() * 2);
        old.swap(buckets_);
        mask_ = static_cast<std::uint32_t>(buckets_.size() - 1);
        for (const Bucket& bucket : old) {
            if (bucket.slot != no_slot) place(bucket);
        }
    }

    std::vector<Bucket> buckets_;
    std::uint32_t mask_ = 0;
    std::size_t size_ = 0;
};

}  // namespace parley::routing
