// A directory that goes away, and the store in it, on whichever database the tests run.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "store/store.hpp"

namespace parley::testing {

class TemporaryDirectory {
public:
    TemporaryDirectory();
    ~TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    const std::filesystem::path& path() const { return path_; }
    // Empty: the tests run on SQLite. Else a schema of this directory's own in the PostgreSQL that
    // PARLEY_TEST_DATABASE names (tests/harness/with_postgres), which goes away with it.
    const std::string& database_url() const { return database_url_; }

private:
    std::filesystem::path path_;
    std::string database_url_;
};

bool is_on_postgres();
// On the database that the tests run on.
std::unique_ptr<Store> open_store(const TemporaryDirectory& directory, Metrics* metrics = nullptr);

}  // namespace parley::testing
