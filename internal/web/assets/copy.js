// Copying with a citation: the words as they stand in the report, then where
// they stand.

async function copyText(text, said) {
  try {
    await navigator.clipboard.writeText(text);
  } catch { // no permission, or no such API on a page opened from a file
    const area = make('textarea', { class: 'vh' });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  tell(said);
}

const page = () => location.href.replace(/#.*/, '');

// citation is the words in quotation marks with their source and a link.
function citation(words, speaker, source, id) {
  return `“${words}”${speaker ? ` – ${speaker}` : ''}\n${source}\n${page()}#${id}`;
}

const speakerOf = (key) => {
  const entry = document.getElementById(`q-${key}`);
  return (entry && entry.dataset.speaker) || '';
};

// saidOf is the whole of a statement as marked in its text.
function saidOf(key) {
  return $$(`.q[data-q="${CSS.escape(key)}"]`).map((el) => el.textContent).join(' ').trim();
}

function copyStatement(key) {
  const first = document.getElementById(`s-${key}`);
  const article = first && first.closest('article');
  if (!article) return;
  copyText(citation(saidOf(key), speakerOf(key), article.dataset.citation, `s-${key}`), 'Copied with its citation');
}

// copyHere copies what is selected in a report, else the marked sentence.
function copyHere() {
  const selection = getSelection();
  const words = selection.toString().trim();
  if (words) {
    const node = selection.anchorNode;
    const from = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest('article, .quote');
    if (!from) return;
    const block = (node.parentElement && node.parentElement.closest('.text > p')) || from;
    copyText(citation(words, '', from.dataset.citation, block.id), 'Selection copied with its citation');
    return;
  }
  const at = $('.q.at') || $('.q:target');
  const entry = document.activeElement && document.activeElement.closest('.quote');
  const key = entry ? entry.id.slice(2) : at && at.dataset.q;
  if (key) copyStatement(key);
  else tell('Nothing is marked: press n for the next quotation, or select some words');
}

for (const from of $$('.quote .from')) {
  const button = make('button', { type: 'button', text: 'Copy', title: 'Copy with citation (c)' });
  button.addEventListener('click', () => copyStatement(from.parentElement.id.slice(2)));
  from.append(button);
}
