// The store's figures, looked up once. Copies are the same figures.
#pragma once

#include "base/metrics.hpp"

namespace parley::sql {

struct WriterMetrics {
    explicit WriterMetrics(Metrics& metrics)
        : commit_seconds(metrics.histogram("parley_store_commit_seconds",
                                           "One group of batches: its rows written and synced.")),
          batches(metrics.counter("parley_store_batches_total", "Batches committed.")),
          failures(metrics.counter("parley_store_failures_total",
                                   "Groups the disk did not take: full or broken.")),
          waiting(metrics.gauge("parley_store_waiting_batches", "Batches waiting for the writer.")),
          log_bytes(metrics.gauge("parley_store_log_bytes",
                                  "Size of the write-ahead log after the last checkpoint.")) {}

    Histogram& commit_seconds;
    Counter& batches;
    Counter& failures;
    Gauge& waiting;
    Gauge& log_bytes;
};

}  // namespace parley::sql
