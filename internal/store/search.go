package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// MarkStart and MarkEnd stand around the words found in a [Hit]'s Snippet.
const (
	MarkStart = "⟦"
	MarkEnd   = "⟧"
)

// ErrQuery is matched by the error for a query that asks for nothing.
var ErrQuery = errors.New("nothing to look for")

// Hit is a search result.
type Hit struct {
	ID, Kind, Doc, Title, Snippet string
	Outlet                        string // of the document
	Date                          string // EDTF, when the document was published; empty is unknown
}

// defaultHits is the limit where none is given.
const defaultHits = 20

// snippetWords is the length of a snippet; FTS5 gives at most 64.
const snippetWords = 24

// searchable is a table with full text.
type searchable struct {
	kind, table string
	document    string // the column with the document's id
	shown       string // what a hit shows, in SQL; ?1 and ?2 are the marks, ?5 the words
}

// searchables are the tables in the order of their kinds. A statement is shown
// with its speaker, whichever of the two matched.
var searchables = []searchable{
	{"document", "documents", "id", "snippet(documents_fts, -1, ?1, ?2, '…', ?5)"},
	{"entity", "entities", "document", "snippet(entities_fts, -1, ?1, ?2, '…', ?5)"},
	{"statement", "statements", "document", "ltrim(coalesce(highlight(statements_fts, 1, ?1, ?2), '') || ': ' || " +
		"snippet(statements_fts, 0, ?1, ?2, '…', ?5), ': ')"},
}

// found is a row that matches, before its words are read.
type found struct {
	in     searchable
	number int64
	id     string
	rank   float64 // bm25: lower is better
}

// Search finds query in texts and records, best first, then by id. A query is
// words, "phrases", word* for a beginning, -word or NOT word for what must not
// stand there, AND (understood) and OR. Anything else in it is read as words.
// A query without a word to find is an error that matches [ErrQuery]. A limit
// of 0 is 20.
func (s *Store) Search(ctx context.Context, query string, limit int) ([]Hit, error) {
	expr, err := matchExpr(query)
	if err != nil {
		return nil, err
	}
	if limit <= 0 {
		limit = defaultHits
	}
	var all []found
	for _, in := range searchables {
		q := fmt.Sprintf(`SELECT t.number, t.id, f.rank FROM %[1]s_fts f JOIN %[1]s t ON t.number = f.rowid
			WHERE %[1]s_fts MATCH ? ORDER BY f.rank, t.id LIMIT ?`, in.table)
		for f, err := range rows(ctx, s, q, []any{expr, limit}, func(sc scanner) (f found, err error) {
			f.in = in
			return f, sc.Scan(&f.number, &f.id, &f.rank)
		}) {
			if err != nil {
				return nil, err
			}
			all = append(all, f)
		}
	}
	slices.SortFunc(all, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.id, b.id))
	})
	var hits []Hit
	for _, f := range all[:min(limit, len(all))] {
		hit, err := s.hit(ctx, f, expr)
		if err != nil {
			return nil, err
		}
		hits = append(hits, hit)
	}
	return hits, nil
}

// hit reads the words of a row that matches. The snippets are made for the
// rows that are shown only: for every row that matches they would cost more
// than the search.
func (s *Store) hit(ctx context.Context, f found, expr string) (Hit, error) {
	hit := Hit{ID: f.id, Kind: f.in.kind}
	q := fmt.Sprintf(`SELECT doc.id, coalesce(doc.title, ''), coalesce(doc.outlet, ''), coalesce(doc.published, ''),
		  %[2]s
		FROM %[1]s_fts JOIN %[1]s t ON t.number = %[1]s_fts.rowid JOIN documents doc ON doc.id = t.%[3]s
		WHERE %[1]s_fts MATCH ?3 AND %[1]s_fts.rowid = ?4`, f.in.table, f.in.shown, f.in.document)
	err := s.r.QueryRowContext(ctx, q, MarkStart, MarkEnd, expr, f.number, snippetWords).
		Scan(&hit.Doc, &hit.Title, &hit.Outlet, &hit.Date, &hit.Snippet)
	if err != nil {
		return hit, fmt.Errorf("store: %s: search: %s: %w", s.path, f.id, err)
	}
	hit.Snippet = strings.Join(strings.Fields(hit.Snippet), " ")
	return hit, nil
}

// matchExpr turns a person's query into FTS5's language, in which every term
// is a quoted string, so that no input is a syntax error.
func matchExpr(query string) (string, error) {
	var groups []string // joined by OR
	var want, not []string
	flush := func() {
		if len(want) == 0 {
			return // only exclusions: they say nothing to find
		}
		group := strings.Join(want, " AND ")
		if len(not) > 0 {
			group += " NOT (" + strings.Join(not, " OR ") + ")"
		}
		groups = append(groups, "("+group+")")
		want, not = nil, nil
	}
	negative := false
	for _, t := range queryTerms(query) {
		switch {
		case t.operator == "OR":
			flush()
			negative = false
		case t.operator == "NOT":
			negative = true
		case t.operator == "AND":
		case negative || t.negative:
			not = append(not, t.match())
			negative = false
		default:
			want = append(want, t.match())
		}
	}
	flush()
	if len(groups) == 0 {
		return "", fmt.Errorf("store: search %q: %w: give at least one word", query, ErrQuery)
	}
	return strings.Join(groups, " OR "), nil
}

// term is one part of a query.
type term struct {
	words    string
	operator string // AND OR NOT, or empty
	negative bool   // -word
	prefix   bool   // word*
}

// match is the term in FTS5's language.
func (t term) match() string {
	m := `"` + strings.ReplaceAll(t.words, `"`, `""`) + `"`
	if t.prefix {
		m += " *"
	}
	return m
}

// queryTerms cuts a query into its terms; those without a letter or a digit
// are left out, since full text holds nothing else.
func queryTerms(query string) []term {
	var terms []term
	query = strings.Map(func(r rune) rune {
		switch r {
		case '“', '”', '„', '‟', '«', '»':
			return '"'
		case 0:
			return ' '
		}
		return r
	}, query)
	for rest := strings.TrimSpace(query); rest != ""; rest = strings.TrimLeftFunc(rest, unicode.IsSpace) {
		var t term
		if strings.HasPrefix(rest, "-") {
			t.negative, rest = true, rest[1:]
		}
		quoted := strings.HasPrefix(rest, `"`)
		if quoted {
			t.words, rest, _ = strings.Cut(rest[1:], `"`)
		} else {
			end := strings.IndexFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || r == '"' })
			if end < 0 {
				end = len(rest)
			}
			t.words, rest = rest[:end], rest[end:]
		}
		if strings.HasPrefix(rest, "*") || !quoted && strings.HasSuffix(t.words, "*") {
			t.prefix, rest = true, strings.TrimPrefix(rest, "*")
		}
		switch {
		case !quoted && !t.negative && (t.words == "AND" || t.words == "OR" || t.words == "NOT"):
			terms = append(terms, term{operator: t.words})
		case strings.ContainsFunc(t.words, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
			terms = append(terms, t)
		}
	}
	return terms
}
