-- A record's number is its place in the transparency log, so there are no gaps: those that a record left that was
-- deleted by hand are closed. Nothing refers to numbers yet.
UPDATE records SET number = -ranked.place
FROM (SELECT number AS was, row_number() OVER (ORDER BY number) AS place FROM records) AS ranked
WHERE ranked.was = records.number AND ranked.place <> ranked.was;
UPDATE records SET number = -number WHERE number < 0;
UPDATE head SET records = (SELECT coalesce(max(number), 0) FROM records);

-- The hashes of the log's tree (C2SP tlog-tiles): 32 bytes each, up to 256 in a row.
CREATE TABLE log_tiles (
    level  INTEGER NOT NULL,
    place  INTEGER NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (level, place)
) STRICT;

-- One row: the log's name, which never changes, and its newest checkpoint.
CREATE TABLE log (
    origin     TEXT NOT NULL,
    size       INTEGER NOT NULL,
    checkpoint TEXT NOT NULL
) STRICT;

-- Proofs are asked for by the record's digest.
CREATE INDEX records_by_digest ON records (digest);
