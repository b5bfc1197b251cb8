-- Until when an agent finishes up, so that a restart does not cut it short.
--
-- Safe while the previous version runs: it does not name the column, which then stays as it is.

ALTER TABLE agent ADD COLUMN wrap_up_until INTEGER NOT NULL DEFAULT 0;
