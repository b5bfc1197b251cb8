#include "store/postgres/claim.hpp"

#include <chrono>
#include <thread>

namespace parley::postgres {
namespace {

// Each schema has a lock of its own: "copy", and which schema.
constexpr std::string_view shared =
    "SELECT pg_try_advisory_lock_shared(1668247673, hashtext(current_schema()))";
constexpr std::string_view exclusive =
    "SELECT pg_try_advisory_lock(1668247673, hashtext(current_schema()))";

// PostgreSQL notices a moment later that a process which held it has ended.
constexpr std::chrono::milliseconds patience{2'000};
constexpr std::chrono::milliseconds ask_every{50};

bool claim(PostgresDatabase& db, std::string_view sql) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!db.value<bool>(sql).value()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::sleep_for(ask_every);
    }
    return true;
}

bool has_unfinished_copy(PostgresDatabase& db) {
    return db.has_table("copy_run") &&
           db.value<std::int64_t>("SELECT count(*) FROM copy_run WHERE finished_at = 0") != 0;
}

}  // namespace

std::unique_ptr<PostgresDatabase> connect_to_write(const std::string& url) {
    auto db = std::make_unique<PostgresDatabase>(url);
    if (!claim(*db, shared))
        throw StoreBroken("an installation is being copied into this database; wait until it is");
    if (has_unfinished_copy(*db)) {
        throw StoreBroken(
            "a copy into this database came to a stop half way; run the same `parley migrate "
            "--to …` again, which goes on where it stopped");
    }
    return db;
}

bool claim_to_copy(PostgresDatabase& db) { return claim(db, exclusive); }

}  // namespace parley::postgres
