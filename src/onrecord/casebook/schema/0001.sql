-- Documents, their versions and what was read of them; the custody log.
-- All offsets are code points into version.text.

CREATE TABLE custody (
  seq INTEGER PRIMARY KEY CHECK (seq >= 1),
  at TEXT NOT NULL,
  action TEXT NOT NULL,
  tool TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT;

CREATE TRIGGER custody_grows_at_its_end BEFORE INSERT ON custody
WHEN NEW.seq <> coalesce((SELECT max(seq) FROM custody), 0) + 1
  OR NEW.previous <> coalesce((SELECT digest FROM custody ORDER BY seq DESC LIMIT 1), '')
BEGIN SELECT raise(ABORT, 'the custody log grows at its end only'); END;

CREATE TRIGGER custody_is_not_updated BEFORE UPDATE ON custody
BEGIN SELECT raise(ABORT, 'the custody log is not altered'); END;

CREATE TRIGGER custody_is_not_deleted BEFORE DELETE ON custody
BEGIN SELECT raise(ABORT, 'the custody log is not altered'); END;

CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  added_at TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('read', 'failed', 'removed')),
  reason TEXT
) STRICT;

-- Who reads: onrecord and the versions of its stages (JSON), said once for all versions.
CREATE TABLE maker (
  id INTEGER PRIMARY KEY,
  made_by TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE version (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document_id INTEGER NOT NULL REFERENCES document (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  sha256 TEXT NOT NULL,
  text_sha256 TEXT NOT NULL,
  form TEXT NOT NULL CHECK (form IN ('file', 'text')),
  given TEXT NOT NULL,
  read_at TEXT NOT NULL,
  media_type TEXT NOT NULL,
  location TEXT,
  headline TEXT,
  publisher TEXT,
  published TEXT,
  language TEXT,
  made_by INTEGER NOT NULL REFERENCES maker (id),
  added_seq INTEGER NOT NULL REFERENCES custody (seq),
  origin TEXT,  -- JSON; of what is no file and no line (see casebook/outside.py)
  text TEXT NOT NULL,
  bytes BLOB,  -- zlib; NULL where they are the text in UTF-8
  record BLOB NOT NULL,
  UNIQUE (document_id, number)
) STRICT;

-- Readings of a version by an earlier onrecord, each whole.
CREATE TABLE past_reading (
  id INTEGER PRIMARY KEY,
  version_id INTEGER NOT NULL REFERENCES version (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL REFERENCES custody (seq),
  record BLOB NOT NULL,
  UNIQUE (version_id, seq)
) STRICT;

-- The index: all below is made from the records and can be made again.

CREATE TABLE statement (
  version_id INTEGER NOT NULL REFERENCES version (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  source_text TEXT,
  cue_text TEXT NOT NULL,
  content_text TEXT NOT NULL,
  kind TEXT NOT NULL,
  mode TEXT NOT NULL,
  source_kind TEXT NOT NULL,
  cue_attitude TEXT NOT NULL,
  confidence REAL NOT NULL,
  said_on TEXT,
  inside TEXT,
  negated INTEGER NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (version_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE entity (
  version_id INTEGER NOT NULL REFERENCES version (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  PRIMARY KEY (version_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE speaker (
  version_id INTEGER NOT NULL,
  statement TEXT NOT NULL,
  entity TEXT NOT NULL,
  PRIMARY KEY (version_id, entity, statement),
  FOREIGN KEY (version_id, statement) REFERENCES statement (version_id, id) ON DELETE CASCADE,
  FOREIGN KEY (version_id, entity) REFERENCES entity (version_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE mention (
  version_id INTEGER NOT NULL,
  entity TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (version_id, entity, "start", "end"),
  FOREIGN KEY (version_id, entity) REFERENCES entity (version_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Who is the same in several documents (filled from onrecord.casebook.identities).

CREATE TABLE identity (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  type TEXT NOT NULL
) STRICT;

-- What the machine joined has one part; people's merges bring parts into one identity.
CREATE TABLE identity_member (
  identity_id INTEGER NOT NULL REFERENCES identity (id) ON DELETE CASCADE,
  part INTEGER NOT NULL,
  version_id INTEGER NOT NULL,
  entity_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (version_id, entity_id),
  FOREIGN KEY (version_id, entity_id) REFERENCES entity (version_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX identity_member_by_identity ON identity_member (identity_id, part);
