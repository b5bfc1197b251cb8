#include "workforce/bounds.hpp"

#include <fmt/format.h>

namespace parley::workforce {

// Written so that NaN is refused too.
Result<> check_rate(double rate, std::string_view field) {
    if (rate >= rate_min && rate <= rate_max) return {};
    return refuse(Code::invalid, "rate_out_of_bounds", fmt::format("{} is {}", field, rate), field);
}

Result<> check_load(double erlangs) {
    if (erlangs > 0 && erlangs <= load_max) return {};
    return refuse(Code::invalid, "load_out_of_bounds", fmt::format("{} erlangs", erlangs), "load");
}

Result<> check_servers(int servers) {
    if (servers >= 1 && servers <= servers_max) return {};
    return refuse(Code::invalid, "servers_out_of_bounds", fmt::format("{} servers", servers),
                  "servers");
}

Result<> check_time(double time, std::string_view field) {
    if (time >= 0 && time <= time_max) return {};
    return refuse(Code::invalid, "time_out_of_bounds", fmt::format("{} is {}", field, time), field);
}

Result<> check_probability(double probability, std::string_view field) {
    if (probability > 0 && probability < 1) return {};
    return refuse(Code::invalid, "probability_out_of_bounds",
                  fmt::format("{} is {}", field, probability), field);
}

}  // namespace parley::workforce
