-- What a session was about, by codes; how long a wrap-up may be made; colleagues who are asked about
-- a session or take part in it, and the events they are told of.
--
-- Safe while the previous version runs: it names none of the columns and neither of the tables,
-- which then stay as they are. It does not know what `guests` says, and tells colleagues nothing.

CREATE TABLE wrap_up_code (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    active INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;

ALTER TABLE session ADD COLUMN wrap_up_codes TEXT NOT NULL DEFAULT '[]';
ALTER TABLE session_fact ADD COLUMN is_resolved INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session_fact ADD COLUMN wrap_up_codes TEXT NOT NULL DEFAULT '[]';

ALTER TABLE queue ADD COLUMN wrap_up_codes TEXT NOT NULL DEFAULT 'optional';
ALTER TABLE queue ADD COLUMN wrap_up_extensions_max INTEGER NOT NULL DEFAULT 2;
ALTER TABLE queue ADD COLUMN wrap_up_extend_seconds INTEGER NOT NULL DEFAULT 60;
ALTER TABLE queue ADD COLUMN guest_share INTEGER NOT NULL DEFAULT 10;

ALTER TABLE agent ADD COLUMN wrap_up_queue_id BLOB;
ALTER TABLE agent ADD COLUMN wrap_up_extensions INTEGER NOT NULL DEFAULT 0;

-- Another agent's part in a session, while it is open and afterwards.
CREATE TABLE colleague (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    session_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    ending TEXT NOT NULL,
    agent_id BLOB,
    asked_by_id BLOB,
    share INTEGER NOT NULL,
    item_id BLOB,
    asked_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    joined_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;
CREATE INDEX colleague_session ON colleague (workspace_id, session_id);
CREATE INDEX colleague_open ON colleague (workspace_id, agent_id) WHERE state <> 'ended';

ALTER TABLE event ADD COLUMN guests TEXT NOT NULL DEFAULT '[]';
