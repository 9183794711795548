//go:build web

package web

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// The dossier page in a real browser: `make test-web`. Set READOUT_SHOTS to a
// folder to keep pictures of every view that a test looks at.

// browser starts Chromium with nothing but what a page needs; the test is
// skipped, with the reason, where there is none.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("SKIPPED: no Chromium on this machine: install it to test the dossier page in a browser")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// view is an open page whose console is watched: anything it complains of, a
// breach of the policy included, fails the test.
type view struct {
	*testing.T
	ctx context.Context
	url string
}

// open renders the pile, writes it to a file and opens that in a new tab.
func open(t *testing.T, browser context.Context, p Pile, width, height int, dark bool) *view {
	t.Helper()
	path := filepath.Join(t.TempDir(), "index.html")
	if err := os.WriteFile(path, []byte(render(t, p, DefaultLimits)), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	v := &view{T: t, ctx: ctx, url: "file://" + path}
	if err := chromedp.Do(ctx); err != nil { // the tab lives as long as this first context
		t.Fatal(err)
	}
	v.watch()
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	v.emulate(emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}}})
	v.do(chromedp.EmulateViewport(int64(width), int64(height)))
	v.visit("")
	return v
}

// visit opens the page anew at an address.
func (v *view) visit(hash string) {
	v.Helper()
	v.do(chromedp.Navigate("about:blank"), chromedp.Navigate(v.url+hash), chromedp.WaitReady(chromedp.CSS("#told")))
}

func (v *view) emulate(media emulation.SetEmulatedMediaParams) {
	v.Helper()
	if _, err := chromedp.Call(v.ctx, emulation.SetEmulatedMedia, media); err != nil {
		v.Fatal(err)
	}
}

func (v *view) watch() {
	var mu sync.Mutex
	var complaints []string
	messages := chromedp.Console(v.ctx)
	go func() {
		for m, err := range messages {
			if err != nil {
				return
			}
			mu.Lock()
			complaints = append(complaints, m.String())
			mu.Unlock()
		}
	}()
	v.Cleanup(func() {
		mu.Lock()
		defer mu.Unlock()
		for _, c := range complaints {
			v.Errorf("the browser complains: %s", c)
		}
	})
}

func (v *view) do(actions ...chromedp.Action[chromedp.Void]) {
	v.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		v.Fatal(err)
	}
}

// eval runs a script expression into a value of type T.
func eval[T any](v *view, script string) T {
	v.Helper()
	out, err := chromedp.Run(v.ctx, chromedp.Evaluate[T](script))
	if err != nil {
		v.Fatalf("%s: %v", script, err)
	}
	return out
}

// is fails unless the script expression is true within two seconds.
func (v *view) is(script string) {
	v.Helper()
	for range 40 {
		if eval[bool](v, "Boolean("+script+")") {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	v.Errorf("not so: %s (at %s)", script, eval[string](v, "location.hash"))
}

func (v *view) press(keys string) {
	v.Helper()
	for _, k := range keys {
		v.do(chromedp.KeyEvent(string(k)))
	}
}

func (v *view) escape() { v.do(chromedp.KeyEvent("\x1b")) }

// shoot keeps a picture of the whole page, where asked to.
func (v *view) shoot(name string) {
	dir := os.Getenv("READOUT_SHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(v.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		v.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		v.Fatal(err)
	}
}

// contrast is the lowest contrast of any visible words on their ground, and
// the words.
const contrast = `(() => {
  const parse = (c) => { const m = c.match(/[\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m; };
  const lum = ([r, g, b]) => [r, g, b].map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((s, v, i) => s + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (el) => { for (; el; el = el.parentElement) { const c = parse(getComputedStyle(el).backgroundColor); if (c[3] > 0) return c; } return [255, 255, 255, 1]; };
  let worst = [21, ''];
  for (const el of document.querySelectorAll('body *')) {
    if (![...el.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) || !el.checkVisibility()) continue;
    const a = lum(parse(getComputedStyle(el).color)), b = lum(ground(el));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < worst[0]) worst = [ratio, el.tagName + '.' + el.className + ': ' + el.textContent.slice(0, 40)];
  }
  return worst.join(' ');
})()`

// TestViews: no words run off the page and all can be read, at every width, in
// light and in dark, with many reports, one, or none.
func TestViews(t *testing.T) {
	one := smallPile()
	one.docs, one.skips = one.docs[1:2], nil
	piles := []struct {
		name string
		pile *pile
	}{{"small", smallPile()}, {"many", manyPile(60, 6)}, {"one", one}, {"skipped", &pile{skips: smallPile().skips}}, {"long", longPile()}}
	chrome := browser(t)
	for _, p := range piles {
		for _, width := range []int{390, 1280, 1920} {
			for _, dark := range []bool{false, true} {
				if width == 1920 && dark {
					continue
				}
				name := fmt.Sprintf("%s-%d-dark-%v", p.name, width, dark)
				t.Run(name, func(t *testing.T) {
					v := open(t, chrome, p.pile, width, 900, dark)
					eval[int](v, `document.querySelectorAll('article, .voice').forEach((el) => { el.style.contentVisibility = 'visible'; }); 0`)
					if over := eval[int](v, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); over > 0 {
						t.Errorf("the page is %d px too wide: %s", over, eval[string](v, `[...document.querySelectorAll('main *')].filter((el) =>
						  el.getBoundingClientRect().right > innerWidth + 1).map((el) => el.tagName + '.' + el.className).slice(0, 5).join(' ')`))
					}
					var ratio float64
					worst := eval[string](v, contrast)
					fmt.Sscan(worst, &ratio)
					if ratio < 4.5 {
						t.Errorf("contrast %s", worst)
					}
					v.shoot(name)
				})
			}
		}
	}
}

// longPile has what breaks a layout: a title without an end, a path without a
// space, words without one.
func longPile() *pile {
	p := smallPile()
	endless := strings.Repeat("Harbourmastersassociation", 20)
	doc := newDoc("deep/"+strings.Repeat("folder/", 40)+endless+".txt", "title: "+strings.Repeat("A headline that does not know where to stop ", 12),
		endless, "“"+endless+"” said "+endless)
	set(doc, "title", strings.TrimSpace(doc.Blocks[0].Span.In(doc.Text)))
	set(doc, "outlet", "The "+endless)
	set(doc, "url", "https://example.org/"+endless)
	p.docs = append(p.docs, doc)
	p.say(doc, endless, "said", endless)
	return p
}

func TestKeys(t *testing.T) {
	v := open(t, browser(t), manyPile(40, 6), 1280, 800, false)
	v.press("j")
	v.is(`document.activeElement.closest('tr') === document.querySelectorAll('.reports tbody tr')[0]`)
	v.press("jjk")
	v.is(`document.activeElement.closest('tr') === document.querySelectorAll('.reports tbody tr')[1]`)
	v.press("o")
	v.is(`location.hash === document.querySelectorAll('.reports .what a')[1].hash`)
	v.is(`Math.abs(document.querySelector(location.hash).getBoundingClientRect().top) < 120`)
	v.press("j")
	v.is(`location.hash === '#' + document.querySelectorAll('article')[2].id`)
	v.is(`document.activeElement.closest('article') === document.querySelectorAll('article')[2]`)
	v.press("n")
	v.is(`document.querySelector('.q.at') && location.hash === '#' + document.querySelector('.q.at').id`)
	v.is(`document.querySelector('.q.at').closest('article') === document.querySelectorAll('article')[2]`)
	v.press("n")
	v.is(`document.querySelector('.q.at').closest('article') === document.querySelectorAll('article')[3]`)
	v.press("p")
	v.is(`document.querySelector('.q.at').closest('article') === document.querySelectorAll('article')[2]`)
	v.press("u")
	v.is(`document.activeElement.closest('tr') === document.querySelectorAll('.reports tbody tr')[2]`)
	v.press("?")
	v.is(`document.querySelector('#help').open`)
	v.escape()
	v.is(`!document.querySelector('#help').open`)
	v.press("f")
	v.is(`!document.querySelector('.text .f').checkVisibility()`)
	v.press("ft")
	v.is(`document.querySelector('.text .f').checkVisibility()`)
	v.is(`document.documentElement.dataset.theme === 'dark'`)
	v.press("/")
	v.is(`document.activeElement.id === 'q'`)
}

func TestCopy(t *testing.T) {
	v := open(t, browser(t), smallPile(), 1280, 800, false)
	eval[int](v, `navigator.clipboard.writeText = async (text) => { window.copied = text; }; 0`)
	v.press("n")
	v.press("c")
	v.is(`window.copied`)
	got := eval[string](v, `window.copied`)
	for _, part := range []string{"“We have what we asked for, The rest is paper.” – Tomas Reyle\n", "Orrin Courier, “Pilots end strike at Port Orrin”, 4 March 1931",
		"pile/a.txt, text sha256 ", v.url + "#s-"} {
		if !strings.Contains(got, part) {
			t.Errorf("copied %q, which lacks %q", got, part)
		}
	}
	v.is(`document.querySelector('#told').textContent === 'Copied with its citation'`)
	// What a reader selects and copies holds the report's words alone: no mark
	// for a missing break, no speaker, no role.
	selected := eval[string](v, `(() => { const at = document.querySelector('.brk').closest('.text');
	  getSelection().selectAllChildren(at); return getSelection().toString(); })()`)
	if !strings.Contains(selected, "back at workthe harbour master") || strings.Contains(selected, "unknown") {
		t.Errorf("selected %q", selected)
	}
}

func TestSearch(t *testing.T) {
	v := open(t, browser(t), smallPile(), 1280, 800, false)
	// The words come in one step, and what was there goes: between two steps the
	// page may put back the words of the address after a step in its history.
	type_ := func(words string) {
		eval[bool](v, fmt.Sprintf(`(() => { const q = document.querySelector('#q'); q.value = %q;
		  return q.dispatchEvent(new Event('input', {bubbles: true})); })()`, words))
	}
	v.do(chromedp.SendKeys(chromedp.CSS("#q"), "PILOTS work"))
	v.is(`document.querySelectorAll('#found-list > li').length === 4`)
	v.is(`location.hash === '#?q=PILOTS+work'`)
	v.is(`!document.querySelector('#glance').checkVisibility()`)
	type_(`"what we asked"`)
	v.is(`document.querySelectorAll('#found-list > li').length === 1`)
	v.is(`document.querySelector('#found-list mark').textContent === 'what we asked'`)
	type_(`pilots -strike`)
	v.is(`document.querySelectorAll('#found-list > li').length === 2`)
	v.do(chromedp.Click(chromedp.CSS("#found-list li li a")))
	v.is(`document.querySelector('#found').hidden && location.hash.startsWith('#d-')`)
	v.is(`CSS.highlights.get('hit').size > 0`)
	v.press("u")
	v.is(`!document.querySelector('#found').hidden && document.querySelector('#q').value === 'pilots -strike'`)
	type_("zeppelin")
	v.is(`document.querySelector('#found-says').textContent.startsWith('Nothing has')`)
	v.escape()
	v.is(`document.querySelector('#found').hidden && document.querySelector('#glance').checkVisibility()`)
	v.visit("#?q=paper&said=1")
	v.is(`document.querySelectorAll('#found-list > li').length === 1 && document.querySelector('#q-said').checked`)
}

func TestList(t *testing.T) {
	v := open(t, browser(t), smallPile(), 1280, 800, false)
	first := `document.querySelector('.reports tbody tr:not([hidden]) .src').textContent`
	v.do(chromedp.Click(chromedp.CSS(`th[data-sort="source"] button`)))
	v.is(first + ` === 'a.txt'`)
	v.do(chromedp.Click(chromedp.CSS(`th[data-sort="source"] button`)))
	v.is(first + ` === 'd.txt'`)
	v.is(`location.hash === '#?sort=source-down'`)
	v.do(chromedp.SetValue(chromedp.CSS("#f-outlet"), "Orrin Courier"))
	eval[bool](v, `document.querySelector('#f-outlet').dispatchEvent(new Event('input', {bubbles: true}))`)
	v.is(`document.querySelectorAll('.reports tbody tr:not([hidden])').length === 2`)
	v.is(`document.querySelector('#f-says').textContent === '2 reports of 4'`)
	v.visit("#?show=repeats")
	v.is(`document.querySelectorAll('.reports tbody tr:not([hidden])').length === 2`)
}

// TestPrint: the page prints, with its texts and without its tools.
func TestPrint(t *testing.T) {
	v := open(t, browser(t), manyPile(12, 4), 1280, 800, true)
	pdf, err := chromedp.Run(v.ctx, chromedp.PrintToPDF(chromedp.PDFPrintBackground()))
	if err != nil {
		t.Fatal(err)
	}
	if len(pdf) < 20000 || !strings.HasPrefix(string(pdf), "%PDF-") {
		t.Errorf("%d bytes of PDF", len(pdf))
	}
	if dir := os.Getenv("READOUT_SHOTS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "print.pdf"), pdf, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	v.emulate(emulation.SetEmulatedMediaParams{Media: "print"})
	v.is(`!document.querySelector('.bar').checkVisibility() && document.querySelector('article').checkVisibility()`)
}

// TestWithoutScript: the page reads and links without its script.
func TestWithoutScript(t *testing.T) {
	v := open(t, browser(t), smallPile(), 1280, 800, false)
	if _, err := chromedp.Call(v.ctx, emulation.SetScriptExecutionDisabled,
		emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	v.visit("")
	for _, hidden := range []string{"#search", "#filter", ".tools", "#found", "#help"} {
		if eval[bool](v, `document.querySelector('`+hidden+`').checkVisibility()`) {
			t.Errorf("%s promises something that only the script does", hidden)
		}
	}
	v.shoot("without-script")
}

// TestThousand measures a page of 1,000 reports: its size, when it first
// shows something, and how long a search takes. It fails far above what was
// measured when it was written, so that a slip of an order is seen.
func TestThousand(t *testing.T) {
	v := open(t, browser(t), manyPile(1000, 18), 1280, 900, false)
	size := eval[float64](v, `performance.getEntriesByType('navigation')[0].decodedBodySize / 1e6`)
	paint := eval[float64](v, `performance.getEntriesByName('first-contentful-paint')[0].startTime`)
	ready := eval[float64](v, `performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd`)
	search := func() float64 {
		return eval[float64](v, `(() => { const q = document.querySelector('#q'), t = performance.now(); q.value = q.value ? 'lantern ferry' : 'harbour';
		  document.querySelector('#search').requestSubmit(); return performance.now() - t; })()`)
	}
	first, second := search(), search()
	t.Logf("1,000 reports: %.1f MB, first paint %.0f ms, ready %.0f ms, first search %.0f ms, next %.0f ms", size, paint, ready, first, second)
	if paint > 5000 || ready > 20000 || second > 2000 {
		t.Errorf("too slow: first paint %.0f ms, ready %.0f ms, search %.0f ms", paint, ready, second)
	}
}

// TestAxe runs the accessibility rules of axe-core, which is not part of this
// project: set READOUT_AXE to the path of its axe.min.js.
func TestAxe(t *testing.T) {
	path := os.Getenv("READOUT_AXE")
	if path == "" {
		t.Skip("SKIPPED: READOUT_AXE does not name a copy of axe.min.js")
	}
	axe, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	chrome := browser(t)
	for _, p := range []struct {
		name  string
		pile  *pile
		width int
		dark  bool
	}{{"small", smallPile(), 1280, false}, {"dark", smallPile(), 1280, true}, {"phone", manyPile(20, 3), 390, false}, {"skipped", &pile{skips: smallPile().skips}, 1280, false}} {
		for _, state := range []string{"", "search", "help"} {
			t.Run(p.name+state, func(t *testing.T) {
				v := open(t, chrome, p.pile, p.width, 900, p.dark)
				eval[int](v, `document.querySelectorAll('article, .voice').forEach((el) => { el.style.contentVisibility = 'visible'; });
				  document.querySelectorAll('details').forEach((el) => { el.open = true; }); 0`)
				switch state {
				case "search":
					v.visit("#?q=pilots")
				case "help":
					v.press("?")
				}
				eval[int](v, string(axe)+"; 0")
				found, err := chromedp.Run(v.ctx, chromedp.Evaluate[string](`axe.run().then((r) => r.violations.map((x) =>
				  x.id + ' (' + x.impact + '): ' + x.help + '\n' + x.nodes.slice(0, 3).map((n) => '    ' + n.html.slice(0, 160) + '\n      ' +
				  n.failureSummary.replace(/\s+/g, ' ').slice(0, 200)).join('\n')).join('\n'))`, chromedp.EvalAwaitPromise))
				if err != nil {
					t.Fatal(err)
				}
				if found != "" {
					t.Error(found)
				}
			})
		}
	}
}
