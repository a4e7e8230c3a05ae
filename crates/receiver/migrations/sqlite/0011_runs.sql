-- What lies at random is written a page for each record, all over the index, and the more pages there are the more of
-- them are written back. So these indexes begin with the run of 65,536 records that the record is in: one run is written,
-- and whoever looks something up looks into each. Of a digest 64 bits tell nearly all apart.
DROP INDEX records_by_digest;
CREATE INDEX records_by_digest ON records ((number / 65536), substr(digest, 8, 16));

DROP INDEX entries_by_email;
CREATE INDEX entries_by_email ON entries ((number / 65536), email) WHERE email IS NOT NULL;

-- One customer has few records: they are sorted when they are found.
DROP INDEX entries_by_customer;
CREATE INDEX entries_by_customer ON entries (customer, number) WHERE customer IS NOT NULL;

-- Of all versions.
CREATE INDEX entry_documents_by_document ON entry_documents (document, received_at, number);
