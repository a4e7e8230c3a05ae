-- What was erased: the row stays with number, digest, key and receipt.
ALTER TABLE records ADD COLUMN erased_at TEXT;
ALTER TABLE records ADD COLUMN erased_why TEXT;

-- Records that nobody may erase: by `registration`, `record` or `email`.
CREATE TABLE holds (
    id          TEXT NOT NULL PRIMARY KEY,
    subject     TEXT NOT NULL,
    value       TEXT NOT NULL,
    reason      TEXT NOT NULL,
    placed_at   TEXT NOT NULL,
    placed_by   TEXT NOT NULL,
    released_at TEXT,
    released_by TEXT
) STRICT;

-- Who did what here. Each row's hash covers the hash of the row before.
CREATE TABLE acts (
    number   INTEGER PRIMARY KEY,
    at       TEXT NOT NULL,
    actor    TEXT NOT NULL,
    act      TEXT NOT NULL,
    object   TEXT NOT NULL,
    note     TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash     TEXT NOT NULL
) STRICT;

CREATE TRIGGER acts_are_not_changed BEFORE UPDATE ON acts
BEGIN SELECT raise(ABORT, 'acts are never changed'); END;
CREATE TRIGGER acts_are_not_deleted BEFORE DELETE ON acts
BEGIN SELECT raise(ABORT, 'acts are never deleted'); END;

CREATE INDEX acts_by_act ON acts (act, number);

-- The last of them, in a row of its own: whoever acts locks it first.
CREATE TABLE acts_head (
    number INTEGER NOT NULL,
    hash   TEXT NOT NULL
) STRICT;

INSERT INTO acts_head (number, hash)
VALUES (0, 'sha256:0000000000000000000000000000000000000000000000000000000000000000');
