#include "workforce/two_pools.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <vector>

namespace parley::workforce {
namespace {

constexpr int sweeps_max = 100'000;
constexpr double at_rest = 1e-13;  // Change of a sweep, relative to all.
constexpr double cut_max = 1e-9;   // What may weigh at the cut of a queue.
constexpr int first_cut = 40;

struct Place {
    int busy_1 = 0;
    int busy_2 = 0;
    int waiting_a = 0;
    int waiting_b = 0;
};

struct Way {
    std::uint32_t from = 0;
    double rate = 0;
};

class Chain {
public:
    Chain(const TwoPools& model, int cut) : model_(model), cut_(cut) {
        for (int i = 0; i <= model.pool_1; ++i) {
            for (int j = 0; j < model.pool_2; ++j) places_.push_back({i, j, 0, 0});
            const int a_max = i == model.pool_1 ? cut : 0;
            for (int a = 0; a <= a_max; ++a) {
                for (int b = 0; b <= cut; ++b) places_.push_back({i, model.pool_2, a, b});
            }
        }
        ways_.resize(places_.size());
        leave_.assign(places_.size(), 0.0);
        for (std::uint32_t at = 0; at < places_.size(); ++at) connect(at);
    }

    // Sweeps until nothing moves.
    bool solve() {
        weight_.assign(places_.size(), 1.0 / static_cast<double>(places_.size()));
        for (int sweep = 0; sweep < sweeps_max; ++sweep) {
            double moved = 0;
            double total = 0;
            for (std::size_t at = 0; at < places_.size(); ++at) {
                double in = 0;
                for (const Way& way : ways_[at]) in += weight_[way.from] * way.rate;
                const double now = in / leave_[at];
                moved += std::fabs(now - weight_[at]);
                total += now;
                weight_[at] = now;
            }
            for (double& weight : weight_) weight /= total;
            if (moved < at_rest * total) return true;
        }
        return false;
    }

    double at_cut() const {
        double weight = 0;
        for (std::size_t at = 0; at < places_.size(); ++at) {
            const Place& place = places_[at];
            if (place.waiting_a == cut_ || place.waiting_b == cut_) weight += weight_[at];
        }
        return weight;
    }

    TwoPoolsFigures figures() const {
        TwoPoolsFigures figures;
        double waiting_a = 0;
        double waiting_b = 0;
        for (std::size_t at = 0; at < places_.size(); ++at) {
            const Place& place = places_[at];
            const double weight = weight_[at];
            const bool second_full = place.busy_2 == model_.pool_2;
            if (second_full) figures.b.wait_probability += weight;
            if (second_full && place.busy_1 == model_.pool_1) figures.a.wait_probability += weight;
            waiting_a += weight * place.waiting_a;
            waiting_b += weight * place.waiting_b;
            figures.occupancy_1 += weight * place.busy_1 / model_.pool_1;
            figures.occupancy_2 += weight * place.busy_2 / model_.pool_2;
        }
        figures.a.mean_wait = waiting_a / model_.arrivals_a;
        figures.b.mean_wait = waiting_b / model_.arrivals_b;
        figures.a.abandonment = figures.a.mean_wait * model_.patience;
        figures.b.abandonment = figures.b.mean_wait * model_.patience;
        return figures;
    }

private:
    // Where the constructor put it.
    std::uint32_t index_of(const Place& place) const {
        const int row = model_.pool_2 + cut_ + 1;
        int at = place.busy_1 * row + place.busy_2;
        if (place.busy_2 == model_.pool_2) at += place.waiting_a * (cut_ + 1) + place.waiting_b;
        return static_cast<std::uint32_t>(at);
    }

    void go(std::uint32_t from, const Place& to, double rate) {
        if (rate == 0) return;
        ways_[index_of(to)].push_back({from, rate});
        leave_[from] += rate;
    }

    void connect(std::uint32_t at) {
        const Place here = places_[at];
        const auto [i, j, a, b] = here;
        if (i < model_.pool_1) {
            go(at, {i + 1, j, a, b}, model_.arrivals_a);
        } else if (j < model_.pool_2) {
            go(at, {i, j + 1, a, b}, model_.arrivals_a);
        } else if (a < cut_) {
            go(at, {i, j, a + 1, b}, model_.arrivals_a);
        }
        if (j < model_.pool_2) {
            go(at, {i, j + 1, a, b}, model_.arrivals_b);
        } else if (b < cut_) {
            go(at, {i, j, a, b + 1}, model_.arrivals_b);
        }
        go(at, a > 0 ? Place{i, j, a - 1, b} : Place{i - 1, j, a, b}, i * model_.service);
        if (b > 0) {
            go(at, {i, j, a, b - 1}, j * model_.service);
        } else {
            go(at, a > 0 ? Place{i, j, a - 1, b} : Place{i, j - 1, a, b}, j * model_.service);
        }
        if (a > 0) go(at, {i, j, a - 1, b}, a * model_.patience);
        if (b > 0) go(at, {i, j, a, b - 1}, b * model_.patience);
    }

    TwoPools model_;
    int cut_;
    std::vector<Place> places_;
    std::vector<std::vector<Way>> ways_;  // Into each.
    std::vector<double> leave_;
    std::vector<double> weight_;
};

Result<> check(const TwoPools& model) {
    CHECKED(check_rate(model.arrivals_a, "arrivals_a"));
    CHECKED(check_rate(model.arrivals_b, "arrivals_b"));
    CHECKED(check_rate(model.service, "service"));
    CHECKED(check_rate(model.patience, "patience"));
    for (const int agents : {model.pool_1, model.pool_2}) {
        if (agents < 1 || agents > TwoPools::pool_max) {
            return refuse(Code::invalid, "servers_out_of_bounds",
                          fmt::format("{} agents in a pool", agents), "pools");
        }
    }
    return {};
}

}  // namespace

Result<TwoPoolsFigures> two_pools(const TwoPools& model) {
    CHECKED(check(model));
    for (const int cut : {first_cut, TwoPools::queue_max}) {
        Chain chain(model, cut);
        if (!chain.solve()) break;
        if (chain.at_cut() <= cut_max) return chain.figures();
    }
    return refuse(Code::invalid, "not_settled", "queues too long to be summed");
}

}  // namespace parley::workforce
