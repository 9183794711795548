package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout"
)

func TestLayoutIsExplained(t *testing.T) {
	ctx := context.Background()
	st, err := Open(ctx, filepath.Join(t.TempDir(), "readout.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	queries := []struct{ what, sql string }{
		{"not in about", `SELECT t.name || '.' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c
			WHERE t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL%' AND t.name NOT LIKE '%\_fts\_%' ESCAPE '\'
			AND t.name NOT LIKE 'sqlite%'
			AND NOT EXISTS (SELECT 1 FROM about a WHERE a.table_name = t.name AND a.column_name = c.name)`},
		{"table or view not in about", `SELECT name FROM sqlite_schema t WHERE type IN ('table', 'view')
			AND name NOT LIKE '%\_fts\_%' ESCAPE '\' AND name NOT LIKE 'sqlite%'
			AND NOT EXISTS (SELECT 1 FROM about a WHERE a.table_name = t.name AND a.column_name = '')`},
		{"in about alone", `SELECT table_name || '.' || column_name FROM about a
			WHERE NOT EXISTS (SELECT 1 FROM sqlite_schema t WHERE t.name = a.table_name
			  AND (a.column_name = '' OR EXISTS (SELECT 1 FROM pragma_table_info(t.name) c WHERE c.name = a.column_name)))`},
		{"table that is not strict", `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
			AND NOT strict AND name NOT LIKE 'sqlite%'`},
	}
	for _, q := range queries {
		for name, err := range rows(ctx, st, q.sql, nil, scanString) {
			if err != nil {
				t.Fatal(err)
			}
			t.Errorf("%s: %s", q.what, name)
		}
	}
}

// Every reference has an index that begins with it, or a delete would read the
// whole table.
func TestReferencesAreIndexed(t *testing.T) {
	ctx := context.Background()
	st, err := Open(ctx, filepath.Join(t.TempDir(), "readout.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	n := 0
	for ref, err := range rows(ctx, st, `SELECT t.name || '.' || f."from" || iif(EXISTS (
		SELECT 1 FROM pragma_index_list(t.name) i, pragma_index_info(i.name) c
		WHERE c.seqno = 0 AND c.name = f."from"), '', ' lacks an index')
		FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'`, nil, scanString) {
		if err != nil {
			t.Fatal(err)
		}
		n++
		if strings.Contains(ref, "lacks") {
			t.Error(ref)
		}
	}
	if n < 15 {
		t.Fatalf("found %d references", n)
	}
}

func TestOpenRefuses(t *testing.T) {
	steps, err := migrations()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, want string
		make       func(t *testing.T, path string)
	}{
		{"a newer file", "made by a newer readout (layout 99, this one knows", func(t *testing.T, path string) {
			run(t, path, true, `INSERT INTO migrations VALUES (99, '0099_later.sql', '00')`)
		}},
		{"a changed step", "layout step 0001_layout.sql is not this readout's", func(t *testing.T, path string) {
			run(t, path, true, `UPDATE migrations SET sha256 = '00' WHERE number = 1`)
		}},
		{"another program's database", "another program's database", func(t *testing.T, path string) {
			run(t, path, false, `CREATE TABLE songs (name)`)
		}},
		{"no database", "not a dossier's database", func(t *testing.T, path string) {
			if err := os.WriteFile(path, []byte(strings.Repeat("a text, not a table\n", 100)), 0o644); err != nil {
				t.Fatal(err)
			}
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "readout.db")
			test.make(t, path)
			for _, open := range []func(context.Context, string) (*Store, error){Open, OpenRead} {
				st, err := open(context.Background(), path)
				if err == nil {
					st.Close()
				}
				if err == nil || !strings.Contains(err.Error(), test.want) {
					t.Errorf("got %v, want %q", err, test.want)
				}
			}
		})
	}
	t.Run("an older file is for reading too old", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "readout.db")
		db, err := open(path, "rwc", 1, 100)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := migrateOne(context.Background(), db, path, steps[:1]); err != nil {
			t.Fatal(err)
		}
		want := fmt.Sprintf("made by an older readout (layout 1, this one reads %d)", len(steps))
		if _, err := OpenRead(context.Background(), path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
		st, err := Open(context.Background(), path)
		if err != nil {
			t.Fatalf("a build brings it up to date: %v", err)
		}
		st.Close()
	})
}

// run runs sql on the file at path, in a store's tables if made is set.
func run(t *testing.T, path string, made bool, query string) {
	t.Helper()
	if made {
		st, err := Open(context.Background(), path)
		if err != nil {
			t.Fatal(err)
		}
		st.Close()
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(query); err != nil {
		t.Fatal(err)
	}
}

func TestNaturalKey(t *testing.T) {
	order := []string{"", "a#1", "a#2", "a#9", "a#10", "a#99999999", "a#100000000", "a#123456789", "a#999999999", "a#1000000000",
		"a#99999999999999999", "a#100000000000000000", "a#1000000000000000000", "a-1/b", "b", "b2c3", "b2c10", "b10c1"}
	for i := 1; i < len(order); i++ {
		if a, b := naturalKey(order[i-1]), naturalKey(order[i]); a >= b {
			t.Errorf("%q (%s) does not come before %q (%s)", order[i-1], a, order[i], b)
		}
	}
	if naturalKey("a#007") != naturalKey("a#7") {
		t.Error("leading zeros count")
	}
}

func FuzzNaturalKey(f *testing.F) {
	f.Add("a#2", "a#10")
	f.Add("0", "00")
	f.Fuzz(func(t *testing.T, a, b string) {
		ka, kb := naturalKey(a), naturalKey(b)
		if n := len(strings.TrimLeft(a, "0")); a != "" && strings.Trim(a, "0123456789") == "" &&
			b != "" && strings.Trim(b, "0123456789") == "" {
			m := len(strings.TrimLeft(b, "0"))
			if n < m && ka >= kb {
				t.Errorf("%q (%s) does not come before %q (%s)", a, ka, b, kb)
			}
		}
		if ka == kb && strings.ReplaceAll(a, "0", "") != strings.ReplaceAll(b, "0", "") {
			t.Errorf("%q and %q have one key %q", a, b, ka)
		}
	})
}

func TestTwinOrder(t *testing.T) {
	order := []struct {
		published readout.Date
		source    string
	}{
		{"2031", "z"},
		{"2031-03-01T08:00+09:00", "b"}, // the day before, at 23:00 in Greenwich
		{"2031-03", "z"},
		{"2031-03-01", "a#2"},
		{"2031-03-01", "a#10"},
		{"2031-03-01T00:30Z", "a"},
		{"2031-03-02", "a"},
		{"2031-03-01T22:00-05:00", "a"},
		{"2031-03-02T04:00:30Z", "a"},
		{"2031-03-03/2031-03-05", "a"},
		{"../2031-03-05", "a"},
		{"", "b"},
	}
	for i := 1; i < len(order); i++ {
		a := twinOrder(order[i-1].published, order[i-1].source)
		b := twinOrder(order[i].published, order[i].source)
		if a >= b {
			t.Errorf("%v (%q) does not come before %v (%q)", order[i-1], a, order[i], b)
		}
	}
}
