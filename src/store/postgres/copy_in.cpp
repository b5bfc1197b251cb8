#include <fmt/format.h>
#include <libpq-fe.h>

#include "store/postgres/database.hpp"

namespace parley::postgres {
namespace {

constexpr std::size_t piece_max = 1 << 20;  // libpq counts in int.

void put_all(pg_conn* connection, std::string_view data) {
    while (!data.empty()) {
        const std::string_view piece = data.substr(0, piece_max);
        if (PQputCopyData(connection, piece.data(), static_cast<int>(piece.size())) != 1) return;
        data.remove_prefix(piece.size());
    }
    PQputCopyEnd(connection, nullptr);
}

}  // namespace

// COPY has no place in a pipeline, so it is left and entered again. What goes wrong while sending
// is told by the results that follow.
void PostgresDatabase::copy_in(std::string_view sql, std::string_view data) {
    send_begin();
    read_answers();
    PQexitPipelineMode(connection_);
    pg_result* result = PQexec(connection_, std::string(sql).c_str());
    const bool is_open = PQresultStatus(result) == PGRES_COPY_IN;
    if (is_open) {
        PQclear(result);
        put_all(connection_, data);
        result = PQgetResult(connection_);
    }
    error_.reset();
    if (PQresultStatus(result) != PGRES_COMMAND_OK) note_error(result);
    while (result != nullptr) {
        PQclear(result);
        result = PQgetResult(connection_);
    }
    if (PQenterPipelineMode(connection_) != 1) fail("enter pipeline mode");
    if (error_) throw PostgresError(*error_);
}

}  // namespace parley::postgres
