-- Several nodes on one database: who owns which workspace, and who is there. Unused by a single
-- node on SQLite. Times of these two are the database's own clock, which all nodes share.

CREATE TABLE node (
    id TEXT NOT NULL PRIMARY KEY,
    version TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    connections INTEGER NOT NULL,
    draining INTEGER NOT NULL
) STRICT;

CREATE TABLE owner_lease (
    workspace_id BLOB NOT NULL PRIMARY KEY,
    node_id TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

-- What all nodes of an installation must share: the key that file links are signed with.
CREATE TABLE installation_secret (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
