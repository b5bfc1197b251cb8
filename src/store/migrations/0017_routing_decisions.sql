-- What the router did with a session, and why; `session.decisions` counts them. A session has at
-- most RoutingDecision::kept_max rows: for a further one an older one goes.
--
-- Safe while the previous version runs: it names neither the table nor the column. What it decides
-- is not kept, and not counted.

CREATE TABLE routing_decision (
    workspace_id BLOB NOT NULL,
    session_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    deed TEXT NOT NULL,
    queue_id BLOB,
    agent_id BLOB,
    reason TEXT NOT NULL,
    rule TEXT NOT NULL,
    strategy TEXT NOT NULL,
    load INTEGER NOT NULL,
    idle_since INTEGER NOT NULL,
    candidates INTEGER NOT NULL,
    familiar INTEGER NOT NULL,
    position INTEGER NOT NULL,
    returned INTEGER NOT NULL,
    boosted INTEGER NOT NULL,
    older INTEGER NOT NULL,
    boost_ms INTEGER NOT NULL,
    off_duty INTEGER NOT NULL,
    lacks_skill INTEGER NOT NULL,
    wrapping_up INTEGER NOT NULL,
    no_room INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, session_id, number)
) STRICT;

ALTER TABLE session ADD COLUMN decisions INTEGER NOT NULL DEFAULT 0;
