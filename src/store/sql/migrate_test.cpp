#include "store/sql/migrate.hpp"

#include <doctest/doctest.h>

#include <array>

#include "store/sqlite/database.hpp"
#include "store/testing/house.hpp"

namespace parley::sql {
namespace {

using parley::testing::TemporaryDirectory;

constexpr std::array steps{
    Migration{1, "0001_a.sql", "CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT;"},
    Migration{2, "0002_b.sql", "ALTER TABLE a ADD COLUMN b TEXT; CREATE INDEX a_by_b ON a (b);"},
};

struct Fresh {
    TemporaryDirectory directory;
    sqlite::SqliteDatabase db{directory.path() / "test.db", sqlite::SqliteDatabase::Mode::writer};
    bool has_table(std::string_view name) {
        return db.value<std::int64_t>("SELECT 1 FROM sqlite_master WHERE name = $1", name)
            .has_value();
    }
};

TEST_CASE("a dry run says what would be done and does nothing") {
    Fresh fresh;
    const auto report = migrate_database(fresh.db, steps, true);
    CHECK(report.version_before == 0);
    CHECK(report.version_after == 2);
    CHECK(report.steps == std::vector<std::string>{"0001_a.sql", "0002_b.sql"});
    CHECK_FALSE(fresh.has_table("a"));
    CHECK_FALSE(fresh.has_table("schema_migration"));
}

TEST_CASE("only what is missing is run, once") {
    Fresh fresh;
    CHECK(migrate_database(fresh.db, std::span(steps).first(1), false).steps.size() == 1);
    CHECK(migrate_database(fresh.db, steps, false).steps == std::vector<std::string>{"0002_b.sql"});
    CHECK(migrate_database(fresh.db, steps, false).steps.empty());
}

TEST_CASE("a database newer than the program is refused") {
    Fresh fresh;
    migrate_database(fresh.db, steps, false);
    CHECK_THROWS_WITH_AS(migrate_database(fresh.db, std::span(steps).first(1), false),
                         doctest::Contains("newer than this program"), StoreBroken);
}

TEST_CASE("a migration whose text has changed is refused, and nothing is run") {
    Fresh fresh;
    migrate_database(fresh.db, std::span(steps).first(1), false);
    auto edited = steps;
    edited[0].sql = "CREATE TABLE a (id INTEGER PRIMARY KEY, more TEXT) STRICT;";
    CHECK_THROWS_WITH_AS(migrate_database(fresh.db, edited, false),
                         doctest::Contains("another text"), StoreBroken);
    CHECK_FALSE(fresh.has_table("a_by_b"));
}

TEST_CASE("a migration that fails half way leaves nothing of itself") {
    Fresh fresh;
    auto broken = steps;
    broken[1].sql = "CREATE TABLE half (id INTEGER); CREATE TABLE a (id INTEGER);";
    CHECK_THROWS_AS(migrate_database(fresh.db, broken, false), StoreBroken);
    CHECK(fresh.has_table("a"));
    CHECK_FALSE(fresh.has_table("half"));
    CHECK(migrate_database(fresh.db, steps, false).steps.size() == 1);
}

TEST_CASE("the program's own migrations bring an empty directory up to date") {
    const TemporaryDirectory directory;
    const auto planned = migrate(directory.path(), true);
    CHECK(planned.version_before == 0);
    CHECK_FALSE(std::filesystem::exists(directory.path() / "parley.db"));

    CHECK(migrate(directory.path(), false).steps == planned.steps);
    CHECK(migrate(directory.path(), true).steps.empty());
}

}  // namespace
}  // namespace parley::sql
