-- The journal: what people decided, apart from what was read (see casebook/journal).

CREATE TABLE decision (
  id TEXT NOT NULL PRIMARY KEY,
  seq INTEGER NOT NULL UNIQUE REFERENCES custody (seq),
  entry TEXT  -- JSON; NULL once a document that it quotes was removed for good
) STRICT, WITHOUT ROWID;

CREATE TRIGGER decision_is_only_forgotten BEFORE UPDATE ON decision
WHEN NEW.id <> OLD.id OR NEW.seq <> OLD.seq OR NEW.entry IS NOT NULL
BEGIN SELECT raise(ABORT, 'the journal is not altered'); END;

CREATE TRIGGER decision_is_not_deleted BEFORE DELETE ON decision
BEGIN SELECT raise(ABORT, 'the journal is not altered'); END;

-- A decision finds its document by the text where the key is another (a path on another machine).
CREATE INDEX version_by_text ON version (text_sha256);
