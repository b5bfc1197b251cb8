#include "workforce/erlang_c.hpp"

#include <fmt/format.h>

#include <cmath>

#include "workforce/erlang_b.hpp"

namespace parley::workforce {
namespace {

ErlangC from_blocking(double blocking, double load, int servers, double handling_time) {
    ErlangC c;
    c.load = load;
    c.servers = servers;
    c.handling_time = handling_time;
    c.occupancy = load / servers;
    c.wait_probability = blocking / (1 - c.occupancy * (1 - blocking));
    c.mean_wait = c.wait_probability * handling_time / (servers - load);
    c.mean_waiting = c.mean_wait * load / handling_time;
    return c;
}

}  // namespace

double ErlangC::service_level(double t) const {
    return 1 - wait_probability * std::exp(-(servers - load) * t / handling_time);
}

double ErlangC::wait_percentile(double share) const {
    const double rest = 1 - share;
    if (wait_probability <= rest) return 0;
    return std::log(wait_probability / rest) * handling_time / (servers - load);
}

Result<ErlangC> erlang_c(double load, int servers, double handling_time) {
    CHECKED(check_rate(handling_time, "handling_time"));
    CHECKED(check_servers(servers));
    TRY(const double blocking, erlang_b(load, servers));
    if (load >= servers) {
        return refuse(Code::invalid, "queue_grows_forever",
                      fmt::format("{} erlangs for {} servers", load, servers), "servers");
    }
    return from_blocking(blocking, load, servers, handling_time);
}

Result<ErlangC> staff_erlang_c(double load, double handling_time, Target target) {
    CHECKED(check_load(load));
    CHECKED(check_rate(handling_time, "handling_time"));
    CHECKED(check_probability(target.share, "share"));
    CHECKED(check_time(target.within, "within"));
    double blocking = 1;
    for (int servers = 1; servers <= servers_max; ++servers) {
        const double carried = load * blocking;  // Erlang B's recursion, one server at a time.
        blocking = carried / (servers + carried);
        if (servers <= load) continue;
        const ErlangC c = from_blocking(blocking, load, servers, handling_time);
        if (c.service_level(target.within) >= target.share) return c;
    }
    return refuse(Code::invalid, "servers_out_of_bounds", "more servers than there may be",
                  "servers");
}

}  // namespace parley::workforce
