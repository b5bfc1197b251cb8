// The baseline of durable chat on PostgreSQL: the same rows by prepared statements in libpq's
// pipeline mode, as many to a transaction as the writer joins.
#pragma once

#include <string>

#include "bench/store_insert.hpp"

namespace parley::bench {

// The address of an empty schema of that name; what was in it is dropped.
std::string fresh_schema(const std::string& url, const std::string& name);

// Messages a second. `url` names an empty schema, which is brought up to date first.
// Throws std::runtime_error.
double raw_postgres_inserts_per_s(const std::string& url, const InsertLoad& load);

}  // namespace parley::bench
