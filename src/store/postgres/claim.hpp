// Who may write to a database: servers together, or one copy alone (store/copy).
//
// A session's advisory lock says it, so it ends with the connection, however that ends.
#pragma once

#include <memory>
#include <string>

#include "store/postgres/database.hpp"

namespace parley::postgres {

// A server's connection for writing. Throws StoreBroken while a copy runs, or where one came to a
// stop half way.
std::unique_ptr<PostgresDatabase> connect_to_write(const std::string& url);

// False: a server or another copy writes there.
bool claim_to_copy(PostgresDatabase& db);

}  // namespace parley::postgres
