// Keys, and going to what the address names.

let atRow = null; // the report last gone to, in the list or in the texts
let atQuote = -1;

const calm = matchMedia('(prefers-reduced-motion: reduce)');
function goTo(el, block = 'start') {
  el.scrollIntoView({ block, behavior: calm.matches ? 'auto' : 'instant' });
}

function markOne(selector, el) {
  for (const old of $$(selector)) old.classList.remove('at');
  if (el) el.classList.add('at');
}

// inTexts says whether the reader is among the texts rather than the list.
function inTexts() {
  const section = $('#texts');
  return Boolean(section) && !section.hidden && section.getBoundingClientRect().top < innerHeight / 2;
}

// currentRow is the report at the top of the window, or the one last gone to.
function currentRow() {
  if (!inTexts()) return atRow;
  const line = innerHeight / 3;
  if (atRow && atRow.href) {
    const box = document.getElementById(atRow.href.slice(1)).getBoundingClientRect();
    if (box.top <= line && box.bottom > line) return atRow;
  }
  const articles = $$('article');
  let low = 0;
  let high = articles.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (articles[middle].getBoundingClientRect().bottom > line) high = middle;
    else low = middle + 1;
  }
  return rows.find((row) => row.href === `#${articles[low].id}`);
}

function stepReport(by) {
  if (!$('#found').hidden) { stepFound(by); return; }
  const reading = inTexts();
  const list = reading ? visible.filter((row) => row.href) : visible;
  if (!list.length) return;
  const at = list.indexOf(currentRow());
  const next = list[at < 0 ? 0 : Math.min(list.length - 1, Math.max(0, at + by))];
  if (reading) openReport(next);
  else focusRow(next);
}

// stepFound moves among the results of a search.
function stepFound(by) {
  const links = $$('#found-list h3 a');
  const at = links.findIndex((a) => a.closest('#found-list > li').contains(document.activeElement));
  const next = links[Math.min(links.length - 1, Math.max(0, at + by))];
  if (next) next.focus();
}

function focusRow(row) {
  atRow = row;
  markOne('tr.at', row.el);
  const link = $('a', row.el);
  if (link) link.focus({ preventScroll: true });
  goTo(row.el, 'center');
}

function openReport(row) {
  if (!row || !row.href) return;
  leaveSearch();
  atRow = row;
  const article = document.getElementById(row.href.slice(1));
  markOne('article.at', article);
  history.pushState(null, '', row.href);
  goTo(article);
  $('h3', article).focus({ preventScroll: true });
}

// backToList returns to the report's row, or to the results it came from.
function backToList() {
  const row = currentRow();
  if ($('#q').value.trim() && $('#found').hidden) { searchChanged(); $('#found-h').focus(); return; }
  leaveSearch();
  if (row) {
    if (row.el.hidden) { $('#filter').reset(); listChanged(); }
    focusRow(row);
  } else goTo($('#list'));
}

// stepQuote goes to the next marked sentence from where the reader is.
function stepQuote(by) {
  const quotes = $$('.q[id]');
  if (!quotes.length) { tell('No sentence is marked'); return; }
  leaveSearch();
  const last = quotes[atQuote];
  const box = last && last.getBoundingClientRect();
  const seen = box && box.bottom > 0 && box.top < innerHeight;
  if (!seen) atQuote = nearestQuote(quotes, by);
  else atQuote = Math.min(quotes.length - 1, Math.max(0, atQuote + by));
  const quote = quotes[atQuote];
  markOne('.q.at', null);
  for (const part of $$(`.q[data-q="${CSS.escape(quote.dataset.q)}"]`)) part.classList.add('at');
  atRow = rows.find((row) => row.href === `#${quote.closest('article').id}`) || atRow;
  history.replaceState(null, '', `#${quote.id}`);
  goTo(quote, 'center');
}

// nearestQuote is the first marked sentence after (or the last before) the top
// of the window, in document order. Only the report in view is measured: to
// measure the others would make the browser lay them all out.
function nearestQuote(quotes, by) {
  const row = inTexts() ? currentRow() : null;
  if (!row) return by > 0 ? 0 : quotes.length - 1;
  const article = document.getElementById(row.href.slice(1));
  const next = quotes.findIndex((q) => (article.contains(q) ? q.getBoundingClientRect().top >= 0 :
    article.compareDocumentPosition(q) & Node.DOCUMENT_POSITION_FOLLOWING));
  if (by > 0) return next < 0 ? quotes.length - 1 : next;
  return next < 0 ? quotes.length - 1 : Math.max(0, next - 1);
}

function showHelp() {
  const help = $('#help');
  if (!help.open) help.showModal();
}

function escape() {
  if ($('#q').value || !$('#found').hidden) {
    $('#q').value = '';
    searchChanged();
  }
  if (document.activeElement && document.activeElement.closest('.bar, #filter')) document.activeElement.blur();
  markOne('.q.at', null);
}

const keys = {
  '/': () => { goTo($('.bar'), 'nearest'); $('#q').focus(); $('#q').select(); },
  j: () => stepReport(1),
  k: () => stepReport(-1),
  n: () => stepQuote(1),
  p: () => stepQuote(-1),
  o: () => {
    const link = document.activeElement && document.activeElement.closest('a[href^="#"]');
    if (link && link.closest('main')) link.click();
    else openReport(currentRow());
  },
  u: backToList,
  c: copyHere,
  f: toggleFurniture,
  t: toggleTheme,
  '?': showHelp,
};

addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || $('#help').open) return;
  if (event.key === 'Escape') { escape(); return; }
  if (event.target.closest('input:not([type="checkbox"]), select, textarea')) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
$('#b-help').addEventListener('click', showHelp);

// A link inside the page leads out of the search, and opens what hides its
// target.
function follow() {
  if (location.hash.startsWith('#?')) {
    const state = readState();
    $('#q').value = state.get('q') || '';
    $('#q-said').checked = state.has('said');
    showSearch($('#q').value.trim(), $('#q-said').checked);
    if (table) showList(state);
    return;
  }
  leaveSearch();
  const el = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!el) return;
  for (let up = el.closest('details'); up; up = up.parentElement.closest('details')) up.open = true;
  if (el.closest('.f') && root.dataset.furniture === 'hide') setFurniture(false);
  const article = el.closest('article');
  if (article) {
    atRow = rows.find((row) => row.href === `#${article.id}`) || atRow;
    markOne('article.at', article);
  }
  if (el.hidden && el.matches('tr')) { $('#filter').reset(); filterList(); }
  goTo(el, el.matches('mark, tr, .ev, p') ? 'center' : 'start');
}
addEventListener('hashchange', follow);
addEventListener('popstate', follow);
if (table) {
  table.addEventListener('focusin', (event) => {
    const row = rows.find((r) => r.el === event.target.closest('tr'));
    if (row) { atRow = row; markOne('tr.at', row.el); }
  });
}
if (location.hash) follow();
