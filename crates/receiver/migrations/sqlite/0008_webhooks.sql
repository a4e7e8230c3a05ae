-- Who is told of what happens. `events` are the types' names, each with a space before and behind it; one receiver at a
-- time, the lease's holder, tells one webhook.
CREATE TABLE webhooks (
    id           TEXT NOT NULL PRIMARY KEY,
    url          TEXT NOT NULL,
    events       TEXT NOT NULL,
    detail       TEXT NOT NULL,
    secret       TEXT NOT NULL,
    created_at   TEXT NOT NULL,
    delivered_at TEXT,
    disabled_at  TEXT,
    leased_by    TEXT NOT NULL DEFAULT '',
    leased_until TEXT NOT NULL DEFAULT ''
) STRICT;

-- What is still to be told, written in the transaction of what happened; without `due_at` it was given up.
CREATE TABLE deliveries (
    id         TEXT NOT NULL PRIMARY KEY,
    webhook    TEXT NOT NULL,
    type       TEXT NOT NULL,
    event      TEXT NOT NULL,
    number     INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    due_at     TEXT,
    attempts   INTEGER NOT NULL DEFAULT 0,
    failed_at  TEXT,
    why        TEXT
) STRICT;

CREATE INDEX deliveries_by_webhook ON deliveries (webhook, due_at, number);
