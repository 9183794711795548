-- The entries of a live page: runs of its text that are documents too.
-- part is no reference in SQLite's sense: a page is put before its entries.
CREATE TABLE parts (
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  part     TEXT NOT NULL,
  start    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX parts_by_part ON parts (part);

INSERT INTO about (table_name, column_name, unit, meaning) VALUES
('parts', '', NULL, 'runs of a live page''s text that are documents of their own'),
('parts', 'document', NULL, 'the page'),
('parts', 'position', NULL, 'from 0'),
('parts', 'part', NULL, 'the document that the entry is'),
('parts', 'start', 'character', 'first character, from 0'),
('parts', 'end', 'character', 'after the last character');

-- What a store of an older layout holds already.
INSERT INTO parts (document, position, part, start, end)
SELECT r.document, p.key, p.value ->> 'doc', p.value ->> 'start', p.value ->> 'end'
FROM records r, json_each(r.record, '$.parts') p WHERE r.kind = 'document';
