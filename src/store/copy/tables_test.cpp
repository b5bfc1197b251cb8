#include "store/copy/tables.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>

#include "store/copy/rows.hpp"
#include "store/postgres/database.hpp"
#include "store/sqlite/database.hpp"
#include "store/testing/temporary.hpp"

namespace parley::copy {
namespace {

using parley::testing::TemporaryDirectory;

using Names = std::set<std::string>;

Names names_of(sql::Rows rows) {
    Names names;
    while (rows.next()) names.insert(rows.take<std::string>());
    return names;
}

Names listed_names() {
    Names names;
    for (const CopiedTable& table : copied_tables()) names.emplace(table.name);
    for (const LeftTable& table : left_tables()) names.emplace(table.name);
    return names;
}

// With the schema that this program makes.
struct Fresh {
    TemporaryDirectory directory;
    MigrationReport report = migrate(directory.path(), false);
    sqlite::SqliteDatabase db{directory.path() / "parley.db", sqlite::SqliteDatabase::Mode::reader};
};

TEST_CASE("every table of the schema is listed once, as copied or as left") {
    Fresh fresh;
    CHECK(listed_names().size() == copied_tables().size() + left_tables().size());
    // The tables beneath the search index are its own (search_index_data …).
    CHECK(listed_names() ==
          names_of(fresh.db.query("SELECT name FROM sqlite_master WHERE type = 'table'"
                                  " AND name NOT LIKE 'search_index_%'")));
}

TEST_CASE("a copied table's key is one of the database's own, so no two rows share a place") {
    Fresh fresh;
    for (const CopiedTable& table : copied_tables()) {
        CAPTURE(table.name);
        // One row a workspace is in place by its workspace alone.
        const bool in_workspace = table.where == "workspace_id = $1" && table.name != "sign_in" &&
                                  table.key != "workspace_id";
        const std::string key =
            fmt::format("{}{}", in_workspace ? "workspace_id, " : "", table.key);
        const auto found = fresh.db.value<std::int64_t>(
            "SELECT count(*) FROM pragma_index_list($1) AS l WHERE l.\"unique\" AND NOT l.partial"
            " AND $2 = (SELECT group_concat(name, ', ')"
            "  FROM (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno))",
            table.name, key);
        CHECK(found == 1);
    }
}

TEST_CASE("both databases have the same columns in a copied table") {
    if (!parley::testing::is_on_postgres()) return;  // Runs in store_postgres.
    Fresh fresh;
    migrate_postgres(fresh.directory.database_url(), false);
    postgres::PostgresDatabase target(fresh.directory.database_url());
    for (const CopiedTable& table : copied_tables()) {
        CAPTURE(table.name);
        Names ours;
        for (const Column& column : layout_of(fresh.db, table).columns) ours.insert(column.name);
        CHECK(ours == names_of(target.query(
                          "SELECT CAST(column_name AS text) FROM information_schema.columns WHERE"
                          " table_schema = current_schema() AND table_name = $1",
                          table.name)));
    }
    CHECK(names_of(target.query(
              "SELECT CAST(tablename AS text) FROM pg_tables WHERE schemaname = current_schema()"
              " UNION SELECT 'search_index'")) == listed_names());
}

}  // namespace
}  // namespace parley::copy
