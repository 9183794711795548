// Search over the texts and the list. Nothing is read until the first search;
// then the words of every block are kept, folded character for character, so
// that a place in the folded text is the same place in the report.

const folds = new Map();
function foldCharacter(c) {
  let f = folds.get(c);
  if (f === undefined) {
    f = { '\u2018': "'", '\u2019': "'", '\u201c': '"', '\u201d': '"', '\u2013': '-', '\u2014': '-', '\u00a0': ' ', '\u202f': ' ' }[c];
    if (f === undefined) {
      const plain = c.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
      f = plain.length === 1 ? plain : c;
    }
    folds.set(c, f);
  }
  return f;
}
// fold lowers case and drops accents, keeping the length in UTF-16 units.
function fold(s) {
  const lower = s.replace(/[A-Z]+/g, (run) => run.toLowerCase());
  return lower.replace(/[^\x00-\x7f]/g, foldCharacter).replace(/[\n\t]/g, ' ');
}

const shownReports = 100;
const shownPlaces = 5;
const around = 70;
let texts = null;

// readTexts gathers the blocks of each report, in the order of the list.
function readTexts() {
  if (texts) return texts;
  const byHref = new Map(rows.map((row) => [row.href, row]));
  texts = $$('article').map((article) => {
    const row = byHref.get(`#${article.id}`);
    byHref.delete(`#${article.id}`);
    const blocks = $$('.text > p', article).map((el) => ({
      el, text: el.textContent, folded: fold(el.textContent),
      said: $$('.q', el).map((q) => fold(q.textContent)),
    }));
    return { article, row, head: fold(`${row.title} ${row.outlet} ${row.source}`), blocks };
  });
  for (const row of rows) { // listed, but their text is not on the page
    if (!row.href) texts.push({ row, head: fold(`${row.title} ${row.outlet} ${row.source}`), blocks: [] });
  }
  return texts;
}

// parseQuery reads words, "phrases" and -exclusions.
function parseQuery(q) {
  const query = { want: [], not: [] };
  for (const m of fold(q).matchAll(/(-?)(?:"([^"]*)"?|(\S+))/g)) {
    const term = (m[2] === undefined ? m[3] : m[2]).trim();
    if (term && term !== '-') (m[1] ? query.not : query.want).push(term);
  }
  return query;
}

// search finds the reports that hold every term, each with its places.
function search(q, saidOnly) {
  const { want, not } = parseQuery(q);
  if (!want.length) return null;
  const found = [];
  for (const report of readTexts()) {
    const pool = saidOnly ? report.blocks.flatMap((b) => b.said) : [report.head, ...report.blocks.map((b) => b.folded)];
    const holds = (term) => pool.some((text) => text.includes(term));
    if (!want.every(holds) || not.some(holds)) continue;
    const places = report.blocks.filter((b) => {
      const texts = saidOnly ? b.said : [b.folded];
      return want.some((term) => texts.some((text) => text.includes(term)));
    });
    found.push({ report, places });
  }
  return { want, found };
}

// spans finds the terms in a folded text, left to right, without overlap.
function spans(folded, terms) {
  const all = [];
  for (const term of terms) {
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) all.push([at, at + term.length]);
  }
  all.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let end = 0;
  return all.filter(([from, to]) => from >= end && (end = to, true));
}

// snippet is a block's words around its first place, with the terms marked.
function snippet(block, terms) {
  const hits = spans(block.folded, terms);
  const first = hits.length ? hits[0][0] : 0;
  let from = Math.max(0, first - around);
  if (from > 0) from = Math.min(first, Math.max(from, block.text.indexOf(' ', from) + 1));
  let to = Math.min(block.text.length, first + 3 * around);
  const cut = block.text.lastIndexOf(' ', to);
  if (to < block.text.length && cut > first + around) to = cut;
  const out = [];
  if (from > 0) out.push('… ');
  let at = from;
  for (const [start, end] of hits) {
    if (start < at || end > to) continue;
    out.push(block.text.slice(at, start), make('mark', { text: block.text.slice(start, end) }));
    at = end;
  }
  out.push(block.text.slice(at, to));
  if (to < block.text.length) out.push(' …');
  return out;
}

// whose says what a block is where it is not plain text of the report: its role,
// or who speaks in it.
function whose(block) {
  const notes = block.el.nextElementSibling;
  if (notes && notes.matches('.notes')) return make('span', { class: 'mk', text: $$('li', notes).map((li) => li.textContent).join(', ') });
  const role = [...block.el.classList].find((name) => name.startsWith('r-'));
  return role ? make('span', { class: 'mk', text: role.slice(2).replace(/-/g, ' ') }) : '';
}

function resultItem({ report, places }, terms) {
  const { row, article } = report;
  const item = make('li');
  const title = article ? make('a', { href: `#${article.id}`, text: row.title }) : make('span', { text: row.title });
  item.append(
    make('span', { class: 'kicker', text: [row.outlet || 'outlet not known', $('.when', row.el).textContent.trim()].join(' · ') }),
    make('h3', { dir: 'auto' }, title));
  const list = make('ol');
  for (const block of places.slice(0, shownPlaces)) {
    const link = make('a', { href: `#${block.el.id}` }, ...snippet(block, terms));
    list.append(make('li', { dir: 'auto', class: block.el.classList.contains('f') && 'dim' }, link, whose(block)));
  }
  if (places.length) item.append(list);
  if (places.length > shownPlaces) {
    item.append(make('p', { class: 'mk', text: `${count(places.length - shownPlaces, 'more paragraph', 'more paragraphs')} in this report` }));
  }
  if (!article) item.append(make('p', { class: 'mk', text: 'its text is not on this page' }));
  return item;
}

// light marks the terms in the texts without touching their nodes.
function light(result) {
  if (!CSS.highlights) return;
  CSS.highlights.delete('hit');
  if (!result) return;
  const ranges = [];
  for (const { places } of result.found) {
    for (const block of places) {
      if (ranges.length > 5000) break;
      ranges.push(...rangesIn(block, spans(block.folded, result.want)));
    }
  }
  CSS.highlights.set('hit', new Highlight(...ranges));
}

function rangesIn(block, hits) {
  const walker = document.createTreeWalker(block.el, NodeFilter.SHOW_TEXT);
  const nodes = [];
  for (let at = 0, node = walker.nextNode(); node; at += node.length, node = walker.nextNode()) nodes.push([at, node]);
  const place = (offset) => {
    let k = nodes.length - 1;
    while (k > 0 && nodes[k][0] > offset) k--;
    return [nodes[k][1], offset - nodes[k][0]];
  };
  return hits.map(([from, to]) => {
    const range = document.createRange();
    range.setStart(...place(from));
    range.setEnd(...place(to));
    return range;
  });
}

// showSearch shows the results in place of the page, or the page again.
function showSearch(q, saidOnly) {
  const result = q ? search(q, saidOnly) : null;
  light(result);
  $('#found').hidden = !result;
  for (const part of $$('main > section:not(#found)')) part.hidden = Boolean(result);
  if (!result) return;
  const reports = result.found.length;
  const places = result.found.reduce((n, f) => n + f.places.length, 0);
  $('#found-h').textContent = `Search: ${q}`;
  $('#found-says').textContent = reports === 0 ?
    `Nothing has all of these words${saidOnly ? ' in a quotation' : ''}. Leave one out${saidOnly ? ', or search the whole text' : ''}.` :
    `${count(reports, 'report', 'reports')}, ${count(places, 'paragraph', 'paragraphs')}` +
    (reports > shownReports ? `; the first ${shownReports} reports are shown: add a word to narrow it` : '') + '.';
  const unread = texts.filter((report) => !report.article).length;
  if (unread) {
    $('#found-says').textContent += saidOnly ? ` ${count(unread, 'report', 'reports')} could not be searched: the texts are not on this page.` :
      ` Of ${count(unread, 'report', 'reports')} only title, outlet and source were searched: the texts are not on this page.`;
  }
  $('#found-list').replaceChildren(...result.found.slice(0, shownReports).map((f) => resultItem(f, result.want)));
}

function searchChanged() {
  const q = $('#q').value.trim();
  const saidOnly = $('#q-said').checked;
  showSearch(q, saidOnly);
  writeState({ q, said: q && saidOnly ? '1' : '' }, q && !readState().get('q'));
}

// leaveSearch shows the page again; the marks in the texts stay.
function leaveSearch() {
  $('#found').hidden = true;
  for (const part of $$('main > section:not(#found)')) part.hidden = false;
}

let waiting = 0;
$('#q').addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(searchChanged, 120);
});
$('#q-said').addEventListener('input', searchChanged);
$('#search').addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  searchChanged();
  const first = $('#found-list a');
  if (first) first.focus();
});
if (!$('.q')) $('#q-said').parentElement.hidden = true;
