// The script only adds: without it the page reads, links and prints the same.
// It makes every node with textContent, never from markup, so that no report
// can put an element into the page.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

// make builds an element: text children are text.
function make(tag, props, ...children) {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (value === false || value === undefined) continue;
    if (name === 'text') el.textContent = value;
    else el.setAttribute(name, value === true ? '' : value);
  }
  el.append(...children);
  return el;
}

// tell says something for a moment, to eyes and to screen readers.
let telling = 0;
function tell(text) {
  const box = $('#told');
  box.textContent = text;
  clearTimeout(telling);
  telling = setTimeout(() => { box.textContent = ''; }, 4000);
}

const count = (n, one, many) => n === 1 ? `1 ${one}` : `${n.toLocaleString('en')} ${many}`;

// The state of the view lives in the address after "#?", so that a link shows
// the same thing to someone else: "#?q=truce&outlet=…".
function readState() {
  return new URLSearchParams(location.hash.startsWith('#?') ? location.hash.slice(2) : '');
}

// writeState merges changes into the address; an empty value is left out.
// push makes a step that the browser's Back undoes.
function writeState(changes, push) {
  const state = readState();
  for (const [name, value] of Object.entries(changes)) {
    if (value) state.set(name, value);
    else state.delete(name);
  }
  const text = state.toString();
  const url = text ? `#?${text}` : '#top';
  if (location.hash === url || (!text && !location.hash.startsWith('#?'))) return;
  history[push ? 'pushState' : 'replaceState'](null, '', url);
}

for (const el of $$('.scripted')) el.hidden = false;
