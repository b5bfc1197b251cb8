// Virtual time: contacts come, wait, give up, are served, and a Router decides by whom.
//
// Deterministic: the same source, floor and router go the same way. At one moment what ends comes
// before the router's own deadlines, these before giving up, and that before who comes.
//
// Ownership:  one thread. The router and the watcher must outlive it.
// Bounds:     at most `open_max` items at once; then std::length_error.
// Start with: World::run.
#pragma once

#include <queue>
#include <stdexcept>

#include "simulation/floor.hpp"
#include "simulation/router.hpp"

namespace parley::simulation {

inline constexpr Duration never = Duration::max();

// One contact, with all that is chance decided beforehand: any router meets the same ones.
struct Coming {
    Instant at;
    std::uint32_t kind = 0;
    Duration patience = never;  // Waits so long for an agent, then gives up.
    Duration service{};
};

class Source {
public:
    virtual ~Source() = default;
    // In order of time; none: that was the last.
    virtual std::optional<Coming> next() = 0;
};

struct DutyChange {
    Instant at;
    std::uint32_t agent = 0;
    bool on = false;
};

struct Service {
    std::uint64_t number = 0;
    Coming coming;
    std::uint32_t agent = 0;
    bool waited = false;  // Not given at the moment it came.
    Instant now;

    Duration wait() const { return now - coming.at; }
};

// Told of everything, in order. `number` counts all who came, from 0.
class Watcher {
public:
    virtual ~Watcher() = default;
    // Before the router hears of it.
    virtual void came(std::uint64_t number, const Coming& coming) = 0;
    virtual void turned_away(std::uint64_t number, const Coming& coming) = 0;
    // Let in, and nobody had time.
    virtual void waits(std::uint64_t number, const Coming& coming) = 0;
    virtual void served(const Service& service) = 0;
    virtual void gave_up(std::uint64_t number, const Coming& coming, Instant now) = 0;
    virtual void released(std::uint32_t agent, Instant now) = 0;
    virtual void duty(std::uint32_t, bool, Instant) {}
};

class World {
public:
    static constexpr std::uint32_t open_max = 1u << 20;

    World(Router& router, Watcher& watcher, std::optional<std::size_t> room)
        : router_(router), watcher_(watcher), room_(room) {}

    // Ends when the last has come and nobody waits any longer; or at `end`, if that is earlier.
    // `duties` are in order of time.
    void run(Source& source, const std::vector<DutyChange>& duties = {},
             Instant end = Instant::max());

    std::size_t waiting() const { return waiting_; }

private:
    enum class Stage : std::uint8_t { none, entering, waiting, served };
    struct Open {
        Coming coming;
        std::uint64_t number = 0;
        std::uint32_t agent = 0;
        Stage stage = Stage::none;
    };
    enum class Due : std::uint8_t { release, give_up };
    struct Moment {
        Instant at;
        Due due{};
        std::uint32_t slot = 0;
        std::uint64_t number = 0;
        bool operator>(const Moment& other) const {
            if (at != other.at) return at > other.at;
            if (due != other.due) return due > other.due;
            return number > other.number;
        }
    };

    void enter(const Coming& coming);
    void happen(const Moment& moment);
    void take_given(Instant now);
    void forget(std::uint32_t slot);

    Router& router_;
    Watcher& watcher_;
    std::optional<std::size_t> room_;
    std::vector<Open> open_;
    std::vector<std::uint32_t> free_;
    std::priority_queue<Moment, std::vector<Moment>, std::greater<>> moments_;
    std::size_t waiting_ = 0;
    std::uint64_t came_ = 0;
};

}  // namespace parley::simulation
