-- What records are found by, one row for each, made from the record in the transaction that stores it. Of answers about
-- cookies everything about a customer is NULL. `folded` is `company` without case, accents and marks; `customer`, the
-- registration with its scheme, tells customers apart.
CREATE TABLE entries (
    number       INTEGER PRIMARY KEY,
    kind         TEXT NOT NULL,
    event        TEXT NOT NULL,
    acted_at     TEXT NOT NULL,
    received_at  TEXT NOT NULL,
    origin       TEXT NOT NULL,
    role         TEXT,
    company      TEXT,
    folded       TEXT,
    scheme       TEXT,
    registration TEXT,
    customer     TEXT,
    email        TEXT,
    purposes     TEXT
) STRICT;

-- All but the last two grow at their ends. Names and addresses are looked through in the second, without the rows.
CREATE INDEX entries_by_time ON entries (received_at, number);
CREATE INDEX entries_by_kind ON entries (kind, received_at, number, folded, email);
CREATE INDEX entries_by_event ON entries (event, received_at, number);
CREATE INDEX entries_by_customer ON entries (customer, received_at, number) WHERE customer IS NOT NULL;
CREATE INDEX entries_by_email ON entries (email, received_at, number) WHERE email IS NOT NULL;

-- The documents that a record names, and what was done with each.
CREATE TABLE entry_documents (
    number      INTEGER NOT NULL,
    document    TEXT NOT NULL,
    version     TEXT NOT NULL,
    language    TEXT NOT NULL,
    act         TEXT NOT NULL,
    received_at TEXT NOT NULL,
    PRIMARY KEY (number, document)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_documents_by_version ON entry_documents (document, version, received_at, number);

-- Records that were stored before there was an index: from `next` to `last`, one row.
CREATE TABLE unindexed (
    next INTEGER NOT NULL,
    last INTEGER NOT NULL
) STRICT;

INSERT INTO unindexed (next, last) SELECT 1, records FROM head;
