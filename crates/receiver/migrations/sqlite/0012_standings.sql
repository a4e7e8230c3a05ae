-- The newest acceptance that each customer has of each document, written in the transaction that stores the record: who
-- hasn't accepted a version is found without looking at everything that was ever accepted. By the order of arrival, since
-- the times of several receivers may differ. A customer's documents lie together, so that one page is written for them; an
-- index by version would be three more, and looking through a hundred thousand customers takes ten milliseconds.
CREATE TABLE standings (
    customer TEXT NOT NULL,
    document TEXT NOT NULL,
    version  TEXT NOT NULL,
    number   INTEGER NOT NULL,
    PRIMARY KEY (customer, document)
) STRICT, WITHOUT ROWID;

-- Beside max(), SQLite takes the other columns from the row that has it.
INSERT INTO standings (customer, document, version, number)
SELECT e.customer, d.document, d.version, max(e.number)
FROM entries e CROSS JOIN entry_documents d
WHERE e.customer IS NOT NULL AND e.event IN ('agree', 'acknowledge', 'reaccept', 'amend_annex')
    AND d.number = e.number AND d.act IN ('agree', 'acknowledge')
GROUP BY e.customer, d.document;
