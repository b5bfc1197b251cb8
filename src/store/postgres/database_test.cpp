#include "store/postgres/database.hpp"

#include <doctest/doctest.h>

#include <chrono>

#include "store/testing/temporary.hpp"

namespace parley::postgres {
namespace {

using testing::is_on_postgres;
using testing::TemporaryDirectory;

std::string setting(PostgresDatabase& db, std::string_view name) {
    return db.value<std::string>("SELECT current_setting($1)", name).value();
}

TEST_CASE("options in the address go before ours, which stay where it has none" *
          doctest::skip(!is_on_postgres())) {
    const TemporaryDirectory directory;  // Its address names the schema by an option.
    PostgresDatabase plain(directory.database_url());
    CHECK(setting(plain, "idle_in_transaction_session_timeout") == "3s");
    CHECK(setting(plain, "lock_timeout") == "10s");
    CHECK(setting(plain, "search_path").find("parley-test-") != std::string::npos);

    PostgresDatabase chosen(directory.database_url() + "%20-clock_timeout%3D7s");
    CHECK(setting(chosen, "lock_timeout") == "7s");
    CHECK(setting(chosen, "statement_timeout") == "1min");
}

TEST_CASE("an owner that falls silent within a transaction soon holds up nobody" *
          doctest::skip(!is_on_postgres())) {
    const TemporaryDirectory directory;
    PostgresDatabase silent(directory.database_url());
    silent.run_script("CREATE TABLE place (seq bigint)");
    silent.run("INSERT INTO place VALUES (1)");
    silent.begin(sql::Database::Access::write);
    silent.run("UPDATE place SET seq = 2");

    PostgresDatabase next(directory.database_url());
    const auto began = std::chrono::steady_clock::now();
    next.run("UPDATE place SET seq = 3");
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(5));
    CHECK_THROWS_AS(silent.commit(), StoreBroken);
    CHECK(next.value<std::int64_t>("SELECT seq FROM place") == 3);
}

}  // namespace
}  // namespace parley::postgres
