#include "base/metrics.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <iterator>

#include "base/assert.hpp"

namespace parley {

Histogram::Histogram(std::span<const double> bounds)
    : bounds_(bounds.begin(), bounds.end()),
      buckets_(std::make_unique<std::atomic<std::uint64_t>[]>(bounds.size() + 1)) {
    PARLEY_ASSERT(std::ranges::is_sorted(bounds_));
}

void Histogram::observe(double seconds) {
    const auto at = std::ranges::lower_bound(bounds_, seconds) - bounds_.begin();
    buckets_[static_cast<std::size_t>(at)].fetch_add(1, std::memory_order_relaxed);
    const double microseconds = std::max(0.0, seconds * 1e6);
    sum_microseconds_.fetch_add(static_cast<std::uint64_t>(microseconds),
                                std::memory_order_relaxed);
}

std::uint64_t Histogram::count_up_to(std::size_t bound) const {
    PARLEY_ASSERT(bound <= bounds_.size());
    std::uint64_t count = 0;
    for (std::size_t i = 0; i <= bound; ++i) count += buckets_[i].load(std::memory_order_relaxed);
    return count;
}

double Histogram::sum() const {
    return static_cast<double>(sum_microseconds_.load(std::memory_order_relaxed)) / 1e6;
}

struct Metrics::Entry {
    std::string name;
    std::string help;
    std::string labels;
    std::unique_ptr<Counter> counter;  // Exactly one of the three is set.
    std::unique_ptr<Gauge> gauge;
    std::unique_ptr<Histogram> histogram;

    std::string_view kind() const { return counter ? "counter" : gauge ? "gauge" : "histogram"; }
};

Metrics::Metrics() = default;
Metrics::~Metrics() = default;

std::span<const double> Metrics::latency_bounds() {
    static constexpr double bounds[] = {0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05,
                                        0.1,    0.25,  0.5,   1,     2.5,  5,     10};
    return bounds;
}

Metrics::Entry& Metrics::entry(std::string_view name, std::string_view help,
                               std::string_view labels) {
    const auto same = [&](const auto& known) {
        return known->name == name && known->labels == labels;
    };
    if (const auto found = std::ranges::find_if(entries_, same); found != entries_.end()) {
        return **found;
    }
    auto made = std::make_unique<Entry>();
    made->name = name;
    made->help = help;
    made->labels = labels;
    const auto after = [](const auto& a, const auto& b) {
        return std::tie(a->name, a->labels) < std::tie(b->name, b->labels);
    };
    return **entries_.insert(std::ranges::upper_bound(entries_, made, after), std::move(made));
}

Counter& Metrics::counter(std::string_view name, std::string_view help, std::string_view labels) {
    const std::lock_guard lock(mutex_);
    Entry& it = entry(name, help, labels);
    PARLEY_ASSERT(!it.gauge && !it.histogram);
    if (!it.counter) it.counter = std::make_unique<Counter>();
    return *it.counter;
}

Gauge& Metrics::gauge(std::string_view name, std::string_view help, std::string_view labels) {
    const std::lock_guard lock(mutex_);
    Entry& it = entry(name, help, labels);
    PARLEY_ASSERT(!it.counter && !it.histogram);
    if (!it.gauge) it.gauge = std::make_unique<Gauge>();
    return *it.gauge;
}

Histogram& Metrics::histogram(std::string_view name, std::string_view help, std::string_view labels,
                              std::span<const double> bounds) {
    const std::lock_guard lock(mutex_);
    Entry& it = entry(name, help, labels);
    PARLEY_ASSERT(!it.counter && !it.gauge);
    if (!it.histogram) it.histogram = std::make_unique<Histogram>(bounds);
    return *it.histogram;
}

namespace {

std::string braced(std::string_view labels) {
    return labels.empty() ? std::string() : fmt::format("{{{}}}", labels);
}

void render_histogram(std::string& out, std::string_view name, std::string_view labels,
                      const Histogram& histogram) {
    const std::string_view comma = labels.empty() ? "" : ",";
    const std::size_t bounds = histogram.bounds().size();
    for (std::size_t i = 0; i <= bounds; ++i) {
        const std::string le = i < bounds ? fmt::format("{}", histogram.bounds()[i]) : "+Inf";
        fmt::format_to(std::back_inserter(out), "{}_bucket{{{}{}le=\"{}\"}} {}\n", name, labels,
                       comma, le, histogram.count_up_to(i));
    }
    fmt::format_to(std::back_inserter(out), "{}_sum{} {}\n", name, braced(labels), histogram.sum());
    fmt::format_to(std::back_inserter(out), "{}_count{} {}\n", name, braced(labels),
                   histogram.count_up_to(bounds));
}

}  // namespace

std::string Metrics::render() const {
    const std::lock_guard lock(mutex_);
    std::string out;
    std::string_view family;
    for (const auto& it : entries_) {
        if (it->name != family) {
            family = it->name;
            fmt::format_to(std::back_inserter(out), "# HELP {0} {1}\n# TYPE {0} {2}\n", it->name,
                           it->help, it->kind());
        }
        if (it->histogram) {
            render_histogram(out, it->name, it->labels, *it->histogram);
            continue;
        }
        const std::string value =
            it->counter ? std::to_string(it->counter->value()) : std::to_string(it->gauge->value());
        fmt::format_to(std::back_inserter(out), "{}{} {}\n", it->name, braced(it->labels), value);
    }
    return out;
}

}  // namespace parley
