-- The same tables as SQLite's after its fourth step, where PostgreSQL begins. Texts compare by their bytes.
CREATE TABLE records (
    number       BIGINT PRIMARY KEY,
    record_id    TEXT COLLATE "C" NOT NULL UNIQUE,
    digest       TEXT COLLATE "C" NOT NULL,
    key          TEXT COLLATE "C" NOT NULL,
    schema       TEXT COLLATE "C" NOT NULL,
    pack         TEXT COLLATE "C" NOT NULL,
    received_at  TEXT COLLATE "C" NOT NULL,
    record       TEXT COLLATE "C" NOT NULL,
    confirmation TEXT COLLATE "C",
    receipt      TEXT COLLATE "C" NOT NULL,
    nonce        TEXT COLLATE "C"
);

CREATE UNIQUE INDEX records_by_nonce ON records (nonce) WHERE nonce IS NOT NULL;

-- The number of the last record, in a row of its own: whoever stores records locks it first.
CREATE TABLE head (
    records BIGINT NOT NULL
);

INSERT INTO head (records) VALUES (0);
