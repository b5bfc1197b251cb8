// Erlang B. The engine has no queue without waiting places, nor need it: a caller who finds
// everybody busy hears so at once and is gone, which is a room of none in the simulator.
#include <fmt/format.h>

#include <charconv>

#include "main/queueing/models.hpp"
#include "main/queueing/parameters.hpp"
#include "main/queueing/trials.hpp"
#include "workforce/erlang_b.hpp"

namespace parley::queueing {
namespace {

const std::string load_at = "max_offered_at_blocking.";

double blocking_in(const simulation::KindTally& all) {
    return all.came == 0 ? 0 : static_cast<double>(all.turned_away) / static_cast<double>(all.came);
}

simulation::Trial loss_trial(double load, int servers, simulation::Law law = {}) {
    return trial_of({load, 1, 0, servers, 0, law});
}

// The engine is given the load the formula allows; what it then loses is said as a load again.
void try_load(std::size_t at, int servers, std::vector<Answer>& answers, const Context& context,
              const std::string& name) {
    Answer& answer = answers[at];
    if (!answer.formula) return;
    answer.scale = *answer.formula;
    const auto measure = [servers](const simulation::Tally&, const simulation::KindTally& all) {
        const double blocking = blocking_in(all);
        if (blocking <= 0 || blocking >= 1) return 0.0;
        return workforce::load_for_blocking(servers, blocking).value_or(0);
    };
    try_engine(loss_trial(*answer.formula, servers), {{at, measure}}, answers, context, name);
}

Result<> answer_load(const Case& one, std::size_t at, double blocking, int servers,
                     std::vector<Answer>& answers, const Context& context) {
    TRY(answers[at].formula, workforce::load_for_blocking(servers, blocking));
    try_load(at, servers, answers, context, one.id + " " + answers[at].figure);
    return {};
}

}  // namespace

Result<std::vector<Answer>> erlang_b_model(const Case& one, const Context& context) {
    Parameters parameters(one);
    std::vector<Answer> answers = answers_to(one);
    std::optional<int> servers;
    if (parameters.has("servers")) {
        TRY(servers, parameters.whole("servers", 1, workforce::servers_max));
    }
    std::optional<double> limit;
    if (parameters.has("max_blocking")) {
        TRY(limit, parameters.number("max_blocking"));
    }
    std::optional<double> load;
    if (auto traffic = parameters.traffic(servers)) {
        load = traffic->load();
    } else if (traffic.error().reason != "missing_parameter") {
        return std::unexpected(traffic.error());
    }
    CHECKED(parameters.all_used());
    for (std::size_t at = 0; at < one.expected.size(); ++at) {  // Rows of its own come after.
        Answer& answer = answers[at];
        if (answer.figure == "blocking") {
            if (!load) return missing("offered_erlangs or lambda");
            if (!servers) return missing("servers");
            TRY(answer.formula, workforce::erlang_b(*load, *servers));
            const auto measure = [](const simulation::Tally&, const simulation::KindTally& all) {
                return blocking_in(all);
            };
            const simulation::Trial trial = loss_trial(*load, *servers);
            const std::vector<Wanted> wanted{{at, measure}};
            try_engine(trial, wanted, answers, context, one.id);
            compare_paths(trial, wanted, answers, context, one.id);
        } else if (answer.figure == "max_offered_erlangs") {
            if (!limit) return missing("max_blocking");
            if (!servers) return missing("servers");
            CHECKED(answer_load(one, at, *limit, *servers, answers, context));
        } else if (answer.figure.starts_with(load_at)) {
            if (!servers) return missing("servers");
            const std::string text = answer.figure.substr(load_at.size());
            double blocking = 0;
            const auto end = text.data() + text.size();
            if (std::from_chars(text.data(), end, blocking).ptr != end) {
                return unknown_figure(one, answer.figure);
            }
            CHECKED(answer_load(one, at, blocking, *servers, answers, context));
        } else if (answer.figure == "min_servers") {
            if (!limit) return missing("max_blocking");
            if (!load) return missing("offered_erlangs or lambda");
            TRY(const int fewest, workforce::servers_for_blocking(*load, *limit));
            answer.formula = fewest;
            answer.engine_note = "a whole number";
        } else {
            return unknown_figure(one, answer.figure);
        }
    }
    return answers;
}

// The same blocking under every law of service times.
Result<std::vector<Answer>> insensitivity_model(const Case& one, const Context& context) {
    Parameters parameters(one);
    TRY(const int servers, parameters.whole("servers", 1, workforce::servers_max));
    TRY(const Traffic traffic, parameters.traffic(servers));
    const std::vector<std::string> laws = parameters.texts_in("service_distributions");
    if (laws.empty()) return missing("service_distributions");
    CHECKED(parameters.all_used());
    TRY(const double blocking, workforce::erlang_b(traffic.load(), servers));
    std::vector<Answer> answers;
    for (const Answer& asked : answers_to(one)) {
        if (asked.figure != "blocking") return unknown_figure(one, asked.figure);
        for (const std::string& words : laws) {
            TRY(const simulation::Law law, simulation::parse_law(words));
            Answer answer = asked;
            answer.figure = fmt::format("blocking, {}", words);
            answer.formula = blocking;
            answers.push_back(std::move(answer));
            const auto measure = [](const simulation::Tally&, const simulation::KindTally& all) {
                return blocking_in(all);
            };
            try_engine(loss_trial(traffic.load(), servers, law), {{answers.size() - 1, measure}},
                       answers, context, one.id + " " + words);
        }
    }
    return answers;
}

}  // namespace parley::queueing
