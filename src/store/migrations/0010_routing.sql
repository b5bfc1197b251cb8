-- How a queue holds items for familiar agents, widens over time and counts its service level; what
-- distinguishes an agent in one of their queues.
--
-- Safe while the previous version runs: it names none of the columns, which then stay as they are.
-- It does not know the new words of `strategy`: choose them once it is gone.

ALTER TABLE queue ADD COLUMN familiar_seconds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE queue ADD COLUMN answer_seconds INTEGER NOT NULL DEFAULT 20;
ALTER TABLE queue ADD COLUMN steps TEXT NOT NULL DEFAULT '[]';
ALTER TABLE agent ADD COLUMN posts TEXT NOT NULL DEFAULT '[]';
