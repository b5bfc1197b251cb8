#include "main/queueing/parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>

namespace parley::queueing {
namespace {

struct Unit {
    const char* suffix;
    double seconds;  // 0: the unit without a name.
};

constexpr Unit times[] = {{"", 0}, {"_s", 1}, {"_min", 60}, {"_h", 3'600}};
constexpr Unit rate_units[] = {{"", 0}, {"_per_s", 1}, {"_per_min", 60}, {"_per_h", 3'600}};

std::unexpected<Error> out_of_bounds(std::string_view name, double value) {
    return refuse(Code::invalid, "parameter_out_of_bounds", fmt::format("{} is {}", name, value));
}

std::unexpected<Error> ambiguous(std::string_view what) {
    return refuse(Code::invalid, "ambiguous_parameter", fmt::format("{} more than once", what));
}

}  // namespace

std::unexpected<Error> missing(std::string_view what) {
    return refuse(Code::invalid, "missing_parameter", fmt::format("{} is missing", what));
}

Result<double> Parameters::number(const std::string& name) {
    const auto found = case_.numbers.find(name);
    if (found == case_.numbers.end()) return missing(name);
    used_.insert(name);
    return found->second;
}

Result<int> Parameters::whole(const std::string& name, int lowest, int highest) {
    TRY(const double value, number(name));
    if (value != std::floor(value) || value < lowest || value > highest) {
        return out_of_bounds(name, value);
    }
    return static_cast<int>(value);
}

std::optional<std::string> Parameters::text(const std::string& name) {
    const auto found = case_.texts.find(name);
    if (found == case_.texts.end()) return std::nullopt;
    used_.insert(name);
    return found->second;
}

Result<> Parameters::see(bool seconds) {
    (seconds ? seconds_ : unnamed_) = true;
    if (seconds_ && unnamed_) {
        return refuse(Code::invalid, "mixed_units", "some times have a unit, and some have none");
    }
    return {};
}

Result<std::optional<double>> Parameters::under_units(const std::string& name, bool is_rate) {
    std::optional<double> found;
    for (const Unit& unit : is_rate ? rate_units : times) {
        if (!has(name + unit.suffix)) continue;
        if (found) return ambiguous(name);
        TRY(double value, number(name + unit.suffix));
        CHECKED(see(unit.seconds > 0));
        if (unit.seconds > 0) value = is_rate ? value / unit.seconds : value * unit.seconds;
        found = value;
    }
    return found;
}

Result<std::optional<double>> Parameters::time(const std::string& name) {
    return under_units(name, false);
}

Result<std::optional<double>> Parameters::rate(const std::string& name) {
    return under_units(name, true);
}

Result<std::vector<Parameters::Member>> Parameters::rates(const std::string& name) {
    std::vector<Member> members;
    bool seconds = false;
    for (const Unit& unit : rate_units) {
        for (const auto& [path, value] : case_.numbers) {
            const std::string start = name + unit.suffix;
            if (!path.starts_with(start) || path.size() == start.size()) continue;
            const char next = path[start.size()];
            if (next != '.' && next != '[') continue;
            if (!members.empty() && seconds != (unit.seconds > 0)) return ambiguous(name);
            seconds = unit.seconds > 0;
            std::string rest = path.substr(start.size() + 1);
            if (rest.ends_with(']')) rest.pop_back();
            used_.insert(path);
            CHECKED(see(seconds));
            members.push_back({rest, seconds ? value / unit.seconds : value});
        }
    }
    if (members.empty()) return missing(name);
    // [2] before [10].
    std::sort(members.begin(), members.end(), [](const Member& a, const Member& b) {
        return std::pair(a.name.size(), a.name) < std::pair(b.name.size(), b.name);
    });
    return members;
}

Result<double> Parameters::service() {
    TRY(const auto mu, rate("mu"));
    TRY(const auto handling, time("aht"));
    if (mu && handling) return ambiguous("the service time");
    if (mu) return *mu;
    if (!handling) return missing("mu or aht");
    if (!(*handling > 0)) return out_of_bounds("aht", *handling);
    return 1 / *handling;
}

Result<double> Parameters::patience(const std::string& mean_name) {
    TRY(const auto theta, rate("theta"));
    TRY(const auto mean, time(mean_name));
    if (theta && mean) return ambiguous("patience");
    if (theta) return *theta;
    if (!mean) return missing("theta or " + mean_name);
    if (!(*mean > 0)) return out_of_bounds(mean_name, *mean);
    return 1 / *mean;
}

Result<Traffic> Parameters::traffic(std::optional<int> servers) {
    Traffic traffic;
    std::optional<double> arrivals;
    TRY(const auto lambda, rate("lambda"));
    arrivals = lambda;
    if (has("calls")) {
        if (arrivals) return ambiguous("arrivals");
        TRY(const double calls, number("calls"));
        TRY(const auto interval, time("interval"));
        if (!interval) return missing("interval");
        if (!(*interval > 0)) return out_of_bounds("interval", *interval);
        arrivals = calls / *interval;
    }
    const bool by_load = has("offered_erlangs");
    const bool by_share = has("rho");
    if (by_load + by_share + arrivals.has_value() > 1) return ambiguous("arrivals");
    if (by_load + by_share + arrivals.has_value() == 0) {
        return missing("lambda, calls, offered_erlangs or rho");
    }
    auto rate_of_service = service();
    if (rate_of_service) {
        traffic.service = *rate_of_service;
    } else if ((by_load || by_share) && rate_of_service.error().reason == "missing_parameter") {
        traffic.service = 1;
    } else {
        return std::unexpected(rate_of_service.error());
    }
    if (arrivals) {
        traffic.arrivals = *arrivals;
    } else if (by_load) {
        TRY(const double load, number("offered_erlangs"));
        traffic.arrivals = load * traffic.service;
    } else {
        TRY(const double share, number("rho"));
        if (!servers) return missing("servers");
        traffic.arrivals = share * *servers * traffic.service;
    }
    return traffic;
}

std::vector<std::string> Parameters::names_in(const std::string& prefix) const {
    std::set<std::string> names;
    const std::string start = prefix + ".";
    const auto gather = [&](const auto& values) {
        for (const auto& [path, value] : values) {
            if (!path.starts_with(start)) continue;
            const std::string rest = path.substr(start.size());
            names.insert(rest.substr(0, rest.find_first_of(".[")));
        }
    };
    gather(case_.numbers);
    gather(case_.texts);
    return {names.begin(), names.end()};
}

std::vector<std::string> Parameters::texts_in(const std::string& name) {
    std::vector<std::string> found;
    while (auto one = text(fmt::format("{}[{}]", name, found.size()))) {
        found.push_back(std::move(*one));
    }
    return found;
}

Result<> Parameters::all_used() const {
    const auto check = [&](const auto& values) -> Result<> {
        for (const auto& [path, value] : values) {
            if (used_.contains(path)) continue;
            return refuse(Code::invalid, "unknown_parameter",
                          fmt::format("{} does not take {}", case_.model, path));
        }
        return {};
    };
    CHECKED(check(case_.numbers));
    return check(case_.texts);
}

Result<ServiceTarget> parse_target(std::string_view text) {
    const auto refused = refuse(Code::invalid, "parameter_out_of_bounds",
                                fmt::format("\"{}\" is no target such as \"80% in 20 s\"", text));
    std::string_view rest = text;
    const auto skip = [&] {
        while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
    };
    const auto read = [&](double& value) {
        skip();
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
        if (error != std::errc{}) return false;
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        skip();
        return true;
    };
    ServiceTarget target;
    if (!read(target.share)) return refused;
    if (rest.starts_with('%')) {
        rest.remove_prefix(1);
        target.share /= 100;
    }
    skip();
    if (rest.starts_with("within")) {
        rest.remove_prefix(6);
    } else if (rest.starts_with("in")) {
        rest.remove_prefix(2);
    } else {
        return refused;
    }
    if (!read(target.within_s)) return refused;
    if (rest == "min") {
        target.within_s *= 60;
    } else if (rest != "s") {
        return refused;
    }
    if (!(target.share > 0 && target.share < 1 && target.within_s >= 0)) return refused;
    return target;
}

}  // namespace parley::queueing
