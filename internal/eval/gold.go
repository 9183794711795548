package eval

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// DataDir finds the development data (docs/data.md): the folder named by
// READOUT_DATA, or "shared/data" beside the repository; ok is false where
// neither is there.
func DataDir() (dir string, ok bool) {
	if dir = os.Getenv("READOUT_DATA"); dir != "" {
		_, err := os.Stat(dir)
		return dir, err == nil
	}
	at, err := os.Getwd()
	if err != nil {
		return "", false
	}
	for {
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
			dir = filepath.Join(filepath.Dir(at), "shared", "data")
			_, err := os.Stat(dir)
			return dir, err == nil
		}
		up := filepath.Dir(at)
		if up == at {
			return "", false
		}
		at = up
	}
}

// open opens a file and unpacks it where its name ends in .gz.
func open(path string) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if !strings.HasSuffix(path, ".gz") {
		return f, nil
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return struct {
		io.Reader
		io.Closer
	}{z, f}, nil
}

// jsonLines decodes each line of a file into a T.
func jsonLines[T any](path string) ([]T, error) {
	r, err := open(path)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var out []T
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 64<<20)
	for n := 1; sc.Scan(); n++ {
		if len(strings.TrimSpace(sc.Text())) == 0 {
			continue
		}
		var v T
		if err := json.Unmarshal(sc.Bytes(), &v); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		out = append(out, v)
	}
	return out, sc.Err()
}

// Fundus reads the gold of news pages (page, title, authors, published, body,
// captions).
func Fundus(path string) ([]PageGold, error) {
	type row struct {
		Page, Title, Published string
		Authors, Captions      []string
		Body                   struct {
			Summary  []string
			Sections []struct {
				Headline   json.RawMessage
				Paragraphs []string
			}
		}
	}
	rows, err := jsonLines[row](path)
	if err != nil {
		return nil, err
	}
	var out []PageGold
	for _, r := range rows {
		g := PageGold{Page: r.Page, Title: r.Title, Authors: r.Authors, Captions: r.Captions}
		if len(r.Published) >= 10 {
			g.Published = r.Published[:10]
		}
		body := append([]string{}, r.Body.Summary...)
		for _, s := range r.Body.Sections {
			body = append(body, flatStrings(s.Headline)...)
			body = append(body, s.Paragraphs...)
			g.Paragraphs = append(g.Paragraphs, s.Paragraphs...)
		}
		g.Body = strings.Join(body, "\n")
		out = append(out, g)
	}
	return out, nil
}

// flatStrings reads a string or a list of them.
func flatStrings(raw json.RawMessage) []string {
	var one string
	if json.Unmarshal(raw, &one) == nil {
		if one == "" {
			return nil
		}
		return []string{one}
	}
	var many []string
	if json.Unmarshal(raw, &many) != nil {
		return nil
	}
	return many
}

// Scrapinghub reads the gold of the article-extraction-benchmark: bodies by
// page id.
func Scrapinghub(path string) ([]PageGold, error) {
	r, err := open(path)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var rows map[string]struct{ ArticleBody string }
	if err := json.NewDecoder(r).Decode(&rows); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var out []PageGold
	for id, row := range rows {
		out = append(out, PageGold{Page: id, Body: row.ArticleBody})
	}
	return out, nil
}

// Report is a report of a news collection, with what the collection says of it.
type Report struct{ Outlet, Date, Title, Text string }

// Reports reads a collection of reports, one JSON object a line.
func Reports(path string) ([]Report, error) { return jsonLines[Report](path) }
