// Instants are UTC with millisecond precision; durations are milliseconds. Decisions take `now` as
// an argument; only adapters and `main` hold a Clock.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace parley {

using Duration = std::chrono::milliseconds;
using Instant = std::chrono::sys_time<Duration>;

using namespace std::chrono_literals;  // NOLINT: 20s reads better than anything we could write.

constexpr std::int64_t to_ms(Instant instant) { return instant.time_since_epoch().count(); }
constexpr Instant from_ms(std::int64_t epoch_ms) { return Instant{Duration{epoch_ms}}; }

// REQUIRES: callable from any thread.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
public:
    Instant now() const override {
        return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
    }
};

// A clock that stands still until told. For tests, simulation and the demo's virtual weeks.
class ManualClock final : public Clock {
public:
    explicit ManualClock(Instant start) : now_(start) {}
    Instant now() const override { return now_; }
    void set(Instant instant) { now_ = instant; }
    void advance(Duration by) { now_ = now() + by; }  // By one thread.

private:
    std::atomic<Instant> now_;
};

}  // namespace parley
