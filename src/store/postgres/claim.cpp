#include "store/postgres/claim.hpp"

namespace parley::postgres {
namespace {

// Each schema has a lock of its own: "copy", and which schema.
constexpr std::string_view shared =
    "SELECT pg_try_advisory_lock_shared(1668247673, hashtext(current_schema()))";
constexpr std::string_view exclusive =
    "SELECT pg_try_advisory_lock(1668247673, hashtext(current_schema()))";

}  // namespace

std::unique_ptr<PostgresDatabase> connect_to_write(const std::string& url) {
    auto db = std::make_unique<PostgresDatabase>(url);
    if (!db->value<bool>(shared).value())
        throw StoreBroken("an installation is being copied into this database; wait until it is");
    if (db->has_table("copy_run") &&
        db->value<std::int64_t>("SELECT count(*) FROM copy_run WHERE finished_at = 0") != 0) {
        throw StoreBroken(
            "a copy into this database came to a stop half way; run the same `parley migrate "
            "--to …` again, which goes on where it stopped");
    }
    return db;
}

bool claim_to_copy(PostgresDatabase& db) { return db.value<bool>(exclusive).value(); }

}  // namespace parley::postgres
