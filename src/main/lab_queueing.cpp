// `parley lab queueing`: cases of queueing theory by formula, and by the routing engine under
// virtual time.
//
// Ends with 0 when every case passes, with 1 when one does not, and with 2 when there is none to
// try: the file cannot be read, or nothing in it was asked for.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <iterator>
#include <memory>

#include "main/commands.hpp"
#include "main/queueing/case_file.hpp"
#include "main/queueing/models.hpp"
#include "main/queueing/table.hpp"
#include "simulation/trial.hpp"

namespace parley {
namespace {

constexpr std::size_t file_max = 16 * 1024 * 1024;

struct QueueingOptions {
    std::string file;
    std::string id;
    std::string model;
    std::uint64_t seed = 1;
    std::uint64_t arrivals = 0;  // 0: as many as are needed.
};

double processor_seconds() {
    return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC);
}

// One line at the foot of a terminal; nothing elsewhere.
class Progress {
public:
    void show(std::string_view words) const {
        if (on_terminal_) fmt::print(stderr, "\r\x1b[K{}", words);
        if (on_terminal_) std::fflush(stderr);
    }
    void clear() const { show({}); }

private:
    bool on_terminal_ = ::isatty(STDERR_FILENO) == 1;
};

Result<std::string> text_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return refuse(Code::not_found, "no_such_file", path);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (text.size() > file_max) return refuse(Code::over_limit, "file_too_large", path);
    return text;
}

Result<std::vector<queueing::Answer>> try_case(const queueing::Case& one,
                                               const queueing::Context& context) {
    const queueing::Model model = queueing::find_model(one.model);
    if (model != nullptr) return model(one, context);
    return refuse(
        Code::invalid, "unknown_model",
        fmt::format("{} is none of {}", one.model, fmt::join(queueing::model_names(), ", ")));
}

int fail(std::string_view words) {
    fmt::print(stderr, "{}\n", words);
    return 2;
}

int run_cases(const QueueingOptions& options) {
    const auto text = text_of(options.file);
    if (!text) return fail(text.error().reason + ": " + text.error().message);
    const auto cases = queueing::read_cases(*text);
    if (!cases) {
        return fail(
            fmt::format("{}: {}: {}", options.file, cases.error().reason, cases.error().message));
    }
    const Progress progress;
    queueing::Context context;
    context.seed = options.seed;
    if (options.arrivals > 0) context.contacts = options.arrivals;
    context.report = [&](std::string_view words) { progress.show(words); };
    std::size_t tried = 0;
    std::size_t passed = 0;
    fmt::print("{}", queueing::table_head());
    for (const queueing::Case& one : *cases) {
        if (!options.id.empty() && one.id != options.id) continue;
        if (!options.model.empty() && one.model != options.model) continue;
        ++tried;
        const auto answers = try_case(one, context);
        progress.clear();
        if (!answers) {
            fmt::print("{}", queueing::refusal_line(one.id, answers.error()));
        } else {
            fmt::print("{}", queueing::table_lines(one.id, *answers));
            passed += std::all_of(answers->begin(), answers->end(),
                                  [](const queueing::Answer& answer) { return answer.passes(); });
        }
        std::fflush(stdout);
    }
    if (tried == 0) return fail("no such case in " + options.file);
    fmt::print("{} of {} cases pass; {:.1f} s of the processor; ± at {} %\n", passed, tried,
               processor_seconds(), queueing::confidence * 100);
    return passed == tried ? 0 : 1;
}

}  // namespace

void add_lab_queueing(CLI::App& lab, int& status) {
    CLI::App* command = lab.add_subcommand(
        "queueing", "Cases of queueing theory: by formula, and by the routing engine");
    const auto options = std::make_shared<QueueingOptions>();
    command->add_option("--cases", options->file, "A JSON file of cases")->required();
    command->add_option("--id", options->id, "This case only");
    command->add_option("--model", options->model, "Cases of this model only");
    command->add_option("--seed", options->seed, "Of the random numbers")->capture_default_str();
    command
        ->add_option("--arrivals", options->arrivals,
                     "Contacts of each trial; by default as many as are needed")
        ->check(CLI::Range(std::uint64_t{1}, simulation::contacts_max));
    command->callback([options, &status] { status = run_cases(*options); });
}

}  // namespace parley
