-- Since when a session waits in the queue it is in, whether that queue's back-up may serve it by now,
-- and by which queue it is offered: without them, whatever waited was open to the back-up queue
-- at once after a restart.
--
-- Safe while the previous version runs: it names none of the columns. What it wrote has waited since
-- it entered, as far as anybody knows.

ALTER TABLE work_item ADD COLUMN queued_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE work_item ADD COLUMN overflowed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE work_item ADD COLUMN through_queue_id BLOB;
UPDATE work_item SET queued_at = entered_at;
