package web

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"
)

//go:embed assets
var assetFiles embed.FS

// styleFiles and scriptFiles are joined in this order.
var (
	styleFiles  = []string{"base.css", "page.css", "report.css", "print.css"}
	scriptFiles = []string{"dom.js", "theme.js", "list.js", "search.js", "copy.js", "keys.js"}
)

// assets are the parsed templates with the style and the script they inline.
type assets struct {
	tmpl *template.Template
	css  template.CSS
	js   template.JS
	csp  string
}

// loadAssets joins the embedded files and states in the policy what may run:
// the hashes are of exactly the bytes between the tags.
func loadAssets() (*assets, error) {
	css, err := join(styleFiles)
	if err != nil {
		return nil, err
	}
	js, err := join(scriptFiles)
	if err != nil {
		return nil, err
	}
	if lower := strings.ToLower(css + js); strings.Contains(lower, "</s") || strings.Contains(lower, "<!--") {
		return nil, fmt.Errorf("web: assets: a style or script must not hold %q or %q: the page would end it there",
			"</s", "<!--")
	}
	tmpl, err := template.New("dossier").Funcs(template.FuncMap{"plural": plural}).
		ParseFS(assetFiles, "assets/*.tmpl")
	if err != nil {
		return nil, fmt.Errorf("web: templates: %w", err)
	}
	return &assets{tmpl: tmpl, css: template.CSS(css), js: template.JS(js), csp: policy(css, js)}, nil
}

func join(names []string) (string, error) {
	var b strings.Builder
	b.WriteByte('\n')
	for _, name := range names {
		src, err := assetFiles.ReadFile("assets/" + name)
		if err != nil {
			return "", fmt.Errorf("web: assets: %w", err)
		}
		b.Write(src)
	}
	return b.String(), nil
}

// policy is the page's content security policy: nothing is loaded from
// anywhere, nothing is sent, and only the page's own style and script run.
func policy(css, js string) string {
	return "default-src 'none'; style-src '" + sourceHash(css) + "'; script-src '" + sourceHash(js) +
		"'; img-src data:; base-uri 'none'; form-action 'none'"
}

func sourceHash(content string) string {
	sum := sha256.Sum256([]byte(content))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// page writes the whole page, with the articles already written.
func (a *assets) page(w io.Writer, p *page, articles [][]byte) error {
	p.CSP, p.CSS, p.JS = a.csp, a.css, a.js
	if err := a.execute(w, "top", p); err != nil {
		return err
	}
	for _, art := range articles {
		if _, err := w.Write(art); err != nil {
			return fmt.Errorf("web: write the page: %w", err)
		}
	}
	return a.execute(w, "bottom", p)
}

// article writes one report.
func (a *assets) article(w io.Writer, art *article) error { return a.execute(w, "article", art) }

func (a *assets) execute(w io.Writer, name string, data any) error {
	if err := a.tmpl.ExecuteTemplate(w, name, data); err != nil {
		return fmt.Errorf("web: write the page: %w", err)
	}
	return nil
}
