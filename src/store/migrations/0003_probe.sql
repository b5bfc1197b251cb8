-- One row, written now and then to learn whether the disk takes writes again.
CREATE TABLE write_probe (
    id INTEGER NOT NULL PRIMARY KEY,
    written INTEGER NOT NULL
) STRICT;
INSERT INTO write_probe (id, written) VALUES (1, 0);
