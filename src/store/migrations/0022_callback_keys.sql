-- Which key of a telephone asks to be called back, of who waits in a queue.
--
-- Safe while the previous version runs: it does not name the column, and no key does anything.

ALTER TABLE queue ADD COLUMN callback_key TEXT NOT NULL DEFAULT '';
