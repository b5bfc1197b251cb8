#include "base/metrics.hpp"

#include <doctest/doctest.h>

namespace parley {
namespace {

TEST_CASE("asking twice for a figure gives the same one") {
    Metrics metrics;
    metrics.counter("parley_requests_total", "Requests.", "class=\"2xx\"").add(2);
    metrics.counter("parley_requests_total", "Requests.", "class=\"2xx\"").add(3);
    CHECK(metrics.counter("parley_requests_total", "Requests.", "class=\"2xx\"").value() == 5);
}

TEST_CASE("a family is announced once and its members follow in order") {
    Metrics metrics;
    metrics.counter("b_total", "B.", "class=\"5xx\"").add(1);
    metrics.gauge("a", "A.").set(-4);
    metrics.counter("b_total", "B.", "class=\"2xx\"").add(7);

    CHECK(metrics.render() ==
          "# HELP a A.\n# TYPE a gauge\na -4\n"
          "# HELP b_total B.\n# TYPE b_total counter\n"
          "b_total{class=\"2xx\"} 7\nb_total{class=\"5xx\"} 1\n");
}

TEST_CASE("a histogram counts what is at or below each bound") {
    constexpr double bounds[] = {0.1, 1};
    Metrics metrics;
    Histogram& histogram = metrics.histogram("h", "H.", "", bounds);
    histogram.observe(0.1);
    histogram.observe(0.5);
    histogram.observe(3);

    CHECK(metrics.render() ==
          "# HELP h H.\n# TYPE h histogram\n"
          "h_bucket{le=\"0.1\"} 1\nh_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 3\n"
          "h_sum 3.6\nh_count 3\n");
}

}  // namespace
}  // namespace parley
