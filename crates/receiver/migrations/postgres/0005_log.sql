-- The hashes of the transparency log's tree (C2SP tlog-tiles): 32 bytes each, up to 256 in a row.
CREATE TABLE log_tiles (
    level  BIGINT NOT NULL,
    place  BIGINT NOT NULL,
    hashes BYTEA NOT NULL,
    PRIMARY KEY (level, place)
);

-- One row: the log's name, which never changes, and its newest checkpoint.
CREATE TABLE log (
    origin     TEXT COLLATE "C" NOT NULL,
    size       BIGINT NOT NULL,
    checkpoint TEXT COLLATE "C" NOT NULL
);

-- Proofs are asked for by the record's digest.
CREATE INDEX records_by_digest ON records (digest);
