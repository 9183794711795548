package export

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"readout"
	"readout/internal/store"
)

// column is one column of a table, as columns.csv explains it.
type column struct {
	name    string
	typ     string // id, ids, text, list, date, number, integer, enum
	unit    string
	meaning string
}

// The columns of each table: ids first, the words last. Their order is the
// tables' public face; new columns go before the last.
var (
	documentColumns = []column{
		{"id", "id", "", "the document"},
		{"source", "text", "", "path as given, or address; with #n for the n-th item of a container"},
		{"outlet", "text", "", "who published it"},
		{"url", "text", "", "address"},
		{"title", "text", "", "headline"},
		{"subtitle", "text", "", "standfirst"},
		{"authors", "list", "", "names, joined by semicolons"},
		{"contributors", "list", "", "names, joined by semicolons"},
		{"wire", "text", "", "agency that the copy is credited to"},
		{"published", "date", "EDTF", "when it was published; empty is unknown"},
		{"published_basis", "enum", "", "stated, metadata, inferred or unknown"},
		{"published_earliest", "date", "EDTF", "not published before"},
		{"published_latest", "date", "EDTF", "not published after"},
		{"published_rule", "text", "", "rule that gave the date"},
		{"published_signal", "text", "", "where the date was found"},
		{"updated", "date", "EDTF", "when it was last changed"},
		{"retrieved", "date", "EDTF", "when the page was fetched"},
		{"language", "text", "BCP 47", "language of the text"},
		{"media", "text", "", "media type of what came in"},
		{"characters", "integer", "code point", "length of the text"},
		{"sha256", "text", "", "hash of the text"},
		{"raw_sha256", "text", "", "hash of the bytes that came in"},
		{"duplicate_of", "id", "", "the document with the same text"},
		{"near_duplicate_of", "id", "", "the document with nearly the same report"},
		{"exact", "text", "", "the words in which the report shows its date"},
	}
	entityColumns = []column{
		{"id", "id", "", "the entity"},
		{"doc", "ids", "", "the documents that name it"},
		{"url", "text", "", "the document's address"},
		{"type", "enum", "", "person, organization, place or group; empty is unknown"},
		{"name", "text", "", "the fullest name"},
		{"aliases", "list", "", "other names as written, joined by semicolons"},
		{"roles", "list", "", "offices and titles as worded, joined by semicolons"},
		{"country", "text", "ISO 3166-1 alpha-3", "country"},
		{"sector", "text", "PLOVER", "sector"},
		{"mentions", "integer", "mention", "how often it is named"},
		{"rule", "text", "", "rule that found it"},
		{"start", "list", "code point", "where the words begin in the text, from 0"},
		{"end", "list", "code point", "where they end"},
		{"exact", "list", "", "the words it rests on, joined by semicolons"},
	}
	statementColumns = []column{
		{"id", "id", "", "the statement"},
		{"doc", "id", "", "the document that reports it"},
		{"url", "text", "", "the document's address"},
		{"outlet", "text", "", "who published the document"},
		{"published", "date", "EDTF", "when the document was published; empty is unknown"},
		{"speaker", "id", "", "the entity that speaks; empty where the report does not tell"},
		{"speaker_name", "text", "", "its name"},
		{"co_speakers", "ids", "", "entities that speak too, joined by semicolons"},
		{"addressees", "ids", "", "entities spoken to, joined by semicolons"},
		{"within", "id", "", "the statement that reports this one"},
		{"form", "enum", "", "direct, mixed or indirect"},
		{"attribution", "enum", "", "speech, belief or document"},
		{"act", "enum", "", "state, request, warn, …"},
		{"status", "enum", "", "reported, planned or denied"},
		{"cue", "text", "", "the word that reports it, as written"},
		{"content", "text", "", "what was said, as written"},
		{"venue", "text", "", "where it was said, as worded"},
		{"date", "date", "EDTF", "when it was said"},
		{"rule", "text", "", "rule that found it"},
		{"confidence", "number", "0…1", "how likely it is right"},
		{"start", "list", "code point", "where the words begin in the text, from 0"},
		{"end", "list", "code point", "where they end"},
		{"exact", "list", "", "the words it rests on, joined by semicolons"},
	}
	skipColumns = []column{
		{"source", "text", "", "what was not read"},
		{"reason", "enum", "", "typed reason"},
		{"detail", "text", "", "what was found, and what to do about it"},
	}
	columnColumns = []column{
		{"file", "text", "", "a table"},
		{"column", "text", "", "a column of it"},
		{"type", "enum", "", "id, ids, text, list, date, number, integer or enum"},
		{"unit", "text", "", "what a number counts, or the standard a value follows"},
		{"meaning", "text", "", "one sentence"},
	}
)

// listSeparator joins the members of a list in one cell.
const listSeparator = "; "

// table is a CSV file being written.
type table struct {
	name    string
	columns []column
	excel   bool
	f       *file
	w       *csv.Writer
}

// byteOrderMark tells Excel that a file is UTF-8.
const byteOrderMark = "\ufeff"

func newTable(dir, name string, columns []column, excel bool) (*table, error) {
	f, err := createFile(filepath.Join(dir, name))
	if err != nil {
		return nil, err
	}
	if excel {
		f.WriteString(byteOrderMark)
	}
	t := &table{name, columns, excel, f, csv.NewWriter(f)}
	t.w.UseCRLF = true // RFC 4180
	header := make([]string, len(columns))
	for i, c := range columns {
		header[i] = c.name
	}
	return t, t.w.Write(header)
}

// row writes one row; it is a broken invariant of this package if the cells
// are not one for each column.
func (t *table) row(cells ...string) error {
	if len(cells) != len(t.columns) {
		panic(fmt.Sprintf("export: %s: %d cells for %d columns", t.name, len(cells), len(t.columns)))
	}
	for i, cell := range cells {
		cell = line(cell)
		if t.excel && cell != "" && strings.IndexByte("=+-@", cell[0]) >= 0 {
			cell = "'" + cell // or Excel runs it
		}
		cells[i] = cell
	}
	return t.w.Write(cells)
}

func (t *table) finish(err error) error {
	t.w.Flush()
	if err == nil {
		err = t.w.Error()
	}
	return t.f.finish(err)
}

// CSV writes one file a kind (documents.csv, entities.csv, statements.csv,
// skipped.csv) and columns.csv, which explains them, into the folder dir: UTF-8
// by RFC 4180, a header, a row a line. excel adds a byte order mark and a quote
// before cells that Excel would run as formulas; without it every cell is as
// in the record, but for line ends and control characters, which are spaces.
func CSV(ctx context.Context, st *store.Store, dir string, excel bool) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("export: csv: %w", err)
	}
	e := &csvExport{ctx: ctx, st: st, dir: dir, excel: excel}
	err := e.open()
	if err == nil {
		err = e.write()
	}
	for _, t := range e.tables {
		if finishErr := t.finish(err); err == nil {
			err = finishErr
		}
	}
	if err != nil {
		return fmt.Errorf("export: csv: %w", err)
	}
	return nil
}

type csvExport struct {
	ctx    context.Context
	st     *store.Store
	dir    string
	excel  bool
	tables []*table // as in the list of open

	documents, entities, statements, skips, columns *table
}

func (e *csvExport) open() error {
	for _, t := range []struct {
		into    **table
		name    string
		columns []column
	}{
		{&e.documents, "documents.csv", documentColumns},
		{&e.entities, "entities.csv", entityColumns},
		{&e.statements, "statements.csv", statementColumns},
		{&e.skips, "skipped.csv", skipColumns},
		{&e.columns, "columns.csv", columnColumns},
	} {
		made, err := newTable(e.dir, t.name, t.columns, e.excel)
		if made != nil {
			e.tables = append(e.tables, made)
		}
		if err != nil {
			return err
		}
		*t.into = made
	}
	return nil
}

func (e *csvExport) write() error {
	if err := walk(e.ctx, e.st, e.document); err != nil {
		return err
	}
	skips, err := e.st.Skips(e.ctx)
	if err != nil {
		return err
	}
	for _, skip := range skips {
		if err := e.skips.row(skip.Source, string(skip.Reason), skip.Detail); err != nil {
			return err
		}
	}
	for _, t := range e.tables {
		for _, c := range t.columns {
			if err := e.columns.row(t.name, c.name, c.typ, c.unit, c.meaning); err != nil {
				return err
			}
		}
	}
	return nil
}

func (e *csvExport) document(doc *readout.Document, claims *readout.Claims) error {
	off := readout.NewOffsets(doc.Text)
	basis := doc.Published.Basis
	if basis == "" {
		basis = readout.BasisUnknown
	}
	_, _, dated := places(off, doc.Published.Evidence)
	err := e.documents.row(doc.ID, doc.Source, doc.Outlet, doc.URL, doc.Title, doc.Subtitle,
		join(doc.Authors), join(doc.Contributors), doc.Wire,
		string(doc.Published.Date), string(basis), string(doc.Published.Earliest), string(doc.Published.Latest),
		doc.Published.Reason.Rule, doc.Published.Reason.Signal,
		string(doc.Updated.Date), string(doc.Retrieved), doc.Language, doc.Media,
		strconv.Itoa(off.Point(len(doc.Text))), doc.SHA256, doc.RawSHA256,
		doc.DuplicateOf, doc.NearDuplicateOf, dated)
	for i := range claims.Entities {
		if err == nil {
			err = e.entity(doc, off, &claims.Entities[i])
		}
	}
	name := names(claims)
	for i := range claims.Statements {
		if err == nil {
			err = e.statement(doc, off, &claims.Statements[i], name)
		}
	}
	return err
}

func (e *csvExport) entity(doc *readout.Document, off *readout.Offsets, ent *readout.Entity) error {
	start, end, exact := places(off, ent.Evidence)
	roles := make([]string, len(ent.Roles))
	for i, r := range ent.Roles {
		roles[i] = roleWords(r)
	}
	return e.entities.row(ent.ID, join(ent.Docs), doc.URL, string(ent.Type), ent.Name, join(ent.Aliases), join(roles),
		ent.Country, ent.Sector, strconv.Itoa(ent.Mentions), ent.Reason.Rule, start, end, exact)
}

func (e *csvExport) statement(doc *readout.Document, off *readout.Offsets, st *readout.Statement, name map[string]string) error {
	start, end, exact := places(off, st.Evidence)
	return e.statements.row(st.ID, st.Doc, doc.URL, doc.Outlet, string(doc.Published.Date),
		st.Speaker, name[st.Speaker], join(st.CoSpeakers), join(st.Addressees), st.Within,
		string(st.Form), st.Attribution, st.Act, st.Status, st.Cue, st.Content, st.Venue, string(st.Date),
		st.Reason.Rule, strconv.FormatFloat(st.Confidence, 'g', -1, 64), start, end, exact)
}

// places are the evidence's offsets in code points and its words, each a list.
func places(off *readout.Offsets, evs []readout.Evidence) (start, end, exact string) {
	starts, ends, words := make([]string, len(evs)), make([]string, len(evs)), make([]string, len(evs))
	for i, ev := range evs {
		s, e := off.Points(ev.Span)
		starts[i], ends[i], words[i] = strconv.Itoa(s), strconv.Itoa(e), ev.Exact
	}
	return join(starts), join(ends), join(words)
}

func join(list []string) string { return strings.Join(list, listSeparator) }

// roleWords is a role as one would read it: "Foreign Minister, Ruritania".
func roleWords(r readout.RoleHeld) string {
	if r.Of == "" {
		return r.Title
	}
	return r.Title + ", " + r.Of
}
