-- A nonce carries its own proof, so that only its use is stored: with the record that used it, once.
ALTER TABLE records ADD COLUMN nonce TEXT;
UPDATE records SET nonce = (SELECT nonce FROM nonces WHERE nonces.record_id = records.record_id);
CREATE UNIQUE INDEX records_by_nonce ON records (nonce) WHERE nonce IS NOT NULL;
DROP TABLE nonces;
