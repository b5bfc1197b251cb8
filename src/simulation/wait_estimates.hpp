// Watches one first-come-first-served queue, and what each estimator of waits would have told those
// who had to wait, against the wait of one who stays.
//
// Who gives up would have waited until the first agent is free for whom nobody waits who came
// before; so their wait is known in the end, too (the "offered wait" of Ibrahim and Whitt, see
// workforce/expected_wait.hpp).
#pragma once

#include <array>
#include <deque>
#include <string_view>

#include "simulation/world.hpp"
#include "workforce/expected_wait.hpp"

namespace parley::simulation {

enum class WaitEstimator {
    asterisk_ema,
    asterisk_announced_plus30,  // The same and half a minute, as it is announced.
    opensips,
    ql,
    ql_with_abandonment,
    hol,
    les,
};
inline constexpr std::array<std::string_view, 7> wait_estimator_names{
    "asterisk_ema", "asterisk_announced_plus30", "opensips", "ql", "ql_with_abandonment", "hol",
    "les"};

class WaitEstimates final : public Watcher {
public:
    // `staffed` per tick; `second` in ticks.
    WaitEstimates(const workforce::Staffed& staffed, double second, Instant warm)
        : staffed_(staffed), second_(second), warm_(warm) {}

    // Root of the mean squared error, in seconds. REQUIRES: somebody waited.
    double error_s(WaitEstimator estimator) const;
    std::uint64_t counted() const { return counted_; }

    void came(std::uint64_t number, const Coming& coming) override;
    void turned_away(std::uint64_t, const Coming&) override {}
    void waits(std::uint64_t number, const Coming& coming) override;
    void served(const Service& service) override;
    void gave_up(std::uint64_t number, const Coming& coming, Instant now) override;
    void released(std::uint32_t agent, Instant now) override;

private:
    using Seconds = std::array<double, wait_estimator_names.size()>;
    struct Told {
        std::uint64_t number = 0;
        Instant at;
        bool waits = true;  // Or has given up, and their wait is not known yet.
        Seconds seconds{};
    };

    Seconds tell(Instant now) const;
    void settle(const Told& told, Instant now);
    // An agent was free, and nobody waited for them.
    void settle_idle();

    workforce::Staffed staffed_;
    double second_;
    Instant warm_;
    std::deque<Told> told_;  // In the order they came.
    int waiting_ = 0;
    std::optional<Instant> freed_at_;
    Duration last_wait_{};
    workforce::HoldTime hold_;
    std::uint64_t counted_ = 0;
    Seconds squares_{};
};

}  // namespace parley::simulation
