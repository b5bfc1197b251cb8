#include "workforce/staffing.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "workforce/dialling.hpp"
#include "workforce/expected_wait.hpp"
#include "workforce/priorities.hpp"
#include "workforce/service_level.hpp"
#include "workforce/special.hpp"

namespace parley::workforce {
namespace {

TEST_CASE("the limit of Halfin and Whitt goes there and back") {
    // S. Halfin, W. Whitt (1981): half of all wait at beta = 0.5061.
    CHECK(*halfin_whitt_beta(0.5) == doctest::Approx(0.50605).epsilon(1e-4));
    for (const double wait : {0.9, 0.5, 0.1, 1e-3, 1e-8}) {
        CHECK(halfin_whitt_wait(*halfin_whitt_beta(wait)) == doctest::Approx(wait));
    }
    CHECK(*square_root_servers(100, 2) == 120);
    CHECK(*square_root_servers(25, 1.5) == 33);
    const double exact = erlang_c(1e4, *square_root_servers(1e4, 1), 1)->wait_probability;
    CHECK(exact == doctest::Approx(halfin_whitt_wait(1)).epsilon(0.01));
    CHECK(halfin_whitt_beta(0).error().reason == "probability_out_of_bounds");
    CHECK(square_root_servers(1e5, 1e9).error().reason == "servers_out_of_bounds");
}

TEST_CASE("who goes first waits less, and the work of all is kept") {
    // A. Cobham (1954), one server: W0 = load * mean service.
    const auto one = *priority_waits({0.3, 0.5}, 1, 1);
    CHECK(one.by_class[0] == doctest::Approx(0.8 / 0.7));
    CHECK(one.by_class[1] == doctest::Approx(0.8 / (0.7 * 0.2)));
    const auto many = *priority_waits({2, 3, 4}, 1, 10);
    const double kept = (2 * many.by_class[0] + 3 * many.by_class[1] + 4 * many.by_class[2]) / 9;
    CHECK(kept == doctest::Approx(many.in_order));
    CHECK(many.by_class[0] < many.by_class[1]);
    CHECK(many.by_class[1] < many.by_class[2]);
    CHECK(priority_waits({}, 1, 1).error().reason == "count_out_of_bounds");
    CHECK(priority_waits({1, 1}, 1, 2).error().reason == "queue_grows_forever");
}

TEST_CASE("service levels are those of the worked example, and nothing counted is no value") {
    // ICMI QueueTips (2005) for F1 to F4.
    const auto levels = *service_levels({1'000, 60, 860, 20, 10, 40});
    CHECK(*levels.f1 == doctest::Approx(880.0 / 1'060));
    CHECK(*levels.f2 == doctest::Approx(0.86));
    CHECK(*levels.f3 == doctest::Approx(860.0 / 1'060));
    CHECK(*levels.f4 == doctest::Approx(860.0 / 1'040));
    CHECK(*levels.f5 == doctest::Approx(870.0 / 1'060));
    CHECK(*levels.f6 == doctest::Approx(860.0 / 1'050));
    CHECK(*levels.f7 == doctest::Approx(860.0 / 1'100));
    CHECK_FALSE(service_levels({})->f4);
    CHECK(service_levels({1, 0, 2, 0, 0, 0}).error().reason == "count_out_of_bounds");
    CHECK(service_levels({-1, 0, 0, 0, 0, 0}).error().reason == "count_out_of_bounds");
}

TEST_CASE("a place further back waits longer, and giving up shortens it") {
    const Staffed patient{50, 1, 0};
    const Staffed leaving{50, 1, 0.5};
    double before = 0;
    for (int place = 1; place <= 200; ++place) {
        const double wait = *wait_by_place(place, leaving);
        CHECK(wait > before);
        CHECK(wait <= *wait_by_length(place, patient));
        before = wait;
    }
    CHECK(*wait_by_place(1, leaving) == doctest::Approx(0.02));
    CHECK(*wait_by_opensips(10, 60, 5) == doctest::Approx(120));
    CHECK(wait_by_place(0, leaving).error().reason == "places_out_of_bounds");
    HoldTime hold;
    for (const int wait : {40, 40, 0}) hold.served_after(wait);
    CHECK(hold.seconds() == 12);  // 10, 17, 12: whole seconds, rounded down.
}

TEST_CASE("lines dialled at once: as many as the limit allows, and no fewer than agents") {
    for (const int idle : {1, 5, 20, 100}) {
        for (const double answered : {0.1, 0.5, 0.9}) {
            const int lines = *lines_for(idle, answered, 0.03);
            CHECK(lines >= idle);
            CHECK(*dialled_abandonment(lines, idle, answered) <= 0.03);
            CHECK(*dialled_abandonment(lines + 1, idle, answered) > 0.03);
        }
    }
    CHECK(*lines_for(0, 0.5, 0.03) == 0);
    CHECK(lines_for(1, 0, 0.03).error().reason == "probability_out_of_bounds");
}

TEST_CASE("the special functions agree with their known values") {
    CHECK(normal_below(1.96) == doctest::Approx(0.9750021048517795).epsilon(1e-13));
    CHECK(normal_hazard(40) == doctest::Approx(40.0249688).epsilon(1e-7));
    CHECK(beta_below(2, 3, 0.4) == doctest::Approx(0.5248).epsilon(1e-12));
    CHECK(beta_below(0.5, 0.5, 0.25) == doctest::Approx(1.0 / 3).epsilon(1e-12));
    CHECK(erlang_above(3, 2, 1) == doctest::Approx(std::exp(-2.0) * 5).epsilon(1e-12));
    CHECK(binomial_excess(2, 0.5, 1) == doctest::Approx(0.25).epsilon(1e-12));
}

}  // namespace
}  // namespace parley::workforce
