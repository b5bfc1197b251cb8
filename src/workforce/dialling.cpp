#include "workforce/dialling.hpp"

#include <fmt/format.h>

#include "workforce/special.hpp"

namespace parley::workforce {
namespace {

double ratio_of(int lines, int idle_agents, double p) {
    return binomial_excess(lines, p, idle_agents) / (lines * p);
}

Result<> check_idle(int idle_agents) {
    if (idle_agents >= 0 && idle_agents <= servers_max) return {};
    return refuse(Code::invalid, "servers_out_of_bounds", fmt::format("{} agents", idle_agents),
                  "idle_agents");
}

}  // namespace

Result<double> dialled_abandonment(int lines, int idle_agents, double answer_probability) {
    CHECKED(check_idle(idle_agents));
    CHECKED(check_probability(answer_probability, "answer_probability"));
    if (lines < 1 || lines > lines_max) {
        return refuse(Code::invalid, "count_out_of_bounds", fmt::format("{} lines", lines),
                      "lines");
    }
    return ratio_of(lines, idle_agents, answer_probability);
}

// The ratio rises with the lines: each further one finds a free agent less likely than the last.
Result<int> lines_for(int idle_agents, double answer_probability, double abandonment_max) {
    CHECKED(check_idle(idle_agents));
    CHECKED(check_probability(answer_probability, "answer_probability"));
    CHECKED(check_probability(abandonment_max, "abandonment_max"));
    if (idle_agents == 0) return 0;
    int few = idle_agents;  // As many as agents: nobody is left over.
    int many = few;
    do {
        if (many >= lines_max) {
            return refuse(Code::invalid, "count_out_of_bounds", "more lines than there may be",
                          "lines");
        }
        few = many;
        many = many > lines_max / 2 ? lines_max : many * 2;
    } while (ratio_of(many, idle_agents, answer_probability) <= abandonment_max);
    while (many - few > 1) {
        const int middle = few + (many - few) / 2;
        const bool fits = ratio_of(middle, idle_agents, answer_probability) <= abandonment_max;
        (fits ? few : many) = middle;
    }
    return few;
}

}  // namespace parley::workforce
