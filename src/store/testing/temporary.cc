#include "store/testing/temporary.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>

#include "base/assert.hpp"
#include "store/postgres/database.hpp"

namespace parley::testing {
namespace {

// "parley-test-XXXXXX" as a name that needs no quotes is not the same for two directories that
// differ in case alone; so it is quoted.
std::string schema_named(const std::filesystem::path& directory) {
    return fmt::format("\"{}\"", directory.filename().string());
}

}  // namespace

TemporaryDirectory::TemporaryDirectory() {
    auto name = (std::filesystem::temp_directory_path() / "parley-test-XXXXXX").string();
    PARLEY_ASSERT(::mkdtemp(name.data()) != nullptr);
    path_ = name;
    if (!is_on_postgres()) return;
    const std::string server = std::getenv("PARLEY_TEST_DATABASE");
    const std::string safe = schema_named(path_);
    postgres::PostgresDatabase(server).run_script("CREATE SCHEMA " + safe);
    database_url_ = fmt::format("{}{}options=-csearch_path%3D{}", server,
                                server.find('?') == server.npos ? '?' : '&', safe);
}

TemporaryDirectory::~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
    if (database_url_.empty()) return;
    try {
        postgres::PostgresDatabase(std::getenv("PARLEY_TEST_DATABASE"))
            .run_script(fmt::format("DROP SCHEMA {} CASCADE", schema_named(path_)));
    } catch (const StoreBroken&) {
        return;  // The server ends with the tests anyway.
    }
}

bool is_on_postgres() { return std::getenv("PARLEY_TEST_DATABASE") != nullptr; }

std::unique_ptr<Store> open_store(const TemporaryDirectory& directory, Metrics* metrics) {
    StoreConfig config;
    config.data_dir = directory.path();
    config.database_url = directory.database_url();
    config.metrics = metrics;
    return parley::open_store(config);
}

}  // namespace parley::testing
