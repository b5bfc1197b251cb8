// `parley migrate`: brings a database up to date, or with --to copies an installation from SQLite
// to PostgreSQL.
#include <fmt/format.h>

#include "base/secret.hpp"
#include "main/commands.hpp"
#include "main/config.hpp"
#include "main/copy_report.hpp"
#include "main/installation_key.hpp"
#include "store/store.hpp"

namespace parley {
namespace {

struct MigrateOptions {
    std::string config_file;
    std::string data_dir;
    std::string database_url;
    std::string to;
    std::string workspace;
    std::size_t batch_rows = copy::Options{}.batch_rows;
    bool start_over = false;
    bool dry_run = false;
};

Config config_of(const MigrateOptions& options) {
    Config config = options.config_file.empty() ? Config{} : load_config(options.config_file);
    if (!options.data_dir.empty()) config.data_dir = options.data_dir;
    if (!options.database_url.empty()) config.database_url = options.database_url;
    return config;
}

int bring_up_to_date(const Config& config, bool dry_run) {
    const MigrationReport report = config.database_url.empty()
                                       ? migrate(config.data_dir, dry_run)
                                       : migrate_postgres(config.database_url, dry_run);
    for (const std::string& step : report.steps)
        fmt::print("{} {}\n", dry_run ? "would run" : "ran", step);
    fmt::print("schema {} -> {}{}\n", report.version_before, report.version_after,
               report.steps.empty() ? " (nothing to do)" : "");
    return 0;
}

copy::Options copy_options(const MigrateOptions& options, const Config& config) {
    if (!is_postgres_address(options.to)) throw BadConfig("--to must begin with postgresql://");
    if (!config.database_url.empty()) {
        throw BadConfig(
            "a copy comes from SQLite in data.directory, but data.database names PostgreSQL; "
            "leave it out");
    }
    copy::Options made;
    made.data_dir = config.data_dir;
    made.database_url = options.to;
    if (!options.workspace.empty()) {
        made.only = WorkspaceId::parse(options.workspace);
        if (!made.only) throw BadConfig("--workspace must be a workspace's id");
    }
    made.links_key = existing_key_text(config.data_dir);
    made.batch_rows = options.batch_rows;
    made.start_over = options.start_over;
    made.now = SystemClock{}.now();
    return made;
}

void print_what_is_left(const Config& config) {
    const auto files = config.files_dir.empty() ? config.data_dir / "files" : config.files_dir;
    fmt::print(
        "\nAttachments were not copied: they stay in {}.\n"
        "Now set `database` in [data] to the target, keep `directory` (and `files`, if set), start "
        "the server,\n"
        "and do not serve the SQLite database any more. docs/guide/databases.md says more.\n",
        files.string());
}

int copy_installation(const MigrateOptions& options, const Config& config) {
    init_secrets();
    const copy::Options wanted = copy_options(options, config);
    if (options.dry_run) {
        fmt::print("{}", plan_text(copy::plan(wanted)));
        return 0;
    }
    ProgressPrinter printer;
    const copy::Report report =
        copy::run(wanted, [&](const copy::Step& step) { printer.show(step); });
    fmt::print("{}", report_text(report));
    if (!report.differences.empty()) {
        fmt::print(stderr,
                   "parley: source and target differ: somebody wrote to the target. A copy that is "
                   "not finished cannot be served;\n--start-over throws it away and begins anew. "
                   "For one that had been finished give an empty database\n");
        return 1;
    }
    print_what_is_left(config);
    return 0;
}

int run_migrate(const MigrateOptions& options) {
    const Config config = config_of(options);
    if (!options.to.empty()) return copy_installation(options, config);
    return bring_up_to_date(config, options.dry_run);
}

}  // namespace

void add_migrate(CLI::App& app, int& status) {
    CLI::App* command = app.add_subcommand(
        "migrate",
        "Brings the database up to date (serve does so too); with --to, copies an installation "
        "from SQLite to PostgreSQL");
    const auto options = std::make_shared<MigrateOptions>();
    command->add_option("--config", options->config_file,
                        "parley.toml; see docs/guide/configuration.md");
    command->add_option("--data", options->data_dir, "Data directory (default: data)");
    command->add_option("--database", options->database_url,
                        "postgresql://… to bring up to date (default: SQLite in the data "
                        "directory)");
    CLI::Option* to = command->add_option(
        "--to", options->to, "Copy to this postgresql://…; see docs/guide/databases.md");
    command->add_option("--workspace", options->workspace, "Copy only the workspace of this id")
        ->needs(to);
    command->add_option("--batch", options->batch_rows, "Rows a transaction of the copy")
        ->check(CLI::Range(std::size_t{1}, copy::batch_rows_max))
        ->capture_default_str()
        ->needs(to);
    command
        ->add_flag("--start-over", options->start_over,
                   "Throw away what an unfinished copy left, and begin anew")
        ->needs(to);
    command->add_flag("--dry-run", options->dry_run, "Only say what would be done");
    command->callback([options, &status] { status = run_migrate(*options); });
}

}  // namespace parley
