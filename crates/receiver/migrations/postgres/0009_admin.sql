-- What was erased: the row stays with number, digest, key and receipt.
ALTER TABLE records ADD COLUMN erased_at TEXT COLLATE "C";
ALTER TABLE records ADD COLUMN erased_why TEXT COLLATE "C";

-- Records that nobody may erase: by `registration`, `record` or `email`.
CREATE TABLE holds (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    subject     TEXT COLLATE "C" NOT NULL,
    value       TEXT COLLATE "C" NOT NULL,
    reason      TEXT COLLATE "C" NOT NULL,
    placed_at   TEXT COLLATE "C" NOT NULL,
    placed_by   TEXT COLLATE "C" NOT NULL,
    released_at TEXT COLLATE "C",
    released_by TEXT COLLATE "C"
);

-- Who did what here. Each row's hash covers the hash of the row before.
CREATE TABLE acts (
    number   BIGINT PRIMARY KEY,
    at       TEXT COLLATE "C" NOT NULL,
    actor    TEXT COLLATE "C" NOT NULL,
    act      TEXT COLLATE "C" NOT NULL,
    object   TEXT COLLATE "C" NOT NULL,
    note     TEXT COLLATE "C" NOT NULL,
    previous TEXT COLLATE "C" NOT NULL,
    hash     TEXT COLLATE "C" NOT NULL
);

CREATE FUNCTION acts_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'acts are never changed or deleted';
END
$$;

CREATE TRIGGER acts_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON acts
FOR EACH STATEMENT EXECUTE FUNCTION acts_stay();

CREATE INDEX acts_by_act ON acts (act, number);

-- The last of them, in a row of its own: whoever acts locks it first.
CREATE TABLE acts_head (
    number BIGINT NOT NULL,
    hash   TEXT COLLATE "C" NOT NULL
);

INSERT INTO acts_head (number, hash)
VALUES (0, 'sha256:0000000000000000000000000000000000000000000000000000000000000000');
