-- Lineage: what documents have from one another (filled from onrecord.casebook.lineage).

-- The versions that were read for it, by the text that was read.
CREATE TABLE traced (
  version_id INTEGER PRIMARY KEY REFERENCES version (id) ON DELETE CASCADE,
  text_sha256 TEXT NOT NULL
) STRICT;

-- Numbers of some of a version's runs of words (see lineage/wording.py): they hold no words.
CREATE TABLE fingerprint (
  version_id INTEGER NOT NULL REFERENCES traced (version_id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  PRIMARY KEY (version_id, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX fingerprint_by_number ON fingerprint (number);

-- Credits around a story; those within sentences are read when they are asked for.
CREATE TABLE credit (
  version_id INTEGER NOT NULL REFERENCES traced (version_id) ON DELETE CASCADE,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('dateline', 'byline')),
  name TEXT NOT NULL,
  PRIMARY KEY (version_id, "start", "end")
) STRICT, WITHOUT ROWID;

CREATE TABLE hyperlink (
  version_id INTEGER NOT NULL REFERENCES traced (version_id) ON DELETE CASCADE,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  address TEXT NOT NULL,
  PRIMARY KEY (version_id, "start", "end")
) STRICT, WITHOUT ROWID;

-- A version's own web address as links to it are compared.
CREATE TABLE address (
  version_id INTEGER PRIMARY KEY REFERENCES traced (version_id) ON DELETE CASCADE,
  address TEXT NOT NULL
) STRICT;

CREATE INDEX address_by_address ON address (address);
