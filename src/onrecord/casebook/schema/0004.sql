-- Which documents decisions are about, so that those on one are found without reading them all.

CREATE TABLE decision_target (
  decision TEXT NOT NULL REFERENCES decision (id),
  document TEXT NOT NULL,
  text_sha256 TEXT
) STRICT;

INSERT INTO decision_target
SELECT DISTINCT d.id, json_extract(t.value, '$.document'), json_extract(t.value, '$.text_sha256')
FROM decision d, json_each(d.entry, '$.targets') t WHERE d.entry IS NOT NULL;

CREATE INDEX decision_target_by_document ON decision_target (document);
CREATE INDEX decision_target_by_text ON decision_target (text_sha256);
CREATE INDEX decision_target_by_decision ON decision_target (decision);
