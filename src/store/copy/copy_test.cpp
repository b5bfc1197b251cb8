// The whole copy, on the PostgreSQL that the tests run on: with_postgres store_test.
#include "store/copy/copy.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/secret.hpp"
#include "store/postgres/database.hpp"
#include "store/sqlite/database.hpp"
#include "store/testing/house.hpp"

namespace parley::copy {
namespace {

using parley::testing::House;
using parley::testing::TemporaryDirectory;

constexpr std::string_view old_key = "0a0b";

// A furnished house on SQLite, and a schema of PostgreSQL's that nobody has used.
struct Move {
    TemporaryDirectory directory;
    WorkspaceId workspace;

    Move() {
        const auto store = open_sqlite({.data_dir = directory.path()});
        House house(*store);
        workspace = house.workspace;
        for (int at = 0; at < 40; ++at) {
            const Message said = house.message(fmt::format("message {} 你好", at));
            Batch batch = house.posting(said);
            batch.rows.emplace_back(
                SearchEntry{said.id, said.conversation, said.seq, "message 你好 hello"});
            REQUIRE(House::write(*store, std::move(batch)));
        }
    }

    Options options() const {
        Options made;
        made.data_dir = directory.path();
        made.database_url = directory.database_url();
        made.links_key = old_key;
        made.batch_rows = 7;
        made.now = from_ms(1);
        return made;
    }
    Report run(Listener listener = [](const Step&) {}) const {
        return copy::run(options(), listener);
    }
    Report start_over() const {
        Options wanted = options();
        wanted.start_over = true;
        return copy::run(wanted, [](const Step&) {});
    }
    // Comes to a stop after so many batches, as if killed.
    void run_some(int batches) const {
        struct Stopped {};
        CHECK_THROWS_AS(run([&](const Step&) {
                            if (--batches <= 0) throw Stopped{};
                        }),
                        Stopped);
    }
    void on_target(const std::string& sql) const {
        postgres::PostgresDatabase(directory.database_url()).run_script(sql);
    }
    std::int64_t count(std::string_view sql) const {
        return postgres::PostgresDatabase(directory.database_url())
            .value<std::int64_t>(sql)
            .value();
    }
    void serve_source() const {
        open_sqlite({.data_dir = directory.path()})->take_ownership(workspace);
    }
    std::unique_ptr<Store> open_target() const {
        return open_postgres(
            {.data_dir = directory.path(), .database_url = directory.database_url()});
    }
};

// Skipped on SQLite alone: ctest's store_postgres runs them.
const auto on_postgres = doctest::skip(!parley::testing::is_on_postgres());

TEST_CASE("a copy is equal, can be served, and is only compared when it is run again" *
          on_postgres) {
    const Move move;
    std::int64_t told = 0;
    const Report report = move.run([&](const Step& step) {
        CHECK(step.done <= step.total);
        told = step.done;
    });
    CHECK(report.differences.empty());
    CHECK(report.moved == report.rows);
    CHECK(told == report.rows);
    CHECK(report.rows > 120);
    CHECK(move.count("SELECT count(*) FROM message") == 40);
    CHECK(move.count(
              "SELECT count(*) FROM search_entry WHERE tokens @@ CAST('''你好''' AS tsquery)") ==
          40);
    CHECK(move.count("SELECT count(*) FROM installation_secret WHERE value = '0a0b'") == 1);

    const Report again = move.run();
    CHECK(again.moved == 0);
    CHECK(again.digest == report.digest);

    CHECK(move.open_target()->take_ownership(move.workspace) == 2);  // The source had one.
    CHECK_THROWS_WITH_AS(move.run(), doctest::Contains("the target is served since"), StoreBroken);
}

TEST_CASE("a copy stopped anywhere goes on there, and no server opens it before" * on_postgres) {
    for (const int batches : {1, 3, 8, 15, 20}) {
        CAPTURE(batches);
        const Move move;
        move.run_some(batches);
        CHECK(move.count("SELECT count(*) FROM workspace") == 0);
        CHECK_THROWS_WITH_AS(move.open_target(), doctest::Contains("half way"), StoreBroken);
        const Report report = move.run();
        CHECK(report.differences.empty());
        CHECK(report.workspaces.front().rows_there > 0);
        CHECK(report.moved == report.rows - report.workspaces.front().rows_there);
        CHECK(move.open_target()->take_ownership(move.workspace) == 2);
    }
}

TEST_CASE("a row that differs is found by table, and is not made visible" * on_postgres) {
    for (const auto* harm :
         {"UPDATE queue SET share = share + 1", "DELETE FROM message WHERE seq = 1",
          "UPDATE contact SET email = ''"}) {
        CAPTURE(harm);
        const Move move;
        move.run_some(9);  // Some of the messages are there.
        move.on_target(harm);
        const Report report = move.run();
        CHECK(report.differences.size() == 1);
        CHECK(move.count("SELECT count(*) FROM workspace") == 0);
        CHECK(move.start_over().differences.empty());
        CHECK(move.count("SELECT count(*) FROM workspace") == 1);
    }
}

TEST_CASE("what was written to the source since a copy began is not lost" * on_postgres) {
    const Move move;
    move.run_some(4);
    move.serve_source();
    CHECK_THROWS_WITH_AS(move.run(), doctest::Contains("--start-over"), StoreBroken);
    const Report report = move.start_over();
    CHECK(report.differences.empty());
    CHECK(report.moved == report.rows);
    CHECK(move.count("SELECT fence FROM workspace") == 2);
}

TEST_CASE("a source or a target in use is refused, and nothing is changed" * on_postgres) {
    const Move move;
    {
        const auto source = open_sqlite({.data_dir = move.directory.path()});
        CHECK_THROWS_WITH_AS(move.run(), doctest::Contains("another process uses"), StoreBroken);
    }
    CHECK(move.count("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()") == 0);
    {
        const auto target = move.open_target();
        CHECK_THROWS_WITH_AS(move.run(), doctest::Contains("in use by a server"), StoreBroken);
    }
    CHECK(move.run().differences.empty());
}

TEST_CASE("another's database is refused, and nothing is changed" * on_postgres) {
    const Move move;
    move.on_target("CREATE TABLE orders (id bigint)");
    CHECK_THROWS_WITH_AS(move.run(), doctest::Contains("not Parley's"), StoreBroken);
    CHECK(move.count("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()") == 1);
    move.on_target("DROP TABLE orders");
    {
        const auto target = move.open_target();
        const House other(*target, 2);
        installation_secret(move.directory.database_url(), "file_links", "ffff");
    }
    CHECK_THROWS_WITH_AS(move.run(), doctest::Contains("another installation"), StoreBroken);
    CHECK(move.count("SELECT count(*) FROM workspace") == 1);
}

TEST_CASE("one workspace after the other, and a plan that changes nothing" * on_postgres) {
    const Move move;
    WorkspaceId second;
    {
        const auto store = open_sqlite({.data_dir = move.directory.path()});
        second = House(*store, 2).workspace;
    }
    const Plan plan = copy::plan(move.options());
    CHECK(plan.workspaces.size() == 2);
    CHECK_FALSE(plan.steps.empty());
    CHECK(move.count("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()") == 0);

    Options only = move.options();
    only.only = second;
    CHECK(copy::run(only, [](const Step&) {}).differences.empty());
    CHECK(move.count("SELECT count(*) FROM workspace") == 1);
    CHECK(move.run().differences.empty());
    CHECK(move.count("SELECT count(*) FROM workspace") == 2);

    only.only = WorkspaceId::parse("01a1a7cf-55cf-7063-b0e5-d111333adfc9");
    CHECK_THROWS_WITH_AS(copy::plan(only), doctest::Contains("has no workspace"), StoreBroken);
}

}  // namespace
}  // namespace parley::copy
