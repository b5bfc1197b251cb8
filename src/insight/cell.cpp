#include "insight/cell.hpp"

#include <algorithm>

#include "insight/buckets.hpp"
#include "insight/digits.hpp"

namespace parley::insight {
namespace {

void add_to(LengthSums& to, std::uint16_t bucket, std::int64_t count) {
    const auto at = std::ranges::lower_bound(to.buckets, bucket, {},
                                             &std::pair<std::uint16_t, std::int64_t>::first);
    if (at != to.buckets.end() && at->first == bucket)
        at->second += count;
    else
        to.buckets.insert(at, {bucket, count});
}

using Buckets = std::vector<std::pair<std::uint16_t, std::int64_t>>;

// Both in order: merged in one pass.
void merge(Buckets& to, const Buckets& from) {
    if (from.empty()) return;
    if (to.empty()) {
        to = from;
        return;
    }
    Buckets merged;
    merged.reserve(to.size() + from.size());
    auto a = to.begin();
    auto b = from.begin();
    while (a != to.end() && b != from.end()) {
        if (a->first < b->first) {
            merged.push_back(*a++);
        } else if (b->first < a->first) {
            merged.push_back(*b++);
        } else {
            merged.emplace_back(a->first, a->second + b->second);
            ++a;
            ++b;
        }
    }
    merged.insert(merged.end(), a, to.end());
    merged.insert(merged.end(), b, from.end());
    to = std::move(merged);
}

// Pairs of a rising number, told by its distance from the one before, and a value.
class Pairs {
public:
    void add(std::size_t number, std::int64_t value) {
        append_number(text_, static_cast<std::int64_t>(number - next_));
        append_number(text_, value);
        next_ = number + 1;
        ++count_;
    }
    void append_to(std::string& to) const {
        append_number(to, count_);
        to += text_;
    }

private:
    std::string text_;
    std::size_t next_ = 0;
    std::int64_t count_ = 0;
};

}  // namespace

void Cell::add(Length length, std::int64_t ms) {
    ms = std::max<std::int64_t>(ms, 0);
    LengthSums& to = lengths_[index(length)];
    ++to.count;
    to.sum_ms += ms;
    to.max_ms = std::max(to.max_ms, ms);
    for (std::size_t at = 0; at < exact_seconds.size(); ++at) {
        if (ms > exact_seconds[at] * std::int64_t{1'000}) continue;
        ++to.bands[at];
        break;
    }
    add_to(to, static_cast<std::uint16_t>(bucket_of(ms)), 1);
}

void Cell::add(const Cell& other) {
    for (std::size_t at = 0; at < counters_count; ++at) counters_[at] += other.counters_[at];
    for (std::size_t at = 0; at < lengths_count; ++at) {
        LengthSums& to = lengths_[at];
        const LengthSums& from = other.lengths_[at];
        to.count += from.count;
        to.sum_ms += from.sum_ms;
        to.max_ms = std::max(to.max_ms, from.max_ms);
        for (std::size_t band = 0; band < to.bands.size(); ++band)
            to.bands[band] += from.bands[band];
        merge(to.buckets, from.buckets);
    }
}

std::string Cell::sums() const {
    std::string text;
    Pairs counters;
    for (std::size_t at = 0; at < counters_count; ++at) {
        if (counters_[at] != 0) counters.add(at, counters_[at]);
    }
    counters.append_to(text);
    for (std::size_t at = 0; at < lengths_count; ++at) {
        const LengthSums& length = lengths_[at];
        if (length.count == 0) continue;
        append_number(text, static_cast<std::int64_t>(at));
        append_number(text, length.count);
        append_number(text, length.sum_ms);
        append_number(text, length.max_ms);
        Pairs bands;
        for (std::size_t band = 0; band < length.bands.size(); ++band) {
            if (length.bands[band] != 0) bands.add(band, length.bands[band]);
        }
        bands.append_to(text);
    }
    return text;
}

std::string Cell::spreads() const {
    std::string text;
    for (std::size_t at = 0; at < lengths_count; ++at) {
        if (lengths_[at].buckets.empty()) continue;
        append_number(text, static_cast<std::int64_t>(at));
        Pairs buckets;
        for (const auto& [bucket, count] : lengths_[at].buckets) buckets.add(bucket, count);
        buckets.append_to(text);
    }
    return text;
}

bool Cell::add_sums(std::string_view text) {
    NumberReader from(text);
    const auto put_counter = [&](std::size_t at, std::int64_t by) { counters_[at] += by; };
    if (!take_pairs(from, counters_count, put_counter)) return false;
    while (!from.is_at_end()) {
        const auto at = static_cast<std::size_t>(from.take());
        if (at >= lengths_count) return false;
        LengthSums& to = lengths_[at];
        to.count += from.take();
        to.sum_ms += from.take();
        to.max_ms = std::max(to.max_ms, from.take());
        const auto put_band = [&](std::size_t band, std::int64_t by) { to.bands[band] += by; };
        if (!take_pairs(from, exact_seconds.size(), put_band)) return false;
    }
    return !from.has_failed();
}

bool Cell::add_spreads(std::string_view text) {
    NumberReader from(text);
    Buckets read;
    while (!from.is_at_end()) {
        const auto at = static_cast<std::size_t>(from.take());
        if (at >= lengths_count) return false;
        read.clear();
        const auto put = [&](std::size_t bucket, std::int64_t count) {
            read.emplace_back(static_cast<std::uint16_t>(bucket), count);
        };
        if (!take_pairs(from, buckets_count, put)) return false;
        merge(lengths_[at].buckets, read);
    }
    return !from.has_failed();
}

}  // namespace parley::insight
