-- What becomes of who comes while a queue is full.
--
-- Safe while the previous version runs: it does not name the column, and turns away, as all queues
-- do until somebody says otherwise.

ALTER TABLE queue ADD COLUMN when_full TEXT NOT NULL DEFAULT 'turn_away';
