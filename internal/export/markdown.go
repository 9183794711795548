package export

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"readout"
	"readout/internal/store"
)

// Markdown writes a folder of linked notes: documents/ and entities/ with one
// note each, and index.md, which lists the documents in order. Notes are named
// by ids ("d-0123….md"), links are by name, and each quoted sentence ends with
// an anchor made of its id ("^s-0123…"), as Obsidian reads them. Notes of an
// earlier export that are no longer made stay where they are.
func Markdown(ctx context.Context, st *store.Store, dir string) error {
	m := &notes{dir: dir}
	for _, sub := range []string{"documents", "entities"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o777); err != nil {
			return fmt.Errorf("export: md: %w", err)
		}
	}
	err := m.write(filepath.Join(dir, "index.md"), func(w io.Writer) error {
		fmt.Fprint(w, "---\nkind: index\n---\n\n# Reports\n\n")
		return walk(ctx, st, func(doc *readout.Document, claims *readout.Claims) error {
			fmt.Fprintf(w, "- %s %s\n", escape(cite(doc)), link(doc.ID, "", titleOf(doc)))
			return m.document(doc, claims)
		})
	})
	if err != nil {
		return fmt.Errorf("export: md: %w", err)
	}
	return nil
}

type notes struct{ dir string }

// write makes one note.
func (m *notes) write(path string, body func(w io.Writer) error) error {
	f, err := createFile(path)
	if err != nil {
		return err
	}
	return f.finish(body(f))
}

// note makes the note of a record, with its front matter.
func (m *notes) note(folder, id string, front []frontLine, body func(w io.Writer)) error {
	return m.write(filepath.Join(m.dir, folder, noteName(id)+".md"), func(w io.Writer) error {
		fmt.Fprint(w, "---\n")
		for _, fl := range front {
			if fl.value != "" {
				fmt.Fprintf(w, "%s: %s\n", fl.key, fl.value)
			}
		}
		fmt.Fprint(w, "---\n\n")
		body(w)
		return nil
	})
}

// frontLine is a line of YAML; an empty value is left out.
type frontLine struct{ key, value string }

func (m *notes) document(doc *readout.Document, claims *readout.Claims) error {
	front := []frontLine{
		{"id", yaml(doc.ID)}, {"kind", "document"}, {"title", yaml(doc.Title)}, {"outlet", yaml(doc.Outlet)},
		{"date", yaml(string(doc.Published.Date))}, {"date_basis", yaml(string(doc.Published.Basis))},
		{"updated", yaml(string(doc.Updated.Date))}, {"authors", yamlList(doc.Authors)}, {"url", yaml(doc.URL)},
		{"source", yaml(doc.Source)}, {"language", yaml(doc.Language)}, {"sha256", yaml(doc.SHA256)},
		{"duplicate_of", yamlLink(doc.DuplicateOf)}, {"near_duplicate_of", yamlLink(doc.NearDuplicateOf)},
	}
	err := m.note("documents", doc.ID, front, func(w io.Writer) {
		fmt.Fprintf(w, "# %s\n\n%s\n", escape(titleOf(doc)), escape(cite(doc)))
		m.said(w, claims)
		fmt.Fprint(w, "\n## Text\n")
		for _, b := range doc.Blocks {
			writeBlock(w, doc, b)
		}
	})
	for i := range claims.Entities {
		if err == nil {
			err = m.entity(doc, &claims.Entities[i], claims)
		}
	}
	return err
}

// said lists the statements of a document, each sentence with its anchor.
func (m *notes) said(w io.Writer, claims *readout.Claims) {
	if len(claims.Statements) == 0 {
		return
	}
	fmt.Fprint(w, "\n## What is said\n\n")
	name := names(claims)
	for _, st := range claims.Statements {
		fmt.Fprintf(w, "- %s ^%s\n", escape(sentence(&st)), noteName(st.ID))
		who := "speaker unknown"
		if st.Speaker != "" {
			who = link(st.Speaker, "", name[st.Speaker])
		}
		parts := []string{who}
		for _, part := range []string{escape(st.Cue), string(st.Form), "`" + st.Reason.Rule + "`"} {
			if part != "" && part != "``" {
				parts = append(parts, part)
			}
		}
		fmt.Fprintf(w, "    - %s\n", strings.Join(parts, " · "))
	}
}

func (m *notes) entity(doc *readout.Document, ent *readout.Entity, claims *readout.Claims) error {
	front := []frontLine{
		{"id", yaml(ent.ID)}, {"kind", "entity"}, {"name", yaml(ent.Name)}, {"type", yaml(string(ent.Type))},
		{"aliases", yamlList(ent.Aliases)}, {"country", yaml(ent.Country)}, {"sector", yaml(ent.Sector)},
		{"doc", yamlLink(doc.ID)}, {"mentions", fmt.Sprint(ent.Mentions)}, {"rule", yaml(ent.Reason.Rule)},
	}
	return m.note("entities", ent.ID, front, func(w io.Writer) {
		fmt.Fprintf(w, "# %s\n\nNamed in %s.\n", escape(ent.Name), link(doc.ID, "", titleOf(doc)))
		for i, r := range ent.Roles {
			if i == 0 {
				fmt.Fprint(w, "\n## Roles\n\n")
			}
			fmt.Fprintf(w, "- %s\n", escape(roleWords(r)))
		}
		for i, ev := range ent.Evidence {
			if i == 0 {
				fmt.Fprint(w, "\n## Mentions\n\n")
			}
			fmt.Fprintf(w, "- %s\n", escape(ev.Exact))
		}
		first := true
		for _, st := range claims.Statements {
			if st.Speaker != ent.ID {
				continue
			}
			if first {
				fmt.Fprint(w, "\n## Statements\n\n")
			}
			first = false
			fmt.Fprintf(w, "- %s — %s\n", escape(st.Content), link(doc.ID, st.ID, cite(doc)))
		}
	})
}

// sentence is the words that a statement rests on.
func sentence(st *readout.Statement) string {
	words := make([]string, len(st.Evidence))
	for i, ev := range st.Evidence {
		words[i] = ev.Exact
	}
	if len(words) == 0 {
		return st.Content
	}
	return strings.Join(words, " … ")
}

// writeBlock writes a run of the report's text, a paragraph for each of its
// lines. What is not the report's body has its role before it.
func writeBlock(w io.Writer, doc *readout.Document, b readout.Block) {
	for words := range strings.SplitSeq(b.Span.In(doc.Text), "\n") {
		words = escape(words)
		if words == "" {
			continue
		}
		switch b.Role {
		case readout.RoleBody:
			fmt.Fprintf(w, "\n%s\n", words)
		case readout.RoleQuote:
			fmt.Fprintf(w, "\n> %s\n", words)
		default:
			fmt.Fprintf(w, "\n*%s:* %s\n", b.Role, words)
		}
	}
}

// titleOf is what a document is called where it is listed.
func titleOf(doc *readout.Document) string {
	if doc.Title != "" {
		return doc.Title
	}
	return doc.Source
}

// cite is a document's outlet and date: "Example Post, 1974-05-01".
func cite(doc *readout.Document) string {
	date := string(doc.Published.Date)
	if date == "" {
		date = "undated"
	}
	if doc.Outlet == "" {
		return date
	}
	return doc.Outlet + ", " + date
}

// noteName is an id as a file's name and as an anchor, which take letters,
// digits and hyphens alone.
func noteName(id string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, id)
}

// link is a link to a note, or to an anchor in it, that reads as words. Square
// brackets and bars cannot stand in one, escaped or not.
func link(id, anchor, words string) string {
	to := noteName(id)
	if anchor != "" {
		to += "#^" + noteName(anchor)
	}
	words = strings.Join(strings.Fields(line(words)), " ")
	words = strings.NewReplacer("[", "(", "]", ")", "|", "/").Replace(words)
	if words == "" {
		return "[[" + to + "]]"
	}
	return "[[" + to + "|" + words + "]]"
}

// escape makes a line of source text that Markdown shows as it is.
func escape(text string) string {
	text = strings.Join(strings.Fields(line(text)), " ")
	var b strings.Builder
	for i, r := range text {
		if strings.ContainsRune("\\`*_[]<>|#^$~=%&", r) || i == 0 && (r == '-' || r == '+') || endsNumber(text, i, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// endsNumber reports whether the mark at i makes the beginning of text a
// numbered list: "1." or "2)".
func endsNumber(text string, i int, r rune) bool {
	return (r == '.' || r == ')') && i > 0 && strings.Trim(text[:i], "0123456789") == ""
}

// yaml is a string as YAML's double-quoted form, of which JSON's is a part;
// empty for the empty string.
func yaml(text string) string {
	if text == "" {
		return ""
	}
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(line(text)); err != nil {
		panic("export: a string has no JSON form: " + err.Error())
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func yamlList(list []string) string {
	if len(list) == 0 {
		return ""
	}
	quoted := make([]string, len(list))
	for i, text := range list {
		quoted[i] = yaml(text)
		if text == "" {
			quoted[i] = `""`
		}
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// yamlLink is a link to a document's note, or empty for none.
func yamlLink(id string) string {
	if id == "" {
		return ""
	}
	return yaml(link(id, "", ""))
}
