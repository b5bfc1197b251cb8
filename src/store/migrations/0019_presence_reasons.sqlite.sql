-- What somebody is away for becomes a list of the workspace, and a report over a stretch of
-- intervals finds them by when they ended. One file a database, for the ids of the rows that
-- workspaces begin with are made here.
--
-- Safe while the previous version runs: it does not know the table, and words it writes that are of
-- no reason are shown as they are.

CREATE TABLE presence_reason (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    word TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    productive INTEGER NOT NULL,
    minutes_max INTEGER NOT NULL,
    precedence INTEGER NOT NULL,
    active INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;

INSERT INTO presence_reason
SELECT id, randomblob(16), 'rest', CASE WHEN locale LIKE 'zh%' THEN '小休' ELSE 'Rest' END,
    'rest', 0, 0, 10, 1, created_at FROM workspace;
INSERT INTO presence_reason
SELECT id, randomblob(16), 'meal', CASE WHEN locale LIKE 'zh%' THEN '用餐' ELSE 'Meal' END,
    'rest', 0, 0, 20, 1, created_at FROM workspace;
INSERT INTO presence_reason
SELECT id, randomblob(16), 'meeting', CASE WHEN locale LIKE 'zh%' THEN '会议' ELSE 'Meeting' END,
    'meeting', 1, 0, 30, 1, created_at FROM workspace;
INSERT INTO presence_reason
SELECT id, randomblob(16), 'training', CASE WHEN locale LIKE 'zh%' THEN '培训' ELSE 'Training' END,
    'training', 1, 0, 40, 1, created_at FROM workspace;

CREATE INDEX presence_interval_ended ON presence_interval (workspace_id, to_at);
