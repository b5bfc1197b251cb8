-- When a queue is worth an alert, and which it has now; how a supervisor is in a call.
--
-- Safe while the previous version runs: it does not name the columns, which then stay as they are.
-- It knows no supervisor's leg: a call that has one is read by this version alone.

ALTER TABLE queue ADD COLUMN alert_waiting INTEGER NOT NULL DEFAULT 0;
ALTER TABLE queue ADD COLUMN alert_wait_seconds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE queue ADD COLUMN alert_unstaffed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE queue ADD COLUMN alerts_raised TEXT NOT NULL DEFAULT '[]';

ALTER TABLE leg ADD COLUMN supervision TEXT NOT NULL DEFAULT 'none';
