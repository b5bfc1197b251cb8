-- Webhooks: where a workspace's events are sent, how each receiver fares, and what became of each
-- delivery (docs/guide/webhooks.md).
--
-- Safe while the previous version runs: new tables only. The address and description of a webhook
-- are the administrators' own; an event's content is not copied here but read when it is sent. A
-- delivery keeps the first bytes of what the receiver answered.

CREATE TABLE webhook (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    url TEXT NOT NULL,
    description TEXT NOT NULL,
    events TEXT NOT NULL,  -- Names of types; []: all.
    active INTEGER NOT NULL,
    off_reason TEXT NOT NULL,
    secret TEXT NOT NULL,  -- Sealed under the installation's key.
    former_secret TEXT NOT NULL,
    former_until INTEGER NOT NULL,
    after_seq INTEGER NOT NULL,  -- Events up to here are none of its own.
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;

CREATE TABLE webhook_health (
    workspace_id BLOB NOT NULL,
    webhook_id BLOB NOT NULL,
    failures INTEGER NOT NULL,
    openings INTEGER NOT NULL,
    failing_since INTEGER NOT NULL,
    open_until INTEGER NOT NULL,
    succeeded_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, webhook_id)
) STRICT;

CREATE TABLE webhook_delivery (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    webhook_id BLOB NOT NULL,
    event_seq INTEGER NOT NULL,  -- 0: a test.
    event TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    next_attempt_at INTEGER NOT NULL,
    attempted_at INTEGER NOT NULL,
    took_ms INTEGER NOT NULL,
    status INTEGER NOT NULL,
    failure TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;
CREATE INDEX webhook_delivery_log ON webhook_delivery (workspace_id, webhook_id, id);
CREATE INDEX webhook_delivery_due ON webhook_delivery (workspace_id, webhook_id, next_attempt_at)
    WHERE state = 'pending';
