#include "insight/cover.hpp"

namespace parley::insight {
namespace {

Grain finer(Grain grain) { return static_cast<Grain>(static_cast<int>(grain) - 1); }

void add(std::vector<Stretch>& to, const Days& days, const Stretch& part) {
    if (part.from >= part.to) return;
    if (part.grain == Grain::quarter) {
        if (!to.empty() && to.back().grain == Grain::quarter && to.back().to == part.from)
            to.back().to = part.to;
        else
            to.push_back(part);
        return;
    }
    Instant inner_from = days.start_of(part.grain, part.from);
    if (inner_from < part.from) inner_from = days.next(part.grain, inner_from);
    const Instant inner_to = days.start_of(part.grain, part.to);
    if (inner_from >= inner_to) {
        add(to, days, {finer(part.grain), part.from, part.to});
        return;
    }
    add(to, days, {finer(part.grain), part.from, inner_from});
    to.push_back({part.grain, inner_from, inner_to});
    add(to, days, {finer(part.grain), inner_to, part.to});
}

}  // namespace

std::vector<Stretch> cover(const Days& days, Instant from, Instant to, Grain largest) {
    std::vector<Stretch> stretches;
    add(stretches, days, {largest, from, to});
    return stretches;
}

}  // namespace parley::insight
