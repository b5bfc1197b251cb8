-- Telephone calls: what is set up, and what took place.
--
-- Personal data: the numbers in call and leg, and the sound of recordings, which lies sealed in
-- recordings/ (docs/guide/privacy.md).

-- Whoever calls is known by their number.
CREATE INDEX identity_by_value ON identity (workspace_id, kind, value);

CREATE TABLE trunk (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    transport TEXT NOT NULL,
    host TEXT NOT NULL,
    port INTEGER NOT NULL,
    username TEXT NOT NULL,
    password TEXT NOT NULL,  -- Sealed.
    registers INTEGER NOT NULL,
    sources TEXT NOT NULL,
    srtp TEXT NOT NULL,
    codecs TEXT NOT NULL,
    caller_id TEXT NOT NULL,
    ca TEXT NOT NULL,
    calls_max INTEGER NOT NULL,
    active INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;

CREATE TABLE phone (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    agent_id BLOB,
    username TEXT NOT NULL UNIQUE,  -- A registration finds its workspace.
    ha1_md5 TEXT NOT NULL,
    ha1_sha256 TEXT NOT NULL,
    rings INTEGER NOT NULL,
    active INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;

CREATE TABLE phone_number (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    number TEXT NOT NULL UNIQUE,  -- A call finds its workspace.
    inbox_id BLOB,
    trunks TEXT NOT NULL,
    outbound INTEGER NOT NULL,
    prefixes TEXT NOT NULL,
    active INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;

CREATE TABLE voice_settings (
    workspace_id BLOB NOT NULL PRIMARY KEY,
    recording INTEGER NOT NULL,
    retention_days INTEGER NOT NULL,
    country TEXT NOT NULL,
    allowed_prefixes TEXT NOT NULL,
    call_share INTEGER NOT NULL,
    calls_max INTEGER NOT NULL,
    agent_calls_max INTEGER NOT NULL,
    agent_minutes_max INTEGER NOT NULL
) STRICT;

CREATE TABLE call (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    session_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    inbox_id BLOB NOT NULL,
    contact_id BLOB NOT NULL,
    message_id BLOB NOT NULL,
    agent_id BLOB,  -- Who dialled; nil of one that came.
    direction TEXT NOT NULL,
    state TEXT NOT NULL,
    number TEXT NOT NULL,
    own_number TEXT NOT NULL,
    home TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    answered_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    alone_since INTEGER NOT NULL,
    is_held INTEGER NOT NULL,
    is_handed_on INTEGER NOT NULL,
    cause TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;
CREATE INDEX call_by_conversation ON call (workspace_id, conversation_id, id);
CREATE INDEX call_by_contact ON call (workspace_id, contact_id, id);
CREATE INDEX call_by_agent ON call (workspace_id, agent_id, started_at);
CREATE INDEX call_open ON call (home, workspace_id) WHERE state <> 'ended';

CREATE TABLE leg (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    call_id BLOB NOT NULL,
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,
    medium TEXT NOT NULL,
    agent_id BLOB,
    trunk_id BLOB,
    phone_id BLOB,
    number TEXT NOT NULL,
    state TEXT NOT NULL,
    has_sound INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    joined_at INTEGER NOT NULL,
    left_at INTEGER NOT NULL,
    cause TEXT NOT NULL,
    status INTEGER NOT NULL,
    codec TEXT NOT NULL,
    encrypted INTEGER NOT NULL,
    packets INTEGER NOT NULL,
    lost INTEGER NOT NULL,
    jitter_us INTEGER NOT NULL,
    mos_percent INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;
CREATE INDEX leg_by_call ON leg (workspace_id, call_id, id);

CREATE TABLE recording (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    call_id BLOB NOT NULL,
    session_id BLOB NOT NULL,
    state TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    delete_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;
CREATE INDEX recording_by_call ON recording (workspace_id, call_id, id);
CREATE INDEX recording_due ON recording (workspace_id, delete_at) WHERE delete_at > 0;
