-- Where the places that documents name lie (degrees, WGS 84), to draw them on a map.

CREATE TABLE location (
  version_id INTEGER NOT NULL,
  entity TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  country TEXT,
  latitude REAL,
  longitude REAL,
  gazetteer_id TEXT,
  PRIMARY KEY (version_id, entity),
  FOREIGN KEY (version_id, entity) REFERENCES entity (version_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
