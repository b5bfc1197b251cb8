// Puts a batch's rows and events into the open transaction; whose numbers they are, the caller has
// settled before.
#pragma once

#include "ports/batch.hpp"
#include "store/sql/database.hpp"

namespace parley::sql {

void put_row(Database& db, const WorkspaceId& workspace, const Row& row);
void put_rows_and_events(Database& db, const Batch& batch);

// The row of the batch's own workspace; null where it brings none.
const Workspace* workspace_in(const Batch& batch);

}  // namespace parley::sql
