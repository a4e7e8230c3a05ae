-- Who is told of what happens. `events` are the types' names, each with a space before and behind it; one receiver at a
-- time, the lease's holder, tells one webhook.
CREATE TABLE webhooks (
    id           TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    url          TEXT COLLATE "C" NOT NULL,
    events       TEXT COLLATE "C" NOT NULL,
    detail       TEXT COLLATE "C" NOT NULL,
    secret       TEXT COLLATE "C" NOT NULL,
    created_at   TEXT COLLATE "C" NOT NULL,
    delivered_at TEXT COLLATE "C",
    disabled_at  TEXT COLLATE "C",
    leased_by    TEXT COLLATE "C" NOT NULL DEFAULT '',
    leased_until TEXT COLLATE "C" NOT NULL DEFAULT ''
);

-- What is still to be told, written in the transaction of what happened; without `due_at` it was given up.
CREATE TABLE deliveries (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    webhook    TEXT COLLATE "C" NOT NULL,
    type       TEXT COLLATE "C" NOT NULL,
    event      TEXT COLLATE "C" NOT NULL,
    number     BIGINT NOT NULL,
    created_at TEXT COLLATE "C" NOT NULL,
    due_at     TEXT COLLATE "C",
    attempts   BIGINT NOT NULL DEFAULT 0,
    failed_at  TEXT COLLATE "C",
    why        TEXT COLLATE "C"
);

CREATE INDEX deliveries_by_webhook ON deliveries (webhook, due_at, number);
