#include "store/postgres/young_tables.hpp"

#include <doctest/doctest.h>

#include <thread>

#include "store/testing/temporary.hpp"

namespace parley::postgres {
namespace {

using testing::is_on_postgres;
using testing::TemporaryDirectory;

constexpr std::string_view have_statistics =
    "SELECT last_analyze IS NOT NULL FROM pg_stat_user_tables"
    " WHERE schemaname = current_schema() AND relname = $1";

bool within(std::chrono::milliseconds patience, PostgresDatabase& db, std::string_view table) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < until) {
        if (db.value<bool>(have_statistics, table).value_or(false)) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return false;
}

TEST_CASE("a table of ours that has just grown is given statistics at once, others are left" *
          doctest::skip(!is_on_postgres())) {
    const TemporaryDirectory directory;
    PostgresDatabase db(directory.database_url());
    db.run_script(
        "CREATE TABLE grown (workspace_id bigint); CREATE TABLE small (workspace_id bigint);"
        "CREATE TABLE \"Not ours\" (id bigint);"
        "INSERT INTO grown SELECT generate_series(1, 200);"
        "INSERT INTO small VALUES (1);"
        "INSERT INTO \"Not ours\" SELECT generate_series(1, 200)");
    const YoungTables young(directory.database_url());

    CHECK(within(std::chrono::seconds(10), db, "grown"));
    std::this_thread::sleep_for(2 * YoungTables::look_every);
    CHECK_FALSE(within(std::chrono::milliseconds(60), db, "small"));
    CHECK_FALSE(within(std::chrono::milliseconds(60), db, "Not ours"));
}

}  // namespace
}  // namespace parley::postgres
