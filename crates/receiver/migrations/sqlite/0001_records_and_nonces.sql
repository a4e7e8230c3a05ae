-- Records as they came and the receipts they got; `number` is the order of arrival.
CREATE TABLE records (
    number      INTEGER PRIMARY KEY,
    record_id   TEXT NOT NULL UNIQUE,
    digest      TEXT NOT NULL,
    key         TEXT NOT NULL,
    schema      TEXT NOT NULL,
    pack        TEXT NOT NULL,
    received_at TEXT NOT NULL,
    record      TEXT NOT NULL,
    receipt     TEXT NOT NULL
) STRICT;

-- `record_id` is the record that consumed it. Not a foreign key: a record may be erased.
CREATE TABLE nonces (
    nonce      TEXT PRIMARY KEY,
    key        TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    record_id  TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX nonces_by_expiry ON nonces (expires_at);
