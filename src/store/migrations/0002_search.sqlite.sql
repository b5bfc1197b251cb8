-- The search index, which is SQLite's own: PostgreSQL keeps the same tokens in a tsvector.
--
-- The tokens are stored beside the index (external content): a contentless index of SQLite 3.40
-- refuses to forget, so recall and erasure would break. To remove an entry, give the index its old
-- tokens with the 'delete' command. The tokenizer splits at ASCII punctuation and space only, which
-- our tokens (src/language) never hold otherwise. Personal data, like the messages it mirrors.

CREATE TABLE search_entry (
    id INTEGER PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    message_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    tokens TEXT NOT NULL,
    UNIQUE (workspace_id, message_id)
) STRICT;

CREATE VIRTUAL TABLE search_index USING fts5(
    tokens, content = 'search_entry', content_rowid = 'id', tokenize = 'ascii',
    detail = none, columnsize = 0
);
