// `parley migrate`: brings the data directory's database up to date, or says what that would do.
#include <fmt/format.h>

#include "main/commands.hpp"
#include "store/store.hpp"

namespace parley {
namespace {

struct MigrateOptions {
    std::string data_dir = "data";
    bool dry_run = false;
};

int run_migrate(const MigrateOptions& options) {
    const MigrationReport report = migrate(options.data_dir, options.dry_run);
    for (const std::string& step : report.steps)
        fmt::print("{} {}\n", options.dry_run ? "would run" : "ran", step);
    fmt::print("schema {} -> {}{}\n", report.version_before, report.version_after,
               report.steps.empty() ? " (nothing to do)" : "");
    return 0;
}

}  // namespace

void add_migrate(CLI::App& app, int& status) {
    CLI::App* command =
        app.add_subcommand("migrate", "Brings the database up to date (serve does so too)");
    const auto options = std::make_shared<MigrateOptions>();
    command->add_option("--data", options->data_dir, "Data directory")->capture_default_str();
    command->add_flag("--dry-run", options->dry_run, "Only say what would run");
    command->callback([options, &status] { status = run_migrate(*options); });
}

}  // namespace parley
