-- The house: accounts and workspaces, the floor, conversations, the event spine.
--
-- One text for two databases: only what SQLite and PostgreSQL share, apart from the types, which
-- the dialect maps (BLOB: bytea of 16 for ids; INTEGER: bigint; STRICT: dropped). Ids are UUIDv7 and
-- times are UTC milliseconds, both given by the application; NULL is "no such thing", 0 "not yet".
-- Words of an enumeration are stored by name, lists of words as a JSON array.
--
-- Every key begins with workspace_id, except the few by which a request finds its workspace.
-- Personal data lies in: contact, identity, message, attachment, survey_answer, session_detail, and
-- of staff in account, sign_in, agent (docs/guide/privacy.md). No event repeats any of it.

CREATE TABLE account (
    id BLOB NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sign_in (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL,
    workspace_id BLOB NOT NULL,
    agent_id BLOB NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    user_agent TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    revoked_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_in_by_account ON sign_in (account_id);

CREATE TABLE workspace (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    locale TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    demo INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    next_seq INTEGER NOT NULL DEFAULT 1,  -- Of its next event.
    fence INTEGER NOT NULL DEFAULT 0      -- Raised by each new owner of its writes.
) STRICT;

CREATE TABLE agent (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    account_id BLOB NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    role TEXT NOT NULL,
    capacity INTEGER NOT NULL,
    skills TEXT NOT NULL,  -- ["en", 5, "billing", 8]: names and levels by turns.
    queues TEXT NOT NULL,
    active INTEGER NOT NULL,
    presence TEXT NOT NULL,
    presence_reason TEXT NOT NULL,
    presence_since INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;
CREATE INDEX agent_by_account ON agent (account_id);  -- A sign-in finds its workspaces.

CREATE TABLE presence_interval (
    workspace_id BLOB NOT NULL,
    agent_id BLOB NOT NULL,
    from_at INTEGER NOT NULL,
    to_at INTEGER NOT NULL,
    presence TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (workspace_id, agent_id, from_at)
) STRICT;

CREATE TABLE queue (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    strategy TEXT NOT NULL,
    skills TEXT NOT NULL,
    share INTEGER NOT NULL,
    offer_seconds INTEGER NOT NULL,
    overflow_queue_id BLOB,
    overflow_after_seconds INTEGER NOT NULL,
    wrap_up_seconds INTEGER NOT NULL,
    waiting_max INTEGER NOT NULL,
    active INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;

CREATE TABLE inbox (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    channel TEXT NOT NULL,
    name TEXT NOT NULL,
    public_key TEXT NOT NULL UNIQUE,  -- A visitor's page finds its workspace.
    queue_id BLOB,
    greeting TEXT NOT NULL,
    locale TEXT NOT NULL,
    accent TEXT NOT NULL,
    domains TEXT NOT NULL,
    pre_chat TEXT NOT NULL,
    active INTEGER NOT NULL,
    connected_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;

-- Personal data.
CREATE TABLE contact (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    note TEXT NOT NULL,
    locale TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;

-- Personal data.
CREATE TABLE identity (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    contact_id BLOB NOT NULL,
    inbox_id BLOB,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    verified INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;
CREATE INDEX identity_by_contact ON identity (workspace_id, contact_id);
-- A visitor's public id finds their workspace.
CREATE UNIQUE INDEX identity_by_cookie ON identity (value) WHERE kind = 'cookie';

CREATE TABLE conversation (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    inbox_id BLOB NOT NULL,
    contact_id BLOB NOT NULL,
    last_seq INTEGER NOT NULL,
    visitor_read INTEGER NOT NULL,
    agent_read INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, contact_id, inbox_id)
) STRICT;

CREATE TABLE session (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    inbox_id BLOB NOT NULL,
    contact_id BLOB NOT NULL,
    queue_id BLOB,
    agent_id BLOB,
    state TEXT NOT NULL,
    left_message INTEGER NOT NULL,
    first_seq INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    assigned_at INTEGER NOT NULL,
    first_reply_at INTEGER NOT NULL,
    closed_at INTEGER NOT NULL,
    close_reason TEXT NOT NULL,
    resolved INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;
CREATE INDEX session_by_conversation ON session (workspace_id, conversation_id, opened_at);
CREATE INDEX session_open ON session (workspace_id, opened_at, id) WHERE state <> 'closed';
CREATE INDEX session_closed ON session (workspace_id, closed_at, id) WHERE state = 'closed';

-- Personal data: where the visitor stood, and what the agent wrote down of it.
CREATE TABLE session_detail (
    workspace_id BLOB NOT NULL,
    session_id BLOB NOT NULL,
    page_url TEXT NOT NULL,
    page_title TEXT NOT NULL,
    referrer TEXT NOT NULL,
    summary TEXT NOT NULL,
    PRIMARY KEY (workspace_id, session_id)
) STRICT;

CREATE TABLE work_item (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    session_id BLOB NOT NULL,
    queue_id BLOB,
    state TEXT NOT NULL,
    share INTEGER NOT NULL,
    entered_at INTEGER NOT NULL,
    boost_ms INTEGER NOT NULL,
    at_head INTEGER NOT NULL,
    agent_id BLOB,
    offer INTEGER NOT NULL,
    offer_expires_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;
CREATE INDEX work_item_open ON work_item (workspace_id, session_id) WHERE state <> 'finished';

-- Personal data.
CREATE TABLE message (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    session_id BLOB,
    seq INTEGER NOT NULL,
    sender TEXT NOT NULL,
    sender_id BLOB,
    kind TEXT NOT NULL,
    visibility TEXT NOT NULL,
    text TEXT NOT NULL,
    attachment_id BLOB,
    client_msg_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, conversation_id, seq)
) STRICT;
-- A retry is recognised for ever.
CREATE UNIQUE INDEX message_sent
    ON message (workspace_id, conversation_id, sender_id, client_msg_id)
    WHERE client_msg_id <> '';

-- Personal data; the bytes lie in files/.
CREATE TABLE attachment (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    uploader_id BLOB,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    thumbnail INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;

CREATE TABLE survey (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    session_id BLOB NOT NULL,
    state TEXT NOT NULL,
    invited_at INTEGER NOT NULL,
    answered_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, session_id)
) STRICT;

-- Personal data.
CREATE TABLE survey_answer (
    workspace_id BLOB NOT NULL,
    survey_id BLOB NOT NULL,
    score INTEGER NOT NULL,
    comment TEXT NOT NULL,
    tags TEXT NOT NULL,
    PRIMARY KEY (workspace_id, survey_id)
) STRICT;

-- The event spine. Ids and words of ours only.
CREATE TABLE event (
    workspace_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    type TEXT NOT NULL,
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    actor_id BLOB,
    visibility TEXT NOT NULL,
    agent_id BLOB,
    former_agent_id BLOB,
    queue_id BLOB,
    former_queue_id BLOB,
    inbox_id BLOB,
    contact_id BLOB,
    conversation_id BLOB,
    session_id BLOB,
    message_id BLOB,
    detail TEXT NOT NULL,
    PRIMARY KEY (workspace_id, seq)
) STRICT;
CREATE INDEX event_by_conversation ON event (workspace_id, conversation_id, seq)
    WHERE conversation_id IS NOT NULL;

-- How far each reader of the spine has come.
CREATE TABLE reader_cursor (
    workspace_id BLOB NOT NULL,
    reader TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, reader)
) STRICT;
