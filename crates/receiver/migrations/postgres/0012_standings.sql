-- The newest acceptance that each customer has of each document, written in the transaction that stores the record: who
-- hasn't accepted a version is found without looking at everything that was ever accepted. By the order of arrival, since
-- the times of several receivers may differ. It is looked through; an index by version would cost every record more.
CREATE TABLE standings (
    customer TEXT COLLATE "C" NOT NULL,
    document TEXT COLLATE "C" NOT NULL,
    version  TEXT COLLATE "C" NOT NULL,
    number   BIGINT NOT NULL,
    PRIMARY KEY (customer, document)
);

INSERT INTO standings (customer, document, version, number)
SELECT DISTINCT ON (e.customer, d.document) e.customer, d.document, d.version, e.number
FROM entries e CROSS JOIN entry_documents d
WHERE e.customer IS NOT NULL AND e.event IN ('agree', 'acknowledge', 'reaccept', 'amend_annex')
    AND d.number = e.number AND d.act IN ('agree', 'acknowledge')
ORDER BY e.customer, d.document, e.number DESC;
