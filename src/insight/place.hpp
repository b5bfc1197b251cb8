// Where something is counted, and over which stretch of time.
#pragma once

#include <boost/describe/enum.hpp>
#include <compare>
#include <cstdint>

#include "domain/ids.hpp"

namespace parley::insight {

// One agent, or everybody together (nil), in one queue and inbox; what belongs to an agent alone,
// as wrap-up does, has neither.
struct Place {
    AgentId agent;
    QueueId queue;
    InboxId inbox;

    friend auto operator<=>(const Place&, const Place&) = default;
};

// quarter, hour: of UTC. day, month: of the workspace's own clocks.
enum class Grain { quarter, hour, day, month };
BOOST_DESCRIBE_ENUM(Grain, quarter, hour, day, month)

inline constexpr Duration quarter_length = std::chrono::minutes(15);

struct CellKey {
    Grain grain = Grain::quarter;
    bool of_agent = false;
    Instant start;
    std::int64_t place = 0;  // Its number in the workspace: report_place.

    friend auto operator<=>(const CellKey&, const CellKey&) = default;
};

// Where days and months begin.
class Days {
public:
    virtual ~Days() = default;
    virtual Instant start_of(Grain grain, Instant at) const = 0;  // The one that `at` is in.
    virtual Instant next(Grain grain, Instant start) const = 0;   // The one after `start`'s.
};

// Clocks that are never changed.
class FixedDays final : public Days {
public:
    explicit FixedDays(std::chrono::minutes ahead_of_utc) : ahead_(ahead_of_utc) {}
    Instant start_of(Grain grain, Instant at) const override;
    Instant next(Grain grain, Instant start) const override;

private:
    std::chrono::minutes ahead_;
};

}  // namespace parley::insight
