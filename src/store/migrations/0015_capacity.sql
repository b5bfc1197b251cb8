-- What items of each channel take of an agent; queues that are picked from by hand; items that do not
-- stand in the way of others; a bound on messages left.
--
-- Safe while the previous version runs: it names none of the columns and not the table, which then
-- stay as they are. It offers what is to be picked by hand: choose that once it is gone.

CREATE TABLE capacity_profile (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    shares TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;

ALTER TABLE agent ADD COLUMN capacity_profile_id BLOB;
ALTER TABLE queue ADD COLUMN picking TEXT NOT NULL DEFAULT 'offered';
ALTER TABLE queue ADD COLUMN interruptible INTEGER NOT NULL DEFAULT 0;
ALTER TABLE queue ADD COLUMN left_messages_max INTEGER NOT NULL DEFAULT 1000;
ALTER TABLE work_item ADD COLUMN interruptible INTEGER NOT NULL DEFAULT 0;
