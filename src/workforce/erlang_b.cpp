#include "workforce/erlang_b.hpp"

#include "workforce/special.hpp"

namespace parley::workforce {
namespace {

// One server more. `inverse` is 1/B of one fewer; where B has vanished it is infinite and stays so.
double with_server(double inverse, double load, int server) { return 1 + inverse * server / load; }

double blocking_of(double load, int servers) {
    double inverse = 1;
    for (int server = 1; server <= servers; ++server) inverse = with_server(inverse, load, server);
    return 1 / inverse;
}

}  // namespace

Result<double> erlang_b(double load, int servers) {
    CHECKED(check_load(load));
    if (servers == 0) return 1.0;
    CHECKED(check_servers(servers));
    return blocking_of(load, servers);
}

Result<int> servers_for_blocking(double load, double blocking) {
    CHECKED(check_load(load));
    CHECKED(check_probability(blocking, "blocking"));
    double inverse = 1;
    for (int server = 1; server <= servers_max; ++server) {
        inverse = with_server(inverse, load, server);
        if (1 / inverse <= blocking) return server;
    }
    return refuse(Code::invalid, "servers_out_of_bounds", "more servers than there may be",
                  "servers");
}

Result<double> load_for_blocking(int servers, double blocking) {
    CHECKED(check_servers(servers));
    CHECKED(check_probability(blocking, "blocking"));
    // Loses at least the share (a - n) / a, which is more than asked at n / (1 - blocking).
    const double high = servers / (1 - blocking);
    return root_between(0, high, [&](double load) {
        return load > 0 ? blocking_of(load, servers) - blocking : -blocking;
    });
}

}  // namespace parley::workforce
