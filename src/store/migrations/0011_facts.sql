-- Facts of sessions and the sums that reports are read from (docs/guide/reports.md).
--
-- Safe while the previous version runs: new tables only, filled from the event spine by a reader of
-- their own, and to be filled again from it at any time. They hold ids and numbers, no text of
-- anybody's; with a contact's id they are about a person (docs/guide/privacy.md).

CREATE TABLE session_fact (
    workspace_id BLOB NOT NULL,
    session_id BLOB NOT NULL,
    first_queue_id BLOB,
    queue_id BLOB,
    inbox_id BLOB,
    contact_id BLOB,
    agent_id BLOB,
    closed_agent_id BLOB,
    human_agent_id BLOB,
    left_message INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    offered_at INTEGER NOT NULL,
    assigned_at INTEGER NOT NULL,
    first_contact_at INTEGER NOT NULL,
    first_human_at INTEGER NOT NULL,
    last_human_at INTEGER NOT NULL,
    closed_at INTEGER NOT NULL,
    invited_at INTEGER NOT NULL,
    rated_at INTEGER NOT NULL,
    close_reason TEXT NOT NULL,
    stints INTEGER NOT NULL,
    waits INTEGER NOT NULL,
    transfers INTEGER NOT NULL,
    messages_contact INTEGER NOT NULL,
    messages_human INTEGER NOT NULL,
    messages_system INTEGER NOT NULL,
    rounds INTEGER NOT NULL,
    rounds_open INTEGER NOT NULL,
    response_ms INTEGER NOT NULL,
    talk_ms INTEGER NOT NULL,
    is_call INTEGER NOT NULL,
    is_valid INTEGER NOT NULL,
    is_repeated INTEGER NOT NULL,
    score INTEGER NOT NULL,
    run_at INTEGER NOT NULL,
    is_offered INTEGER NOT NULL,
    offered_agent_id BLOB,
    offer_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, session_id)
) STRICT;
CREATE INDEX session_fact_opened ON session_fact (workspace_id, opened_at, session_id);
CREATE INDEX session_fact_closed ON session_fact (workspace_id, closed_at, session_id);
CREATE INDEX session_fact_rated ON session_fact (workspace_id, rated_at, session_id)
    WHERE rated_at > 0;
CREATE INDEX session_fact_contact ON session_fact (workspace_id, contact_id, closed_at);

-- One agent's stay in a session.
CREATE TABLE stint (
    workspace_id BLOB NOT NULL,
    session_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    agent_id BLOB,
    queue_id BLOB,
    inbox_id BLOB,
    began_at INTEGER NOT NULL,
    start TEXT NOT NULL,
    ended_at INTEGER NOT NULL,
    ending TEXT NOT NULL,
    first_human_at INTEGER NOT NULL,
    has_first_response INTEGER NOT NULL,
    first_response_ms INTEGER NOT NULL,
    messages_contact INTEGER NOT NULL,
    messages_human INTEGER NOT NULL,
    rounds INTEGER NOT NULL,
    rounds_open INTEGER NOT NULL,
    response_ms INTEGER NOT NULL,
    is_first_transfer INTEGER NOT NULL,
    effort_us INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, session_id, number)
) STRICT;
CREATE INDEX stint_began ON stint (workspace_id, began_at, session_id);
CREATE INDEX stint_answered ON stint (workspace_id, first_human_at, session_id)
    WHERE has_first_response = 1;
CREATE INDEX stint_transferred ON stint (workspace_id, ended_at, session_id)
    WHERE is_first_transfer = 1;

-- One stay in a queue.
CREATE TABLE wait (
    workspace_id BLOB NOT NULL,
    session_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    queue_id BLOB,
    inbox_id BLOB,
    entered_at INTEGER NOT NULL,
    left_at INTEGER NOT NULL,
    ending TEXT NOT NULL,
    cause TEXT NOT NULL,
    to_queue_id BLOB,
    offers INTEGER NOT NULL,
    timed_out INTEGER NOT NULL,
    declined INTEGER NOT NULL,
    contact_left INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, session_id, number)
) STRICT;
CREATE INDEX wait_entered ON wait (workspace_id, entered_at, session_id) WHERE number = 1;
CREATE INDEX wait_left ON wait (workspace_id, left_at, session_id);

CREATE TABLE wrap_up_interval (
    workspace_id BLOB NOT NULL,
    agent_id BLOB NOT NULL,
    from_at INTEGER NOT NULL,
    to_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, agent_id, from_at)
) STRICT;

-- How an agent's time passes: where the reader of facts goes on.
CREATE TABLE agent_clock (
    workspace_id BLOB NOT NULL,
    agent_id BLOB NOT NULL,
    told_at INTEGER NOT NULL,
    presence TEXT NOT NULL,
    load INTEGER NOT NULL,
    ringing INTEGER NOT NULL,
    wrap_up_since INTEGER NOT NULL,
    share_us INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, agent_id)
) STRICT;

-- Where something is counted: a queue, an inbox, and an agent or everybody.
CREATE TABLE report_place (
    workspace_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    agent_id BLOB,
    queue_id BLOB,
    inbox_id BLOB,
    PRIMARY KEY (workspace_id, number)
) STRICT;

-- What happened in one place in one stretch of time (src/insight/cell.hpp). Level: the grain's
-- number times two (quarter 0, hour 1, day 2, month 3), plus one where the place is an agent's.
CREATE TABLE report_cell (
    workspace_id BLOB NOT NULL,
    level INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    place INTEGER NOT NULL,
    sums TEXT NOT NULL,
    spreads TEXT NOT NULL,
    PRIMARY KEY (workspace_id, level, start_at, place)
) STRICT;
