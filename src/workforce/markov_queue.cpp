#include "workforce/markov_queue.hpp"

#include <fmt/format.h>

#include <cmath>

#include "workforce/special.hpp"

namespace parley::workforce {
namespace {

constexpr double negligible = 1e-18;
constexpr double percentile_exact = 1e-14;
// Of an endless queue: enough for a load of 0.9999 of the servers.
constexpr std::size_t states_max = 1'000'000;

}  // namespace

Result<SteadyQueue> SteadyQueue::of(const MarkovQueue& queue) {
    CHECKED(check_rate(queue.arrivals, "arrivals"));
    CHECKED(check_rate(queue.service, "service"));
    CHECKED(check_servers(queue.servers));
    if (queue.patience != 0) CHECKED(check_rate(queue.patience, "patience"));
    const double load = queue.arrivals / queue.service;
    CHECKED(check_load(load));
    if (queue.places && (*queue.places < queue.servers || *queue.places > places_max)) {
        return refuse(Code::invalid, "places_out_of_bounds",
                      fmt::format("{} places for {} servers", *queue.places, queue.servers),
                      "places");
    }
    if (!queue.places && queue.patience == 0 && load >= queue.servers) {
        return refuse(Code::invalid, "queue_grows_forever",
                      fmt::format("{} erlangs for {} servers", load, queue.servers), "servers");
    }
    SteadyQueue steady(queue);
    steady.weigh();
    if (steady.busy_.size() >= states_max && !queue.places) {
        return refuse(Code::invalid, "load_out_of_bounds", "too close to what never settles",
                      "load");
    }
    return steady;
}

// Balance between neighbouring states: p(i) * arrivals = p(i+1) * (rate of leaving i+1). Started
// with 1 where all servers are busy and nobody waits; rescaled while a term grows large, so that
// nothing overflows however far the heavy states lie.
void SteadyQueue::weigh() {
    constexpr double large = 1e250;
    const int n = queue_.servers;
    double sum = 1;
    double below = 0;  // Rescaled, what lies below may vanish, and then it weighs nothing.
    double first = 1;
    busy_.assign(1, 1.0);
    const std::size_t last =
        queue_.places ? static_cast<std::size_t>(*queue_.places - n) : states_max;
    for (std::size_t j = 1; j <= last; ++j) {
        const double leave = all_busy_rate() + static_cast<double>(j) * queue_.patience;
        const double term = busy_.back() * queue_.arrivals / leave;
        busy_.push_back(term);
        sum += term;
        if (term > large) {
            for (double& weight : busy_) weight /= large;
            sum /= large;
            first /= large;
        }
        if (queue_.arrivals < leave && busy_.back() < sum * negligible) break;
    }
    std::vector<double> down;
    double scale = 1;
    double term = first;
    for (int i = n - 1; i >= 0; --i) {
        term *= (i + 1) * queue_.service / queue_.arrivals;
        down.push_back(term);
        below += term;
        if (term > large) {
            for (double& weight : down) weight /= large;
            below /= large;
            term /= large;
            scale /= large;
        }
        if (i * queue_.service < queue_.arrivals && down.back() < below * negligible) break;
    }
    for (double& weight : busy_) weight *= scale;
    const double total = sum * scale + below;
    for (double& weight : busy_) weight /= total;
    for (double& weight : down) weight /= total;
    idle_ = std::move(down);  // idle_[k] is the state servers - 1 - k.
    busy_servers_ = 0;
    for (std::size_t k = 0; k < idle_.size(); ++k) {
        busy_servers_ += idle_[k] * static_cast<double>(n - 1 - static_cast<int>(k));
    }
    for (const double weight : busy_) busy_servers_ += weight * n;
    turned_away_ = queue_.places && busy_.size() == last + 1 ? busy_.back() : 0;
}

double SteadyQueue::blocking() const { return turned_away_; }

double SteadyQueue::wait_probability() const {
    double waits = 0;
    for (const double weight : busy_) waits += weight;
    return (waits - turned_away_) / (1 - turned_away_);
}

double SteadyQueue::mean_waiting() const {
    double waiting = 0;
    for (std::size_t j = 1; j < busy_.size(); ++j) waiting += static_cast<double>(j) * busy_[j];
    return waiting;
}

// J. D. C. Little, "A proof for the queuing formula L = lambda W" (1961).
double SteadyQueue::mean_wait() const {
    return mean_waiting() / (queue_.arrivals * (1 - turned_away_));
}

double SteadyQueue::abandonment() const { return queue_.patience * mean_wait(); }

double SteadyQueue::occupancy() const { return busy_servers_ / queue_.servers; }

double SteadyQueue::mean_wait_served() const {
    const double theta = queue_.patience;
    if (theta == 0) return mean_wait();
    // For j ahead: E[V e^(-theta V)] = E[B] * sum over k = 1 … j + 1 of 1 / (n mu + k theta).
    const double all = all_busy_rate();
    double sum = 0;
    double steps = 0;
    for (std::size_t j = 0; j < busy_.size() - (turned_away_ > 0 ? 1 : 0); ++j) {
        const double leave = all + static_cast<double>(j + 1) * theta;
        steps += 1 / leave;
        sum += busy_[j] * all / leave * steps;
    }
    return sum / (1 - turned_away_) / (1 - abandonment());
}

double SteadyQueue::wait_above(double t) const {
    if (t < 0) return 1;
    const double theta = queue_.patience;
    const double all = all_busy_rate();
    double above = 0;
    for (std::size_t j = 0; j < busy_.size() - (turned_away_ > 0 ? 1 : 0); ++j) {
        const int phases = static_cast<int>(j) + 1;
        above += busy_[j] * (theta == 0 ? erlang_above(phases, all, t)
                                        : beta_below(all / theta, phases, std::exp(-theta * t)));
    }
    return above * std::exp(-theta * t) / (1 - turned_away_);
}

double SteadyQueue::served_within(double t) const {
    if (t < 0) return 0;
    const double theta = queue_.patience;
    if (theta == 0) return 1 - wait_above(t);
    // P(V <= t, patience > V) = E[e^(-theta V); V <= t]; B of (a, b) weighted by itself is B of
    // (a + 1, b) times its mean.
    const double all = all_busy_rate();
    double served_late = 0;
    for (std::size_t j = 0; j < busy_.size() - (turned_away_ > 0 ? 1 : 0); ++j) {
        const int phases = static_cast<int>(j) + 1;
        served_late += busy_[j] * all / (all + phases * theta) *
                       beta_below(all / theta + 1, phases, std::exp(-theta * t));
    }
    return 1 - abandonment() - served_late / (1 - turned_away_);
}

double SteadyQueue::wait_percentile(double share) const {
    const double rest = 1 - share;
    if (wait_above(0) <= rest) return 0;
    double high = 1 / all_busy_rate();
    while (wait_above(high) > rest) high *= 2;
    double low = 0;
    while (high - low > percentile_exact * high) {
        const double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high) break;
        (wait_above(middle) > rest ? low : high) = middle;
    }
    return low + (high - low) / 2;
}

}  // namespace parley::workforce
