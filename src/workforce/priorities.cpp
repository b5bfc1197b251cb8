#include "workforce/priorities.hpp"

#include "workforce/erlang_c.hpp"

namespace parley::workforce {

Result<PriorityWaits> priority_waits(const std::vector<double>& arrivals, double service,
                                     int servers) {
    CHECKED(check_rate(service, "service"));
    if (arrivals.empty() || arrivals.size() > classes_max) {
        return refuse(Code::invalid, "count_out_of_bounds", "1 to 100 classes", "arrivals");
    }
    double load = 0;
    for (const double rate : arrivals) {
        CHECKED(check_rate(rate, "arrivals"));
        load += rate / service;
    }
    TRY(const ErlangC all, erlang_c(load, servers, 1 / service));
    PriorityWaits waits;
    waits.in_order = all.mean_wait;
    const double base = all.mean_wait * (1 - all.occupancy);
    double before = 1;  // 1 - s(k-1)
    double sum = 0;
    for (const double rate : arrivals) {
        sum += rate / service / servers;
        waits.by_class.push_back(base / (before * (1 - sum)));
        before = 1 - sum;
    }
    return waits;
}

}  // namespace parley::workforce
