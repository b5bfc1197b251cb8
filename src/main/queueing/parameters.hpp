// The parameters of one case, by name and unit. What nobody asked for is refused in the end: a
// parameter that is not heeded would make a case say something else than it seems to.
//
// Times end in _s, _min or _h, rates in _per_s, _per_min or _per_h; then everything is in seconds.
// Without, all are in one unit that has no name; a case has either.
// Refusals: missing_parameter, ambiguous_parameter, unknown_parameter, mixed_units,
// parameter_out_of_bounds.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "main/queueing/case_file.hpp"

namespace parley::queueing {

struct Traffic {
    double arrivals = 0;
    double service = 0;
    double patience = 0;  // 0: not a word of it.

    double load() const { return arrivals / service; }
};

class Parameters {
public:
    explicit Parameters(const Case& one) : case_(one) {}

    Result<double> number(const std::string& name);
    Result<int> whole(const std::string& name, int lowest, int highest);
    std::optional<std::string> text(const std::string& name);
    bool has(const std::string& name) const { return case_.numbers.contains(name); }

    // A time or rate under any of its units; none if absent.
    Result<std::optional<double>> time(const std::string& name);
    Result<std::optional<double>> rate(const std::string& name);
    // Every rate of a list or object: name[0], name.A; with what comes after the name.
    struct Member {
        std::string name;  // "0", "A".
        double value = 0;
    };
    Result<std::vector<Member>> rates(const std::string& name);

    // lambda, mu, aht, calls and interval, offered_erlangs, rho, theta, mean_patience.
    // `servers` is wanted by rho. Without a service time one unit is its mean.
    Result<Traffic> traffic(std::optional<int> servers);
    Result<double> service();
    Result<double> patience(const std::string& mean_name = "mean_patience");

    // The names after `prefix.`, up to the next point or bracket, in order.
    std::vector<std::string> names_in(const std::string& prefix) const;
    // name[0], name[1], …
    std::vector<std::string> texts_in(const std::string& name);

    bool in_seconds() const { return seconds_; }
    Result<> all_used() const;

private:
    Result<std::optional<double>> under_units(const std::string& name, bool is_rate);
    Result<> see(bool seconds);

    const Case& case_;
    std::set<std::string> used_;
    bool seconds_ = false;
    bool unnamed_ = false;
};

std::unexpected<Error> missing(std::string_view what);

// "80% in 20 s", "0.8 within 1 min": a share, and a time in seconds.
struct ServiceTarget {
    double share = 0;
    double within_s = 0;
};
Result<ServiceTarget> parse_target(std::string_view text);

}  // namespace parley::queueing
