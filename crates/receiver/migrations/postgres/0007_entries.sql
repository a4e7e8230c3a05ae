-- What records are found by, one row for each, made from the record in the transaction that stores it. Of answers about
-- cookies everything about a customer is NULL. `folded` is `company` without case, accents and marks; `customer`, the
-- registration with its scheme, tells customers apart.
CREATE TABLE entries (
    number       BIGINT PRIMARY KEY,
    kind         TEXT COLLATE "C" NOT NULL,
    event        TEXT COLLATE "C" NOT NULL,
    acted_at     TEXT COLLATE "C" NOT NULL,
    received_at  TEXT COLLATE "C" NOT NULL,
    origin       TEXT COLLATE "C" NOT NULL,
    role         TEXT COLLATE "C",
    company      TEXT COLLATE "C",
    folded       TEXT COLLATE "C",
    scheme       TEXT COLLATE "C",
    registration TEXT COLLATE "C",
    customer     TEXT COLLATE "C",
    email        TEXT COLLATE "C",
    purposes     TEXT COLLATE "C"
);

-- All but the last two grow at their ends. Names and addresses are looked through in the second, without the rows.
CREATE INDEX entries_by_time ON entries (received_at, number);
CREATE INDEX entries_by_kind ON entries (kind, received_at, number, folded, email);
CREATE INDEX entries_by_event ON entries (event, received_at, number);
CREATE INDEX entries_by_customer ON entries (customer, received_at, number) WHERE customer IS NOT NULL;
CREATE INDEX entries_by_email ON entries (email, received_at, number) WHERE email IS NOT NULL;

-- The documents that a record names, and what was done with each.
CREATE TABLE entry_documents (
    number      BIGINT NOT NULL,
    document    TEXT COLLATE "C" NOT NULL,
    version     TEXT COLLATE "C" NOT NULL,
    language    TEXT COLLATE "C" NOT NULL,
    act         TEXT COLLATE "C" NOT NULL,
    received_at TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (number, document)
);

CREATE INDEX entry_documents_by_version ON entry_documents (document, version, received_at, number);

-- Records that were stored before there was an index: from `next` to `last`, one row.
CREATE TABLE unindexed (
    next BIGINT NOT NULL,
    last BIGINT NOT NULL
);

INSERT INTO unindexed (next, last) SELECT 1, records FROM head;
