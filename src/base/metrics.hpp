// Figures for Prometheus: counters, gauges and histograms, updated without locks, rendered as text.
//
// Ownership: a Metrics keeps what it made for its whole life, so callers hold plain references.
// Threads:   updates from any; creation and render take a lock and are rare.
// Bounds:    labels are fixed when a figure is made, from small known sets: never an id or address.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

class Counter {
public:
    void add(std::uint64_t n = 1) { value_.fetch_add(n, std::memory_order_relaxed); }
    std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> value_{0};
};

class Gauge {
public:
    void add(std::int64_t n) { value_.fetch_add(n, std::memory_order_relaxed); }
    void set(std::int64_t n) { value_.store(n, std::memory_order_relaxed); }
    std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::int64_t> value_{0};
};

// Counts by upper bound, in seconds.
class Histogram {
public:
    // REQUIRES: `bounds` ascending.
    explicit Histogram(std::span<const double> bounds);
    void observe(double seconds);

    std::span<const double> bounds() const { return bounds_; }
    std::uint64_t count_up_to(std::size_t bound) const;  // Cumulative; bounds().size(): all.
    double sum() const;

private:
    std::vector<double> bounds_;
    std::unique_ptr<std::atomic<std::uint64_t>[]> buckets_;  // One more than bounds: +Inf.
    std::atomic<std::uint64_t> sum_microseconds_{0};
};

class Metrics {
public:
    // 0.5 ms … 10 s: fits answers, commits and deliveries.
    static std::span<const double> latency_bounds();

    // The figure of that name and labels, made on first call. `labels` in Prometheus form without
    // braces: `class="2xx"`. REQUIRES: one kind per name.
    Counter& counter(std::string_view name, std::string_view help, std::string_view labels = {});
    Gauge& gauge(std::string_view name, std::string_view help, std::string_view labels = {});
    Histogram& histogram(std::string_view name, std::string_view help, std::string_view labels = {},
                         std::span<const double> bounds = latency_bounds());

    // Text exposition format 0.0.4, families in order of name.
    std::string render() const;

    Metrics();
    ~Metrics();

private:
    struct Entry;
    Entry& entry(std::string_view name, std::string_view help, std::string_view labels);

    mutable std::mutex mutex_;
    std::vector<std::unique_ptr<Entry>> entries_;
};

}  // namespace parley
