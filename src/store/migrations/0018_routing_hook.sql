-- The address of somebody else's program that is asked where a session should go, and what it said:
-- skills asked of an agent, the time it took, the head start it gave.
--
-- Safe while the previous version runs: it names neither the table nor the columns; it asks nobody,
-- and after a restart does not know which skills an item asks for beyond its queue's.

CREATE TABLE routing_hook (
    workspace_id BLOB NOT NULL PRIMARY KEY,
    active INTEGER NOT NULL,
    url TEXT NOT NULL,
    secret TEXT NOT NULL,
    timeout_ms INTEGER NOT NULL,
    queues TEXT NOT NULL
) STRICT;

ALTER TABLE work_item ADD COLUMN skills TEXT NOT NULL DEFAULT '[]';
ALTER TABLE routing_decision ADD COLUMN took_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE routing_decision ADD COLUMN head_start_ms INTEGER NOT NULL DEFAULT 0;
