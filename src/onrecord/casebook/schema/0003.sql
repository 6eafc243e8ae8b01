-- What is searched and listed, all of it made from the records, and who is one in several documents.
-- first and last are days counted from 1 March of the year 0 (see export/dates.py).

CREATE TABLE frame (
  version_id INTEGER PRIMARY KEY REFERENCES version (id) ON DELETE CASCADE,
  outlet TEXT,
  first INTEGER,
  last INTEGER
) STRICT;

-- Sentences and statements; line counts from 1, page is of what has pages. A number is never given
-- again, so that what FTS5 marks as taken out stays out.
CREATE TABLE passage (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version_id INTEGER NOT NULL REFERENCES version (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('sentence', 'statement')),
  ref TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  line INTEGER NOT NULL,
  page INTEGER
) STRICT;

CREATE INDEX passage_by_version ON passage (version_id);

-- The words of passages; a row of each, by its id. The words themselves stand in version.text.
CREATE VIRTUAL TABLE search USING fts5 (
  sentence, statement, content = '', tokenize = "porter unicode61 remove_diacritics 2"
);

-- How a statement's source stands (see export/sourcing.py), and its words as they are compared.
CREATE TABLE source (
  version_id INTEGER NOT NULL,
  statement TEXT NOT NULL,
  standing TEXT NOT NULL,
  folded TEXT,
  PRIMARY KEY (version_id, statement),
  FOREIGN KEY (version_id, statement) REFERENCES statement (version_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Of whom a statement of others speaks.
CREATE TABLE about (
  version_id INTEGER NOT NULL,
  entity TEXT NOT NULL,
  statement TEXT NOT NULL,
  PRIMARY KEY (version_id, entity, statement),
  FOREIGN KEY (version_id, statement) REFERENCES statement (version_id, id) ON DELETE CASCADE,
  FOREIGN KEY (version_id, entity) REFERENCES entity (version_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE description (
  version_id INTEGER NOT NULL,
  entity TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  authority TEXT,
  line INTEGER NOT NULL,
  page INTEGER,
  PRIMARY KEY (version_id, entity, "start", "end"),
  FOREIGN KEY (version_id, entity) REFERENCES entity (version_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE relation (
  version_id INTEGER NOT NULL REFERENCES version (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  subject TEXT NOT NULL,
  type TEXT NOT NULL,
  object TEXT,
  role TEXT,
  status TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  authority TEXT,
  confidence REAL NOT NULL,
  line INTEGER NOT NULL,
  page INTEGER,
  PRIMARY KEY (version_id, id)
) STRICT, WITHOUT ROWID;

-- told_with: the first event that its sentence tells of the same time, in the same way; or itself.
CREATE TABLE event (
  version_id INTEGER NOT NULL REFERENCES version (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  told_with TEXT NOT NULL,
  text TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  modality TEXT NOT NULL,
  authority TEXT,
  confidence REAL NOT NULL,
  line INTEGER NOT NULL,
  page INTEGER,
  PRIMARY KEY (version_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_part (
  version_id INTEGER NOT NULL,
  event TEXT NOT NULL,
  entity TEXT NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('participant', 'place')),
  PRIMARY KEY (version_id, entity, event, part),
  FOREIGN KEY (version_id, event) REFERENCES event (version_id, id) ON DELETE CASCADE,
  FOREIGN KEY (version_id, entity) REFERENCES entity (version_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What is dated: events by the first that they are told with, or a statement by the day on which it
-- was made.
CREATE TABLE moment (
  version_id INTEGER NOT NULL REFERENCES version (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('event', 'statement')),
  ref TEXT NOT NULL,
  earliest TEXT,
  latest TEXT,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  printed TEXT,
  PRIMARY KEY (version_id, kind, ref)
) STRICT, WITHOUT ROWID;

CREATE INDEX moment_in_time ON moment (first, last);

-- The versions whose entities were gathered into identities, and what each tells of its entities
-- (see identities/known.py), which what is added later is compared with.
CREATE TABLE identified (
  version_id INTEGER PRIMARY KEY REFERENCES version (id) ON DELETE CASCADE,
  knowns BLOB NOT NULL
) STRICT;

-- What an identity is called: folded is how it is compared.
CREATE TABLE identity_form (
  identity_id INTEGER NOT NULL REFERENCES identity (id) ON DELETE CASCADE,
  folded TEXT NOT NULL,
  PRIMARY KEY (folded, identity_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX identity_form_by_identity ON identity_form (identity_id);

-- What an identity is listed under, to be compared with what is added: numbers of the keys that
-- identities/keys.py gives.
CREATE TABLE identity_key (
  identity_id INTEGER NOT NULL REFERENCES identity (id) ON DELETE CASCADE,
  key INTEGER NOT NULL,
  PRIMARY KEY (key, identity_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX identity_key_by_identity ON identity_key (identity_id);

-- Pairs that may be one and were not joined.
CREATE TABLE identity_doubt (
  first_version INTEGER NOT NULL,
  first_entity TEXT NOT NULL,
  second_version INTEGER NOT NULL,
  second_entity TEXT NOT NULL,
  reason TEXT NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (first_version, first_entity, second_version, second_entity),
  FOREIGN KEY (first_version, first_entity)
    REFERENCES entity (version_id, id) ON DELETE CASCADE,
  FOREIGN KEY (second_version, second_entity)
    REFERENCES entity (version_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX identity_doubt_by_second ON identity_doubt (second_version, second_entity);

CREATE INDEX statement_in_doubt ON statement (confidence) WHERE confidence < 0.5;

-- What people had decided when identities were last gathered: JSON, and up to which entry; and
-- the digest of what was gathered, NULL while something of it is still to be gathered.
CREATE TABLE identity_basis (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  decided INTEGER NOT NULL,
  decisions TEXT NOT NULL,
  sha256 TEXT
) STRICT;
