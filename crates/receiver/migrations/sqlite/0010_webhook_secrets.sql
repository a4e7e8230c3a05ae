-- A webhook's secret is exchanged without a gap: the one before signs, too, until then. And how many messages may be on their
-- way to it at a time; with more than one their order isn't promised.
ALTER TABLE webhooks ADD COLUMN former_secret TEXT;
ALTER TABLE webhooks ADD COLUMN former_until TEXT;
ALTER TABLE webhooks ADD COLUMN at_a_time INTEGER NOT NULL DEFAULT 1;
