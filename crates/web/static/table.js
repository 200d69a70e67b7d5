// @ts-check
/**
 * A line above a long table that narrows its rows down. Without scripts the whole table stands there.
 */

/**
 * Letters without marks, so that "binh chau" finds "Bình Châu".
 * @param {string} text
 */
function plain(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐð]/g, 'd').toLowerCase();
}

/** @param {HTMLTableElement} table */
function addFilter(table) {
  const rows = [...table.tBodies[0].rows].map((row) => ({ row, text: plain(row.textContent ?? '') }));
  if (rows.length < 8) return;
  const box = document.createElement('div');
  box.className = 'field filter';
  const label = document.createElement('label');
  label.className = 'field__label';
  label.textContent = table.dataset.filter ?? '';
  const input = document.createElement('input');
  input.className = 'field__input';
  input.type = 'search';
  input.id = `filter-${Math.random().toString(36).slice(2)}`;
  input.autocomplete = 'off';
  label.htmlFor = input.id;
  const count = document.createElement('p');
  count.className = 'field__hint';
  count.setAttribute('role', 'status');
  box.append(label, input, count);
  table.before(box);
  input.addEventListener('input', () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { row, text } of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) shown += 1;
    }
    count.textContent = words.length ? `${table.dataset.filterCount ?? ''} ${shown}/${rows.length}` : '';
  });
}

for (const table of document.querySelectorAll('table[data-filter]')) {
  if (table instanceof HTMLTableElement) addFilter(table);
}
