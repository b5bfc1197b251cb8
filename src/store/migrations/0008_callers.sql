-- A caller is found by their number in an inbox.
--
-- Safe while the previous version runs: an index only.

CREATE INDEX identity_by_value ON identity (workspace_id, inbox_id, kind, value);
