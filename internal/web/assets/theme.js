// Light or dark, furniture or none: remembered where the browser allows it.

const root = document.documentElement;

function remember(name, value) {
  try { localStorage.setItem(name, value); } catch { /* a page opened from a file may have no storage */ }
}
function recall(name) {
  try { return localStorage.getItem(name); } catch { return null; }
}

function isDark() {
  const theme = root.dataset.theme;
  return theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}
function showTheme() { $('#b-theme').textContent = isDark() ? 'Light' : 'Dark'; }
function setTheme(theme) {
  root.dataset.theme = theme;
  remember('readout-theme', theme);
  showTheme();
}
const toggleTheme = () => setTheme(isDark() ? 'light' : 'dark');

function setFurniture(hidden) {
  if (hidden) root.dataset.furniture = 'hide';
  else delete root.dataset.furniture;
  $('#b-furniture').setAttribute('aria-pressed', hidden);
  remember('readout-furniture', hidden ? 'hide' : '');
}
const toggleFurniture = () => {
  setFurniture(root.dataset.furniture !== 'hide');
  tell(root.dataset.furniture === 'hide' ? 'Furniture hidden' : 'Furniture shown');
};

const theme = recall('readout-theme');
if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
showTheme();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', showTheme);
if (recall('readout-furniture') === 'hide') setFurniture(true);
$('#b-theme').addEventListener('click', toggleTheme);
$('#b-furniture').addEventListener('click', toggleFurniture);
