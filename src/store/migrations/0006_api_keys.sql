-- Keys by which programs act as agents, and when each was last used.
--
-- Safe while the previous version runs: new tables, which it does not know.

CREATE TABLE api_key (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    agent_id BLOB NOT NULL,
    prefix TEXT NOT NULL,
    secret_hash TEXT NOT NULL UNIQUE,  -- A program finds its workspace.
    made_by BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;

CREATE TABLE api_key_use (
    workspace_id BLOB NOT NULL,
    key_id BLOB NOT NULL,
    last_used_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, key_id)
) STRICT;
