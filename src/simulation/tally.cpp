#include "simulation/tally.hpp"

#include <algorithm>

namespace parley::simulation {

Tally::Tally(TallyPlan plan) : plan_(std::move(plan)), kinds_(plan_.kinds), busy_(plan_.pools) {
    areas_.busy.resize(plan_.pools);
    watched_ = areas_;
    for (KindTally& kind : kinds_) {
        kind.within.resize(plan_.thresholds.size());
        kind.served_within.resize(plan_.thresholds.size());
    }
}

KindTally Tally::all() const {
    KindTally all = kinds_.front();
    for (std::size_t at = 1; at < kinds_.size(); ++at) {
        const KindTally& kind = kinds_[at];
        all.came += kind.came;
        all.turned_away += kind.turned_away;
        all.waited += kind.waited;
        all.served += kind.served;
        all.gave_up += kind.gave_up;
        all.work += kind.work;
        all.wait += kind.wait;
        all.wait_served += kind.wait_served;
        for (std::size_t i = 0; i < all.within.size(); ++i) {
            all.within[i] += kind.within[i];
            all.served_within[i] += kind.served_within[i];
        }
        all.waits.insert(all.waits.end(), kind.waits.begin(), kind.waits.end());
    }
    return all;
}

double Tally::load() const {
    double work = 0;
    for (const KindTally& kind : kinds_) work += kind.work;
    return work / duration();
}

void Tally::pass(Instant now) {
    const Instant from = std::max(now_, plan_.warm);
    now_ = now;
    if (now <= from) return;
    const auto time = static_cast<double>((now - from).count());
    areas_.waiting += time * static_cast<double>(waiting_);
    for (std::size_t pool = 0; pool < busy_.size(); ++pool) {
        areas_.busy[pool] += time * static_cast<double>(busy_[pool]);
    }
}

void Tally::came(std::uint64_t, const Coming& coming) {
    pass(coming.at);
    if (!counts(coming)) return;
    ++kinds_[coming.kind].came;
    kinds_[coming.kind].work += static_cast<double>(coming.service.count());
    watched_ = areas_;
    until_ = coming.at;
}

void Tally::turned_away(std::uint64_t, const Coming& coming) {
    if (counts(coming)) ++kinds_[coming.kind].turned_away;
}

void Tally::waits(std::uint64_t, const Coming& coming) {
    ++waiting_;
    if (counts(coming)) ++kinds_[coming.kind].waited;
}

void Tally::wait_ended(KindTally& kind, Duration wait) {
    kind.wait += static_cast<double>(wait.count());
    for (std::size_t i = 0; i < plan_.thresholds.size(); ++i) {
        if (wait <= plan_.thresholds[i]) ++kind.within[i];
    }
    if (plan_.keep_waits) kind.waits.push_back(static_cast<float>(wait.count()));
}

void Tally::served(const Service& service) {
    pass(service.now);
    ++busy_[plan_.pool_of_agent[service.agent]];
    if (service.waited) --waiting_;
    if (!counts(service.coming)) return;
    KindTally& kind = kinds_[service.coming.kind];
    const Duration wait = service.wait();
    ++kind.served;
    wait_ended(kind, wait);
    kind.wait_served += static_cast<double>(wait.count());
    for (std::size_t i = 0; i < plan_.thresholds.size(); ++i) {
        if (wait <= plan_.thresholds[i]) ++kind.served_within[i];
    }
}

void Tally::gave_up(std::uint64_t, const Coming& coming, Instant now) {
    pass(now);
    --waiting_;
    if (!counts(coming)) return;
    KindTally& kind = kinds_[coming.kind];
    ++kind.gave_up;
    wait_ended(kind, now - coming.at);
}

void Tally::released(std::uint32_t agent, Instant now) {
    pass(now);
    --busy_[plan_.pool_of_agent[agent]];
}

}  // namespace parley::simulation
