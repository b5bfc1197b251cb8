-- Waiting sessions whose contact is to be telephoned when their turn comes. `number` is personal data.
--
-- Safe while the previous version runs: it names neither the table nor the columns; it offers what
-- rests until a later attempt at once.

CREATE TABLE callback (
    workspace_id BLOB NOT NULL,
    session_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    number TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    requested_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, session_id)
) STRICT;

ALTER TABLE queue ADD COLUMN callback_attempts_max INTEGER NOT NULL DEFAULT 0;
ALTER TABLE queue ADD COLUMN callback_retry_seconds INTEGER NOT NULL DEFAULT 300;
