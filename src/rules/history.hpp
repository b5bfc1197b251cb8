// What happened to one contact of late, counted exactly: "failed in a queue twice within a day".
//
// A counter keeps the newest `kept_max` instants. No condition compares with more than `times_max`,
// so every answer is as if all had been kept, over any window; nothing is ever recounted or swept.
// An instant is in a window until it expires, and when the next one does is known beforehand: who
// waits for a condition to change sleeps until then.
//
// Bounds: `kept_max` instants a counter; a happening is counted altogether and for each value of
// its attributes, of which `values_max` are kept: beyond, the one that has been quiet longest is
// forgotten. forget() drops what no window reaches any more.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "base/time_zone.hpp"
#include "rules/condition.hpp"

namespace parley::rules {

// Since `within` ago, or, with a zone, since the day began there.
struct Window {
    Duration within{0};
    const TimeZone* zone = nullptr;  // Set: today; `within` is not looked at.

    Instant since(Instant now) const;  // Instants from here on are in it.
    Instant expiry(Instant at) const;  // When `at` leaves it.
};

class SlidingCounter {
public:
    static constexpr std::size_t kept_max = times_max + 1;

    void feed(Instant at);  // In any order. What was fed has happened, whatever a clock says.
    // REQUIRES: what it counted and what `other` did are different happenings.
    void merge(const SlidingCounter& other);
    void forget(Instant before);

    // At most kept_max.
    std::int64_t count(const Window& window, Instant now) const;
    // When count() changes by itself, from `now` on; Instant::max(): never.
    Instant next_change(const Window& window, Instant now) const;
    // When it has fallen to `count`. REQUIRES: count() is more than that.
    Instant falls_to(std::int64_t count, const Window& window) const;

    std::span<const Instant> instants() const { return instants_; }  // Oldest first.

private:
    std::vector<Instant> instants_;
};

class History {
public:
    static constexpr std::size_t values_max = 16;
    static constexpr std::size_t bytes_max = 1'024 * 1'024;

    using Attributes = std::vector<std::pair<std::string, std::string>>;

    // Attributes that the happening is not limited by are passed over.
    // REQUIRES: happening_named(happening), and not before 1970.
    void feed(std::string_view happening, Instant at, const Attributes& attributes = {});
    // Of contacts that turned out to be one. The two have no happening in common.
    void merge(const History& other);
    // Drops what is older than window_max before `now`.
    void forget(Instant now);

    // Null: nothing of the kind happened. `attribute` and `value` are empty for all of them.
    const SlidingCounter* counter(std::string_view happening, std::string_view attribute = {},
                                  std::string_view value = {}) const;

    // For a row of the store, and back. Refuses history_malformed (invalid).
    std::string bytes() const;
    static Result<History> parse(std::string_view bytes);

private:
    struct Entry {
        std::string happening;
        std::string attribute;
        std::string value;  // Folded.
        SlidingCounter counter;
    };
    SlidingCounter& counter_for(std::string_view happening, std::string_view attribute,
                                std::string value);
    void bound_values(std::string_view happening, std::string_view attribute);

    std::vector<Entry> entries_;  // By happening, attribute, value.
};

}  // namespace parley::rules
