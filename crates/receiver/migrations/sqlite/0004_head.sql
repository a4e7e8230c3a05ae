-- The number of the last record, in a row of its own: whoever stores records locks it first.
CREATE TABLE head (
    records INTEGER NOT NULL
) STRICT;

INSERT INTO head (records) SELECT coalesce(max(number), 0) FROM records;
