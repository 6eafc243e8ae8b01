-- Claims: what documents say alike (filled from onrecord.casebook.claims by casebook/claimed.py).

-- The versions whose passages were compared with those of others.
CREATE TABLE claimed (
  version_id INTEGER PRIMARY KEY REFERENCES version (id) ON DELETE CASCADE
) STRICT;

-- Passages that may take part in claims. turn: how whoever it is by stands to its words; plain: the
-- less, the better it can stand for others; vector: signed bytes of what its words mean, NULL for
-- one that takes part by what its own document says of it alone; gathered: 0 while to be gathered.
CREATE TABLE claim_passage (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version_id INTEGER NOT NULL REFERENCES version (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('sentence', 'statement')),
  ref TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  turn TEXT NOT NULL CHECK (turn IN ('same', 'denies', 'doubts')),
  plain INTEGER NOT NULL,
  vector BLOB,
  gathered INTEGER NOT NULL DEFAULT 0,
  UNIQUE (version_id, kind, ref)
) STRICT;

CREATE INDEX claim_passage_to_gather ON claim_passage (id) WHERE gathered = 0;

-- What passages are listed under (see claims/keys.py). Without a foreign key, since a row would have
-- to be found by its passage: claimed.py takes out those of passages that go.
CREATE TABLE claim_key (
  key INTEGER NOT NULL,
  passage INTEGER NOT NULL,
  PRIMARY KEY (key, passage)
) STRICT, WITHOUT ROWID;

-- Whom passages point at as whom they have it from: an outlet's name, folded, or after // the
-- address of an article (see lineage/grounds.py).
CREATE TABLE claim_credit (
  version_id INTEGER NOT NULL REFERENCES version (id) ON DELETE CASCADE,
  passage INTEGER NOT NULL REFERENCES claim_passage (id) ON DELETE CASCADE,
  target TEXT NOT NULL,
  PRIMARY KEY (version_id, passage, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX claim_credit_by_target ON claim_credit (target);
CREATE INDEX claim_credit_by_passage ON claim_credit (passage);

-- What was judged: how the words of the second stand to those of the first; tie: which of the two
-- is of an article that says that it has this from the other's outlet, 0: both have it from a third.
CREATE TABLE claim_pair (
  first INTEGER NOT NULL REFERENCES claim_passage (id) ON DELETE CASCADE,
  second INTEGER NOT NULL REFERENCES claim_passage (id) ON DELETE CASCADE,
  relation TEXT NOT NULL CHECK (relation IN ('same', 'denies', 'doubts', 'supports')),
  confidence REAL NOT NULL,
  tie INTEGER,
  PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;

CREATE INDEX claim_pair_by_second ON claim_pair (second);

-- What a document's record says of its own statements.
CREATE TABLE claim_stance (
  by INTEGER NOT NULL REFERENCES claim_passage (id) ON DELETE CASCADE,
  target INTEGER NOT NULL REFERENCES claim_passage (id) ON DELETE CASCADE,
  stand TEXT NOT NULL CHECK (stand IN ('denies', 'doubts', 'supports')),
  confidence REAL NOT NULL,
  PRIMARY KEY (target, by)
) STRICT, WITHOUT ROWID;

CREATE INDEX claim_stance_by_by ON claim_stance (by);

-- The claims. documents: of those who hold it; independent, low, high: independent sources (NULL
-- until counted); open: somebody it rests on was not in the casebook when they were counted.
CREATE TABLE claim (
  id TEXT NOT NULL PRIMARY KEY,
  core INTEGER NOT NULL REFERENCES claim_passage (id) ON DELETE CASCADE,
  documents INTEGER NOT NULL,
  disputed INTEGER NOT NULL,
  independent INTEGER,
  low INTEGER,
  high INTEGER,
  circular INTEGER,
  open INTEGER
) STRICT;

CREATE INDEX claim_by_core ON claim (core);
CREATE INDEX claim_to_weigh ON claim (id) WHERE independent IS NULL;

-- place: its rank in time among the claim's members.
CREATE TABLE claim_member (
  claim TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  passage INTEGER NOT NULL REFERENCES claim_passage (id) ON DELETE CASCADE,
  stand TEXT NOT NULL CHECK (stand IN ('same', 'denies', 'doubts', 'supports')),
  confidence REAL NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (claim, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX claim_member_by_passage ON claim_member (passage);

-- By which models claims were told, what people had decided about who is one (JSON), and the digest
-- of what was told, NULL while something is still to be told.
CREATE TABLE claim_basis (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  made_by TEXT NOT NULL,
  decisions TEXT NOT NULL,
  sha256 TEXT
) STRICT;
