-- The search index on PostgreSQL: our own tokens (src/language) as a tsvector; SQLite keeps the same
-- in 0002_search.sqlite.sql. Personal data, like the messages it mirrors.

CREATE TABLE search_entry (
    workspace_id bytea NOT NULL,
    message_id bytea NOT NULL,
    conversation_id bytea NOT NULL,
    seq bigint NOT NULL,
    tokens tsvector NOT NULL,
    PRIMARY KEY (workspace_id, message_id)
);
CREATE INDEX search_by_tokens ON search_entry USING gin (tokens);
