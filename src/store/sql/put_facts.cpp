#include "store/sql/tables_facts.hpp"

namespace parley::sql {
namespace {

void clear(Database& db, const WorkspaceId& workspace) {
    for (const std::string_view table : {"session_fact", "stint", "wait", "wrap_up_interval",
                                         "agent_clock", "report_place", "report_cell"})
        db.run(fmt::format("DELETE FROM {} WHERE workspace_id = $1", table), workspace);
}

// Where the cursor is not at `from`, it would become NULL, which the table refuses: so the batch
// fails, without anything having to be read first.
void move_cursor(Database& db, const WorkspaceId& workspace, const FactStep& step) {
    if (step.clear) {
        db.run("DELETE FROM reader_cursor WHERE workspace_id = $1 AND reader = $2", workspace,
               facts_reader);
    }
    db.run(
        "INSERT INTO reader_cursor (workspace_id, reader, seq) VALUES ($1, $2, $3)"
        " ON CONFLICT (workspace_id, reader) DO UPDATE SET"
        " seq = CASE WHEN reader_cursor.seq = $4 THEN excluded.seq END",
        workspace, facts_reader, step.to, step.from);
}

}  // namespace

void put(Database& db, const WorkspaceId& workspace, const FactStep& step) {
    move_cursor(db, workspace, step);
    if (step.clear) clear(db, workspace);
    for (const auto& row : step.sessions) put(db, workspace, row);
    for (const auto& row : step.stints) put(db, workspace, row);
    for (const auto& row : step.waits) put(db, workspace, row);
    for (const auto& row : step.wrap_ups) put(db, workspace, row);
    for (const auto& row : step.clocks) put(db, workspace, row);
    for (const auto& row : step.places) put(db, workspace, row);
    for (const auto& cell : step.cells) {
        const CellRow row{level_of(cell.key.grain, cell.key.of_agent), cell.key.start,
                          cell.key.place, cell.sums, cell.spreads};
        put(db, workspace, row);
    }
}

}  // namespace parley::sql
