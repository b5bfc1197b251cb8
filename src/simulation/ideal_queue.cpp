#include "simulation/ideal_queue.hpp"

#include <algorithm>

namespace parley::simulation {
namespace {

// Moments, the earliest first.
class Moments {
public:
    void add(Instant at) { heap_.push(at); }
    Instant first() const { return heap_.top(); }
    void drop_first() { heap_.pop(); }
    void drop_until(Instant now) {
        while (!heap_.empty() && heap_.top() <= now) heap_.pop();
    }
    std::size_t size() const { return heap_.size(); }

private:
    std::priority_queue<Instant, std::vector<Instant>, std::greater<>> heap_;
};

}  // namespace

std::vector<Outcome> ideal_outcomes(const std::vector<Coming>& comings, int servers,
                                    std::optional<std::size_t> room) {
    Moments free;       // When each server is next.
    Moments waits_end;  // Of those still waiting.
    for (int i = 0; i < servers; ++i) free.add(Instant{});
    std::vector<Outcome> outcomes;
    outcomes.reserve(comings.size());
    for (const Coming& coming : comings) {
        const Duration wait = std::max(free.first() - coming.at, Duration::zero());
        waits_end.drop_until(coming.at);
        if (wait > Duration::zero() && room && waits_end.size() >= *room) {
            outcomes.push_back({Fate::turned_away, {}});
            continue;
        }
        const bool stays = wait <= coming.patience;
        const Duration waited = stays ? wait : coming.patience;
        if (wait > Duration::zero()) waits_end.add(coming.at + waited);
        outcomes.push_back({stays ? Fate::served : Fate::gave_up, waited});
        if (!stays) continue;
        free.drop_first();
        free.add(coming.at + wait + coming.service);
    }
    return outcomes;
}

}  // namespace parley::simulation
