package store

// projection makes rows of a table from a record's JSON. The parameters of
// its rows are ?1 the document's id and ?2 the JSON: a document's record, or an
// array of records for claims.
//
// One statement a table, whatever the number of rows: at some eighty rows a
// report, a statement a row costs three times as much.
type projection struct {
	table, columns string
	rows           string // a SELECT that gives the columns
}

// insert is the statement that puts the rows into the table.
func (p projection) insert() string {
	return "INSERT INTO " + p.table + " (" + p.columns + ") " + p.rows
}

// documentRows takes a document's record.
var documentRows = []projection{
	{"blocks", `document, position, role, start, end, rule`,
		`SELECT ?1, key, value ->> 'role', value ->> 'start', value ->> 'end', value ->> 'rule'
		FROM json_each(?2, '$.blocks')`},
	{"damage", `document, position, kind, start, end, at`,
		`SELECT ?1, key, value ->> 'kind', value ->> 'start', value ->> 'end', value ->> 'at'
		FROM json_each(?2, '$.damage')`},
	{"parts", `document, position, part, start, end`,
		`SELECT ?1, key, value ->> 'doc', value ->> 'start', value ->> 'end'
		FROM json_each(?2, '$.parts')`},
	{"fields", `document, position, name, value, rule, signal, note`,
		`SELECT ?1, key, value ->> 'name', value ->> 'value', value ->> '$.reason.rule',
		  value ->> '$.reason.signal', value ->> '$.reason.note'
		FROM json_each(?2, '$.fields')`},
	{"evidence", `document, record, field, position, start, end`,
		`SELECT ?1, ?1, field, row_number() OVER (PARTITION BY field ORDER BY a, b) - 1,
		  ev ->> 'start', ev ->> 'end'
		FROM (
		  SELECT 'published' AS field, -1 AS a, key AS b, value AS ev
		    FROM json_each(?2, '$.published.evidence')
		  UNION ALL
		  SELECT 'updated', -1, key, value FROM json_each(?2, '$.updated.evidence')
		  UNION ALL
		  SELECT f.value ->> 'name', f.key, e.key, e.value
		    FROM json_each(?2, '$.fields') f, json_each(f.value, '$.evidence') e)`},
}

// entityRows takes an array of entities' records.
var entityRows = []projection{
	{"entities", `id, document, position, type, name, aliases, country, sector, mentions, rule`,
		`SELECT value ->> 'id', ?1, key, value ->> 'type', value ->> 'name',
		  (SELECT group_concat(a.value, '; ' ORDER BY a.key) FROM json_each(r.value, '$.aliases') a),
		  value ->> 'country', value ->> 'sector', value ->> 'mentions', value ->> '$.reason.rule'
		FROM json_each(?2) r`},
	{"entity_roles", `document, entity, position, title, body, since, until`,
		`SELECT ?1, r.value ->> 'id', o.key, o.value ->> 'title', o.value ->> 'of',
		  o.value ->> 'from', o.value ->> 'to'
		FROM json_each(?2) r, json_each(r.value, '$.roles') o`},
	claimEvidence,
	{"evidence", `document, record, field, position, start, end`,
		`SELECT ?1, r.value ->> 'id', 'roles', row_number() OVER (PARTITION BY r.key ORDER BY o.key, e.key) - 1,
		  e.value ->> 'start', e.value ->> 'end'
		FROM json_each(?2) r, json_each(r.value, '$.roles') o, json_each(o.value, '$.evidence') e`},
}

// statementRows takes an array of statements' records. A reference to an
// entity that the document does not have stays in the record, where check
// finds it, and is left out of the tables.
var statementRows = []projection{
	{"statements", `id, document, position, speaker, speaker_name, cue, content, form, attribution, act, status, venue, date, rule, confidence`,
		`SELECT r.value ->> 'id', ?1, r.key, en.id, en.name, r.value ->> 'cue', r.value ->> 'content',
		  r.value ->> 'form', r.value ->> 'attribution', r.value ->> 'act', r.value ->> 'status',
		  r.value ->> 'venue', r.value ->> 'date', coalesce(r.value ->> '$.reason.rule', ''),
		  r.value ->> 'confidence'
		FROM json_each(?2) r LEFT JOIN entities en ON en.id = r.value ->> 'speaker'
		ORDER BY r.key`},
	{"statement_spans", `document, statement, part, position, start, end`,
		`SELECT ?1, r.value ->> 'id', 'content', s.key, s.value ->> 0, s.value ->> 1
		  FROM json_each(?2) r, json_each(r.value, '$.content_spans') s
		UNION ALL
		SELECT ?1, value ->> 'id', 'speaker', 0, value ->> '$.speaker_span[0]', value ->> '$.speaker_span[1]'
		  FROM json_each(?2) WHERE value -> 'speaker_span' IS NOT NULL
		UNION ALL
		SELECT ?1, value ->> 'id', 'cue', 0, value ->> '$.cue_span[0]', value ->> '$.cue_span[1]'
		  FROM json_each(?2) WHERE value -> 'cue_span' IS NOT NULL`},
	{"statement_entities", `document, statement, part, position, entity`,
		`SELECT ?1, r.value ->> 'id', part, x.position, en.id
		FROM json_each(?2) r
		JOIN (SELECT 'speaker' AS part, p.key AS claim, 0 AS position, p.value ->> 'speaker' AS entity
		        FROM json_each(?2) p
		      UNION ALL
		      SELECT 'co-speaker', p.key, c.key, c.value
		        FROM json_each(?2) p, json_each(p.value, '$.co_speakers') c
		      UNION ALL
		      SELECT 'addressee', p.key, c.key, c.value
		        FROM json_each(?2) p, json_each(p.value, '$.addressees') c) x ON x.claim = r.key
		JOIN entities en ON en.id = x.entity`},
	claimEvidence,
}

var claimEvidence = projection{"evidence", `document, record, field, position, start, end`,
	`SELECT ?1, r.value ->> 'id', '', e.key, e.value ->> 'start', e.value ->> 'end'
	FROM json_each(?2) r, json_each(r.value, '$.evidence') e`}

// documentRow makes the row of documents. Its further parameters are ?3 the
// text, ?4 the source and ?5 the source's key.
var documentRow = projection{"documents", `id, source, source_order, outlet, published, published_basis, published_earliest, published_latest, updated, title, subtitle, authors, contributors, wire, url, language, retrieved, media, sha256, raw_sha256, text`,
	`SELECT ?1, ?4, ?5, r ->> 'outlet', r ->> '$.published.date', r ->> '$.published.basis',
	  r ->> '$.published.earliest', r ->> '$.published.latest', r ->> '$.updated.date', r ->> 'title',
	  r ->> 'subtitle',
	  (SELECT group_concat(value, '; ' ORDER BY key) FROM json_each(r, '$.authors')),
	  (SELECT group_concat(value, '; ' ORDER BY key) FROM json_each(r, '$.contributors')),
	  r ->> 'wire', r ->> 'url', r ->> 'language', r ->> 'retrieved', r ->> 'media',
	  r ->> 'sha256', r ->> 'raw_sha256', ?3
	FROM (SELECT ?2 AS r)`}
