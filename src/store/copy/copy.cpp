#include "store/copy/copy.hpp"

#include <fmt/format.h>

#include <future>

#include "base/digest.hpp"
#include "store/copy/encoding.hpp"
#include "store/copy/target.hpp"
#include "store/directory_lock.hpp"
#include "store/sql/migrate.hpp"
#include "store/sqlite/database.hpp"

namespace parley::copy {
namespace {

constexpr std::size_t batch_bytes_max = 8 << 20;
constexpr std::string_view database_name = "parley.db";

// Before anything opens it: a directory that is not there would be made.
std::filesystem::path with_database(std::filesystem::path data_dir) {
    const auto file = data_dir / database_name;
    if (!std::filesystem::exists(file))
        throw StoreBroken(fmt::format("there is no {}; --data names the source", file.string()));
    return data_dir;
}

// The source, as it was at one moment.
class Source {
public:
    explicit Source(const std::filesystem::path& data_dir)
        : db_(with_database(data_dir) / database_name, sqlite::SqliteDatabase::Mode::reader),
          snapshot_(db_, sql::Database::Access::read) {
        const auto report = sql::migrate_database(db_, embedded_migrations(Dialect::sqlite), true);
        if (!report.steps.empty()) {
            throw StoreBroken(fmt::format(
                "the source is older than this program; bring it up to date first: parley migrate "
                "--data {}",
                data_dir.string()));
        }
        for (const CopiedTable& table : copied_tables()) layouts_.push_back(layout_of(db_, table));
    }

    std::vector<SourceWorkspace> chosen(const std::optional<WorkspaceId>& only) {
        auto all = workspaces_of(db_);
        if (only) std::erase_if(all, [&](const auto& each) { return each.id != *only; });
        if (all.empty()) {
            throw StoreBroken(only ? fmt::format("the source has no workspace {}", only->text())
                                   : "the source has no workspace yet: there is nothing to copy");
        }
        return all;
    }

    Side side() { return {db_, Dialect::sqlite}; }
    const std::vector<Layout>& layouts() const { return layouts_; }

private:
    sqlite::SqliteDatabase db_;
    sql::Transaction snapshot_;
    std::vector<Layout> layouts_;
};

WorkspacePlan plan_of(Source& source, Target& target, const SourceWorkspace& workspace,
                      Standing standing) {
    WorkspacePlan plan{workspace.id, workspace.name, {}, 0, standing == Standing::finished};
    for (const CopiedTable& table : copied_tables()) {
        plan.tables.push_back({table.name, count_rows(source.side(), table, workspace.id)});
        if (standing != Standing::absent)
            plan.rows_there += count_rows(target.side(), table, workspace.id);
    }
    return plan;
}

std::string copy_sql(const Layout& layout) {
    std::string columns;
    for (const Column& column : layout.columns)
        columns += (columns.empty() ? "" : ", ") + column.name;
    return fmt::format("COPY {} ({}) FROM STDIN (FORMAT binary)", layout.table->name, columns);
}

class Copying {
public:
    Copying(const Options& options, const Listener& listener)
        : options_(options),
          listener_(listener),
          lock_(with_database(options.data_dir)),
          source_(options.data_dir),
          target_(options.database_url) {}

    Report run() {
        const auto workspaces = source_.chosen(options_.only);
        target_.claim();
        target_.missing_migrations();
        target_.check_key(options_.links_key);
        std::vector<Standing> standings;
        for (const SourceWorkspace& each : workspaces)
            standings.push_back(target_.standing_of(each, options_.start_over));
        target_.prepare();
        for (std::size_t at = 0; at < workspaces.size(); ++at) {
            begin(workspaces[at], standings[at]);
            report_.workspaces.push_back(plan_of(source_, target_, workspaces[at], standings[at]));
        }
        copy_all(workspaces, standings);
        if (report_.moved > 0) target_.gather_statistics();
        compare_all(workspaces, standings);
        return std::move(report_);
    }

private:
    void begin(const SourceWorkspace& workspace, Standing& standing) {
        if (standing == Standing::unfinished && options_.start_over) {
            target_.forget_run(workspace.id);
            standing = Standing::absent;
        }
        if (standing == Standing::absent) target_.begin_run(workspace, options_.now);
    }

    void copy_all(const std::vector<SourceWorkspace>& workspaces,
                  const std::vector<Standing>& standings) {
        start_phase(Step::Phase::copy);
        for (const WorkspacePlan& plan : report_.workspaces)
            step_.done += plan.rows_there - (plan.is_finished ? 1 : 0);
        step_.total -= static_cast<std::int64_t>(workspaces.size());  // Their own rows come last.
        for (std::size_t at = 0; at < workspaces.size(); ++at) {
            if (standings[at] == Standing::finished) continue;
            for (const Layout& layout : data_layouts()) copy_table(workspaces[at].id, layout);
        }
    }

    void copy_table(const WorkspaceId& workspace, const Layout& layout) {
        const bool is_shared = layout.table->is_shared;
        const Key after = is_shared ? Key{} : last_key(target_.side(), layout, workspace);
        CopyStream stream;
        each_row(source_.side(), layout, workspace, after, [&](const Record& record) {
            if (is_shared && has_row(layout, record)) return;
            stream.add(layout, record);
            if (stream.rows() >= static_cast<std::int64_t>(options_.batch_rows) ||
                stream.size() >= batch_bytes_max) {
                send(layout, stream);
            }
        });
        if (stream.rows() > 0) send(layout, stream);
    }

    bool has_row(const Layout& layout, const Record& record) {
        return target_.db()
            .value<std::int64_t>(fmt::format("SELECT 1 FROM {} WHERE id = $1", layout.table->name),
                                 record[layout.key.front()].id)
            .has_value();
    }

    void send(const Layout& layout, CopyStream& stream) {
        const std::int64_t rows = stream.rows();
        sql::Transaction transaction(target_.db(), sql::Database::Access::write);
        target_.db().copy_in(copy_sql(layout), stream.finished());
        transaction.commit();
        stream.clear();
        step_.table = layout.table->name;
        step_.done += rows;
        step_.moved += rows;
        report_.moved += rows;
        listener_(step_);
    }

    void compare_all(const std::vector<SourceWorkspace>& workspaces,
                     const std::vector<Standing>& standings) {
        start_phase(Step::Phase::compare);
        Digest all;
        for (std::size_t at = 0; at < workspaces.size(); ++at) {
            const std::size_t before = report_.differences.size();
            for (const Layout& layout : data_layouts()) compare(workspaces[at], layout, all);
            if (standings[at] != Standing::finished && report_.differences.size() == before)
                publish(workspaces[at]);
            if (report_.differences.size() == before) compare(workspaces[at], door(), all);
        }
        report_.rows = step_.done;
        report_.digest = all.hex();
    }

    void compare(const SourceWorkspace& workspace, const Layout& layout, Digest& all) {
        auto theirs = std::async(std::launch::async, [&] {
            return fingerprint(target_.side(), layout, workspace.id, [](std::int64_t) {});
        });
        const std::int64_t before = step_.done;
        step_.table = layout.table->name;
        const Fingerprint ours = fingerprint(source_.side(), layout, workspace.id,
                                             [&](std::int64_t rows) { compared(before + rows); });
        const Fingerprint found = theirs.get();
        if (found != ours)
            report_.differences.push_back({workspace.name, layout.table->name, ours, found});
        all.add(ours.digest);
        compared(before + ours.rows);
    }

    // From here on it can be served.
    void publish(const SourceWorkspace& workspace) {
        CopyStream stream;
        each_row(source_.side(), door(), workspace.id, {},
                 [&](const Record& record) { stream.add(door(), record); });
        sql::Transaction transaction(target_.db(), sql::Database::Access::write);
        target_.db().copy_in(copy_sql(door()), stream.finished());
        target_.finish_run(workspace.id, options_.links_key, options_.now);
        transaction.commit();
        ++report_.moved;
    }

    // All tables but the one that makes the rest visible.
    std::span<const Layout> data_layouts() const {
        return std::span(source_.layouts()).first(source_.layouts().size() - 1);
    }
    const Layout& door() const { return source_.layouts().back(); }

    void start_phase(Step::Phase phase) {
        step_ = {};
        step_.phase = phase;
        for (const WorkspacePlan& plan : report_.workspaces) {
            for (const TableCount& table : plan.tables) step_.total += table.rows;
        }
    }

    void compared(std::int64_t rows) {
        step_.done = step_.moved = rows;
        listener_(step_);
    }

    const Options& options_;
    const Listener& listener_;
    DirectoryLock lock_;
    Source source_;
    Target target_;
    Report report_;
    Step step_;
};

}  // namespace

Plan plan(const Options& options) {
    Source source(options.data_dir);
    Target target(options.database_url);
    Plan plan;
    plan.steps = target.missing_migrations();
    target.check_key(options.links_key);
    for (const SourceWorkspace& workspace : source.chosen(options.only)) {
        const Standing standing = target.standing_of(workspace, options.start_over);
        plan.workspaces.push_back(plan_of(source, target, workspace, standing));
    }
    return plan;
}

Report run(const Options& options, const Listener& listener) {
    return Copying(options, listener).run();
}

}  // namespace parley::copy
