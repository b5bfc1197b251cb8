#include "simulation/poisson_source.hpp"

#include <cmath>
#include <numbers>

namespace parley::simulation {
namespace {

Duration ticks(double time) { return Duration{std::llround(time)}; }

}  // namespace

PoissonSource::PoissonSource(const std::vector<KindOfContact>& kinds, Swing swing,
                             std::uint64_t count, Rng& rng)
    : kinds_(kinds), swing_(swing), left_(count), rng_(rng) {
    for (const KindOfContact& kind : kinds) total_ += kind.rate;
}

void PoissonSource::advance() {
    const double highest = 1 + swing_.share;
    for (;;) {
        now_ += draw_exponential(rng_) / (total_ * highest);
        if (swing_.share == 0) return;
        const double here =
            1 + swing_.share * std::sin(2 * std::numbers::pi * now_ / swing_.period);
        if (draw_uniform(rng_) * highest <= here) return;
    }
}

std::optional<Coming> PoissonSource::next() {
    if (left_ == 0) return std::nullopt;
    --left_;
    advance();
    std::size_t at = 0;
    if (kinds_.size() > 1) {
        double rest = draw_uniform(rng_) * total_;
        while (at + 1 < kinds_.size() && rest > kinds_[at].rate) rest -= kinds_[at++].rate;
    }
    const KindOfContact& kind = kinds_[at];
    Coming coming;
    coming.at = Instant{ticks(now_)};
    coming.kind = static_cast<std::uint32_t>(at);
    coming.service = ticks(kind.service.draw(rng_) * kind.service_mean);
    if (kind.patience_mean > 0) {
        coming.patience = ticks(kind.patience.draw(rng_) * kind.patience_mean);
    }
    return coming;
}

}  // namespace parley::simulation
