// The numbered steps by which a database becomes what this program expects; compiled in.
#pragma once

#include <span>
#include <string_view>

namespace parley {

struct Migration {
    int number;
    std::string_view name;  // Its file in src/store/migrations.
    std::string_view sql;
};

enum class Dialect { sqlite, postgres };

// In order of number: 1, 2, 3 … A file named x.sqlite.sql or x.postgres.sql is of that one alone.
std::span<const Migration> embedded_migrations(Dialect dialect);

}  // namespace parley
