-- Tags, VIP level and fields of contacts; lists of rules, calendars, and what happened to a contact
-- of late (docs/guide/contacts.md, docs/guide/rules.md).
--
-- Safe while the previous version runs: new tables, and columns that it does not name and that then
-- stay as they are. What it does of a contact meanwhile is not counted.

ALTER TABLE contact ADD COLUMN vip_level INTEGER NOT NULL DEFAULT 0;
ALTER TABLE contact ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE contact ADD COLUMN fields TEXT NOT NULL DEFAULT '{}';  -- Personal data.

ALTER TABLE work_item ADD COLUMN head_starts TEXT NOT NULL DEFAULT '[]';

ALTER TABLE queue ADD COLUMN calendar_id BLOB;
ALTER TABLE queue ADD COLUMN closed TEXT NOT NULL DEFAULT 'leave_message';
ALTER TABLE queue ADD COLUMN closed_text TEXT NOT NULL DEFAULT '';
ALTER TABLE queue ADD COLUMN closed_queue_id BLOB;

CREATE TABLE contact_scheme (
    workspace_id BLOB NOT NULL PRIMARY KEY,
    tags TEXT NOT NULL,
    fields TEXT NOT NULL
) STRICT;

CREATE TABLE rule_list (
    workspace_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    rules TEXT NOT NULL,
    PRIMARY KEY (workspace_id, kind)
) STRICT;

-- About a person, by a contact's id.
CREATE TABLE contact_history (
    workspace_id BLOB NOT NULL,
    contact_id BLOB NOT NULL,
    counts TEXT NOT NULL,
    PRIMARY KEY (workspace_id, contact_id)
) STRICT;

CREATE TABLE calendar (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    terms TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;
