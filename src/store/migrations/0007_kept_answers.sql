-- Answers to requests that name an Idempotency-Key, for a day.
--
-- Safe while the previous version runs: a new table, which it does not know. An answer may repeat
-- personal data, or a secret that is kept nowhere else, so it lies here sealed.

CREATE TABLE kept_answer (
    workspace_id BLOB NOT NULL,
    caller TEXT NOT NULL,
    request_key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    status INTEGER NOT NULL,
    sealed TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, caller, request_key)
) STRICT;
CREATE INDEX kept_answer_by_age ON kept_answer (workspace_id, created_at);
