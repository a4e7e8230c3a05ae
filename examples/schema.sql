-- What each of the servers stores. A record opens one account, and an organisation has one: the constraints say so,
-- whatever two requests do at the same time.

CREATE TABLE IF NOT EXISTS records (
  id TEXT PRIMARY KEY, -- the record's own record_id
  jws TEXT NOT NULL, -- as it was signed: the evidence
  confirmation TEXT, -- with a passkey, as it came; only where the pack has it
  receipt TEXT -- as it was counter-signed; not there yet while the account is pending
);

CREATE TABLE IF NOT EXISTS accounts (
  id INTEGER PRIMARY KEY,
  record TEXT NOT NULL UNIQUE REFERENCES records (id),
  name TEXT NOT NULL, -- of the form's own field
  scheme TEXT NOT NULL, -- organisation and signatory are the record's: what was signed counts
  number TEXT NOT NULL,
  organisation TEXT NOT NULL,
  signatory TEXT NOT NULL,
  email TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'open', 'refused')),
  UNIQUE (scheme, number)
);
