// The list of reports: sorted by any column, narrowed by words, outlet, kind.

const rows = $$('.reports tbody tr').map((el, place) => ({
  el, place,
  order: el.dataset.order,
  outlet: ($('.outlet bdi', el) || { textContent: '' }).textContent,
  title: $('.what', el).firstElementChild.textContent,
  quotes: Number(($('.quotes', el) || { textContent: '' }).textContent) || 0, // not counted: the text is not here
  source: $('.src', el).textContent,
  undated: Boolean($('.when .none', el)),
  repeat: el.dataset.repeat,
  href: ($('.what a[href^="#d-"]:not(.mk a)', el) || { hash: '' }).hash,
}));
const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const sorts = {
  order: (a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0),
  outlet: (a, b) => (a.outlet === '') - (b.outlet === '') || natural.compare(a.outlet, b.outlet),
  title: (a, b) => natural.compare(a.title, b.title),
  quotes: (a, b) => b.quotes - a.quotes,
  source: (a, b) => natural.compare(a.source, b.source),
};
const shows = {
  undated: (row) => row.undated,
  quotes: (row) => row.quotes > 0,
  repeats: (row) => row.repeat !== undefined,
  once: (row) => row.repeat === undefined,
};
const table = $('.reports');
let visible = rows;

function sortList(by, descending) {
  const compare = sorts[by];
  if (!compare) return;
  rows.sort((a, b) => (descending ? compare(b, a) : compare(a, b)) || a.place - b.place);
  table.tBodies[0].append(...rows.map((row) => row.el));
  for (const th of $$('th[data-sort]', table)) {
    if (th.dataset.sort === by) th.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
    else th.removeAttribute('aria-sort');
  }
}

function filterList() {
  const words = fold($('#f-text').value).split(/\s+/).filter(Boolean);
  const outlet = $('#f-outlet').value;
  const show = shows[$('#f-show').value];
  visible = rows.filter((row) => (!outlet || row.outlet === outlet) && (!show || show(row)) &&
    (!words.length || words.every((word) => fold(`${row.title} ${row.source}`).includes(word))));
  const kept = new Set(visible);
  for (const row of rows) row.el.hidden = !kept.has(row);
  $('#f-says').textContent = visible.length === rows.length ? '' :
    visible.length ? `${count(visible.length, 'report', 'reports')} of ${rows.length.toLocaleString('en')}` :
      'No report: clear one of the three.';
}

function showList(state) {
  $('#f-text').value = state.get('has') || '';
  $('#f-outlet').value = state.get('outlet') || '';
  $('#f-show').value = state.get('show') || '';
  const [by, direction] = (state.get('sort') || 'order').split('-');
  if (sorts[by] && ($(`th[data-sort="${by}"]`, table) || {}).ariaSort !== (direction ? 'descending' : 'ascending')) {
    sortList(by, direction === 'down');
  }
  filterList();
}

function listChanged() {
  filterList();
  writeState({ has: $('#f-text').value.trim(), outlet: $('#f-outlet').value, show: $('#f-show').value });
}

if (table) {
  for (const th of $$('th[data-sort]', table)) {
    const button = make('button', { type: 'button', text: th.textContent });
    th.replaceChildren(button);
    button.addEventListener('click', () => {
      const descending = th.getAttribute('aria-sort') === 'ascending';
      const by = th.dataset.sort;
      sortList(by, descending);
      visible = rows.filter((row) => !row.el.hidden);
      writeState({ sort: by === 'order' && !descending ? '' : by + (descending ? '-down' : '') });
    });
  }
  const outlets = [...new Set(rows.map((row) => row.outlet).filter(Boolean))].sort(natural.compare);
  $('#f-outlet').append(...outlets.map((name) => make('option', { text: name })));
  $('#filter').addEventListener('submit', (event) => event.preventDefault());
  for (const el of $$('#filter input, #filter select')) el.addEventListener('input', listChanged);
  for (const a of $$('a[data-outlet]')) {
    a.addEventListener('click', () => {
      $('#f-outlet').value = a.dataset.outlet;
      setTimeout(listChanged); // after the browser has gone to the list
    });
  }
}
