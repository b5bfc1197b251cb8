// Figures: what a report shows, computed from sums when it is read (docs/guide/reports.md says each
// one's formula in words).
//
// No value is not 0: what cannot be said, as a mean of nothing, has no number. A share keeps what
// it was divided from, so that both can be shown beside it.
#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <span>
#include <string_view>

#include "insight/totals.hpp"

namespace parley::insight {

// What may be asked for. Changing it changes past days too.
struct Options {
    static constexpr Duration threshold_max = std::chrono::hours(1);

    Duration threshold = 20s;     // "In time", for service levels and replies.
    Duration short_abandon = 5s;  // Who leaves so soon has not waited.
    int good_score = 4;           // Satisfied: this and better, of 5.
};

enum class Unit { count, share, duration, number };
BOOST_DESCRIBE_ENUM(Unit, count, share, duration, number)

// The list behind a figure's number: what it counts, one row each.
enum class Behind {
    none,
    opened,
    asked,
    queued,
    assigned,
    transferred,
    closed,
    closed_served,
    valid,
    silent,
    never_replied,
    replied,
    repeated,
    answered,
    abandoned,
    flowed_out,
    invited,
    rated,
    good,
    first_responses,
    stints,
};
BOOST_DESCRIBE_ENUM(Behind, none, opened, asked, queued, assigned, transferred, closed,
                    closed_served, valid, silent, never_replied, replied, repeated, answered,
                    abandoned, flowed_out, invited, rated, good, first_responses, stints)

struct Value {
    std::optional<double> number;  // Milliseconds of a duration; 0 … 1 of a share.
    std::optional<double> top;     // Of a share, a mean: divided,
    std::optional<double> bottom;  // by this.
    bool is_approximate = false;
};

struct Figure {
    std::string_view id;
    Unit unit = Unit::count;
    Value (*of)(const Totals&, const Options&) = nullptr;
    Behind behind = Behind::none;
    bool has_agent = true;   // Can be said of one agent.
    bool is_agents = false;  // Is about agents' time, which no queue has a part of.
};

std::span<const Figure> figures();
const Figure* figure_named(std::string_view id);  // Null: there is none.

}  // namespace parley::insight
