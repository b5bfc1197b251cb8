#include "workforce/expected_wait.hpp"

#include <fmt/format.h>

namespace parley::workforce {
namespace {

Result<> check_place(int place, int lowest, std::string_view field) {
    if (place >= lowest && place <= places_max) return {};
    return refuse(Code::invalid, "places_out_of_bounds", fmt::format("{} is {}", field, place),
                  field);
}

}  // namespace

Result<double> wait_by_length(int place, const Staffed& staffed) {
    return wait_by_place(place, {staffed.servers, staffed.service, 0});
}

Result<double> wait_by_place(int place, const Staffed& staffed) {
    CHECKED(check_place(place, 1, "place"));
    CHECKED(check_servers(staffed.servers));
    CHECKED(check_rate(staffed.service, "service"));
    if (staffed.patience != 0) CHECKED(check_rate(staffed.patience, "patience"));
    const double all = staffed.service * staffed.servers;
    if (staffed.patience == 0) return place / all;
    double sum = 0;
    for (int k = 0; k < place; ++k) sum += 1 / (all + k * staffed.patience);
    return sum;
}

Result<double> wait_by_opensips(int waiting, double mean_handling, int agents) {
    CHECKED(check_place(waiting, 0, "waiting"));
    CHECKED(check_rate(mean_handling, "mean_handling"));
    CHECKED(check_servers(agents));
    return waiting * mean_handling / agents;
}

}  // namespace parley::workforce
