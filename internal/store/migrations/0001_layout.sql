-- The tables of a dossier. Ids are made from content; "number" is the row's
-- own key, which full text needs, and no output depends on it.
-- All offsets count Unicode code points of documents.text from 0, half open:
--   substr(text, start + 1, end - start)
-- Every table with a column "document" is emptied of a document's rows when
-- the document is deleted.

CREATE TABLE documents (
  number             INTEGER PRIMARY KEY,
  id                 TEXT NOT NULL UNIQUE,
  source             TEXT NOT NULL,
  source_order       TEXT NOT NULL,
  outlet             TEXT,
  published          TEXT,
  published_basis    TEXT NOT NULL,
  published_earliest TEXT,
  published_latest   TEXT,
  updated            TEXT,
  title              TEXT,
  subtitle           TEXT,
  authors            TEXT,
  contributors       TEXT,
  wire               TEXT,
  url                TEXT,
  language           TEXT,
  retrieved          TEXT,
  media              TEXT,
  sha256             TEXT NOT NULL,
  raw_sha256         TEXT NOT NULL,
  text               TEXT NOT NULL
) STRICT;
CREATE INDEX documents_by_order ON documents (source_order, source, id);
CREATE INDEX documents_by_outlet ON documents (outlet);
CREATE INDEX documents_by_published ON documents (published);
CREATE INDEX documents_by_sha256 ON documents (sha256);

-- The canonical JSON of every record. A document's record holds "text" empty,
-- as its last key: the text itself stands once, in documents.text.
CREATE TABLE records (
  id       TEXT PRIMARY KEY,
  kind     TEXT NOT NULL,
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  record   TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX records_by_document ON records (document, kind, position);

-- Which file a document was read from, and by which version.
CREATE TABLE readings (
  document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  path     TEXT NOT NULL,
  sha256   TEXT,
  pipeline TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX readings_by_path ON readings (path);

CREATE TABLE inputs (
  path     TEXT NOT NULL,
  sha256   TEXT NOT NULL,
  bytes    INTEGER NOT NULL,
  pipeline TEXT NOT NULL,
  PRIMARY KEY (path, sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE skipped (
  source       TEXT NOT NULL,
  source_order TEXT NOT NULL,
  reason       TEXT NOT NULL,
  detail       TEXT NOT NULL,
  pipeline     TEXT NOT NULL,
  PRIMARY KEY (source, reason, detail)
) STRICT, WITHOUT ROWID;

CREATE TABLE blocks (
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  role     TEXT NOT NULL,
  start    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  rule     TEXT,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE damage (
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  start    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  at       INTEGER,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE fields (
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name     TEXT NOT NULL,
  value    TEXT NOT NULL,
  rule     TEXT,
  signal   TEXT,
  note     TEXT,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE entities (
  number   INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  type     TEXT,
  name     TEXT NOT NULL,
  aliases  TEXT,
  country  TEXT,
  sector   TEXT,
  mentions INTEGER NOT NULL,
  rule     TEXT
) STRICT;
CREATE UNIQUE INDEX entities_by_document ON entities (document, position);
CREATE INDEX entities_by_name ON entities (name);

CREATE TABLE entity_roles (
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  entity   TEXT NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  title    TEXT NOT NULL,
  body     TEXT,
  since    TEXT,
  until    TEXT,
  PRIMARY KEY (entity, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_roles_by_document ON entity_roles (document);

CREATE TABLE statements (
  number      INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  document    TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  speaker     TEXT REFERENCES entities (id) ON DELETE CASCADE,
  speaker_name TEXT,
  cue         TEXT,
  content     TEXT NOT NULL,
  form        TEXT NOT NULL,
  attribution TEXT,
  act         TEXT,
  status      TEXT,
  venue       TEXT,
  date        TEXT,
  rule        TEXT NOT NULL,
  confidence  REAL NOT NULL
) STRICT;
CREATE UNIQUE INDEX statements_by_document ON statements (document, position);
CREATE INDEX statements_by_speaker ON statements (speaker);
CREATE INDEX statements_by_speaker_name ON statements (speaker_name);

CREATE TABLE statement_spans (
  document  TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
  part      TEXT NOT NULL,
  position  INTEGER NOT NULL,
  start     INTEGER NOT NULL,
  end       INTEGER NOT NULL,
  PRIMARY KEY (statement, part, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_spans_by_document ON statement_spans (document);

CREATE TABLE statement_entities (
  document  TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
  part      TEXT NOT NULL,
  position  INTEGER NOT NULL,
  entity    TEXT NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
  PRIMARY KEY (statement, part, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_entities_by_entity ON statement_entities (entity);
CREATE INDEX statement_entities_by_document ON statement_entities (document);

CREATE TABLE evidence (
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  record   TEXT NOT NULL,
  field    TEXT NOT NULL,
  position INTEGER NOT NULL,
  start    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  PRIMARY KEY (document, record, field, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE signatures (
  document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  sign     BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Layer 2: rebuilt from everything above.
CREATE TABLE links (
  document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  original TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  kind     TEXT NOT NULL CHECK (kind IN ('duplicate', 'near-duplicate')),
  jaccard  REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX links_by_original ON links (original);

CREATE VIRTUAL TABLE documents_fts USING fts5 (
  title, text, content = 'documents', content_rowid = 'number',
  tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER documents_fts_insert AFTER INSERT ON documents BEGIN
  INSERT INTO documents_fts (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER documents_fts_delete AFTER DELETE ON documents BEGIN
  INSERT INTO documents_fts (documents_fts, rowid, title, text)
  VALUES ('delete', old.number, old.title, old.text);
END;
CREATE TRIGGER documents_fts_update AFTER UPDATE OF title, text ON documents BEGIN
  INSERT INTO documents_fts (documents_fts, rowid, title, text)
  VALUES ('delete', old.number, old.title, old.text);
  INSERT INTO documents_fts (rowid, title, text) VALUES (new.number, new.title, new.text);
END;

CREATE VIRTUAL TABLE statements_fts USING fts5 (
  content, speaker_name, content = 'statements', content_rowid = 'number',
  tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER statements_fts_insert AFTER INSERT ON statements BEGIN
  INSERT INTO statements_fts (rowid, content, speaker_name)
  VALUES (new.number, new.content, new.speaker_name);
END;
CREATE TRIGGER statements_fts_delete AFTER DELETE ON statements BEGIN
  INSERT INTO statements_fts (statements_fts, rowid, content, speaker_name)
  VALUES ('delete', old.number, old.content, old.speaker_name);
END;
CREATE TRIGGER statements_fts_update AFTER UPDATE OF content, speaker_name ON statements BEGIN
  INSERT INTO statements_fts (statements_fts, rowid, content, speaker_name)
  VALUES ('delete', old.number, old.content, old.speaker_name);
  INSERT INTO statements_fts (rowid, content, speaker_name)
  VALUES (new.number, new.content, new.speaker_name);
END;

CREATE VIRTUAL TABLE entities_fts USING fts5 (
  name, aliases, content = 'entities', content_rowid = 'number',
  tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER entities_fts_insert AFTER INSERT ON entities BEGIN
  INSERT INTO entities_fts (rowid, name, aliases) VALUES (new.number, new.name, new.aliases);
END;
CREATE TRIGGER entities_fts_delete AFTER DELETE ON entities BEGIN
  INSERT INTO entities_fts (entities_fts, rowid, name, aliases)
  VALUES ('delete', old.number, old.name, old.aliases);
END;
CREATE TRIGGER entities_fts_update AFTER UPDATE OF name, aliases ON entities BEGIN
  INSERT INTO entities_fts (entities_fts, rowid, name, aliases)
  VALUES ('delete', old.number, old.name, old.aliases);
  INSERT INTO entities_fts (rowid, name, aliases) VALUES (new.number, new.name, new.aliases);
END;

-- What a person opens first.
CREATE VIEW reports AS
SELECT doc.id, doc.published, doc.published_basis, doc.outlet, doc.title, doc.authors,
       doc.source, doc.url, doc.language, links.kind AS repeats, links.original,
       length(doc.text) AS characters,
       (SELECT count(*) FROM statements st WHERE st.document = doc.id) AS statements
FROM documents doc LEFT JOIN links ON links.document = doc.id
ORDER BY doc.source_order, doc.source, doc.id;

CREATE VIEW quotes AS
SELECT st.id, st.speaker_name AS speaker, st.content, st.form, st.cue, doc.outlet,
       doc.published, doc.title,
       substr(doc.text, ev.start + 1, ev.end - ev.start) AS sentence,
       doc.id AS document, doc.source, doc.url, st.rule
FROM statements st
JOIN documents doc ON doc.id = st.document
LEFT JOIN evidence ev ON ev.document = st.document AND ev.record = st.id
  AND ev.field = '' AND ev.position = 0
ORDER BY doc.source_order, doc.source, doc.id, st.position;

CREATE VIEW evidence_words AS
SELECT ev.record, ev.field, ev.position, ev.document, ev.start, ev.end,
       substr(doc.text, ev.start + 1, ev.end - ev.start) AS exact
FROM evidence ev JOIN documents doc ON doc.id = ev.document;

CREATE VIEW block_words AS
SELECT b.document, b.position, b.role, b.rule, b.start, b.end,
       substr(doc.text, b.start + 1, b.end - b.start) AS words
FROM blocks b JOIN documents doc ON doc.id = b.document;

CREATE VIEW whole_records AS
SELECT r.id, r.kind, r.document, r.position,
       CASE r.kind WHEN 'document' THEN json_set(r.record, '$.text', doc.text)
                   ELSE r.record END AS record
FROM records r JOIN documents doc ON doc.id = r.document;
