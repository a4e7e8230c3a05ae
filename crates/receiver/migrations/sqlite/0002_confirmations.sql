-- What stands behind the record, without the `~` between; NULL when it came without.
ALTER TABLE records ADD COLUMN confirmation TEXT;
