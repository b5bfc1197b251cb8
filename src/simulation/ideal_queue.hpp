// What becomes of each contact of one first-come-first-served queue, by a recursion of a few lines
// instead of an engine: to be held against the engine, contact by contact.
//
// Source: J. Kiefer, J. Wolfowitz, "On the theory of queues with many servers" (1955): the next
// contact is served by the agent who is free first; one who would wait longer than their patience
// is never served, and does not hold up the next.
#pragma once

#include <vector>

#include "simulation/world.hpp"

namespace parley::simulation {

enum class Fate : std::uint8_t { served, gave_up, turned_away };

struct Outcome {
    Fate fate = Fate::turned_away;
    Duration wait{};

    friend bool operator==(const Outcome&, const Outcome&) = default;
};

// `room`: waiting places; none: unlimited. In the order of `comings`, which is that of time.
std::vector<Outcome> ideal_outcomes(const std::vector<Coming>& comings, int servers,
                                    std::optional<std::size_t> room);

// Keeps who came, and what became of each.
class OutcomeLog final : public Watcher {
public:
    const std::vector<Coming>& comings() const { return comings_; }
    const std::vector<Outcome>& outcomes() const { return outcomes_; }

    void came(std::uint64_t, const Coming& coming) override {
        comings_.push_back(coming);
        outcomes_.emplace_back();
    }
    void turned_away(std::uint64_t number, const Coming&) override {
        outcomes_[number] = {Fate::turned_away, {}};
    }
    void waits(std::uint64_t, const Coming&) override {}
    void served(const Service& service) override {
        outcomes_[service.number] = {Fate::served, service.wait()};
    }
    void gave_up(std::uint64_t number, const Coming& coming, Instant now) override {
        outcomes_[number] = {Fate::gave_up, now - coming.at};
    }
    void released(std::uint32_t, Instant) override {}

private:
    std::vector<Coming> comings_;
    std::vector<Outcome> outcomes_;
};

}  // namespace parley::simulation
