// @ts-check
/**
 * Small kindnesses of forms. Every form works without this file.
 *
 * - the list of what is wrong takes the focus, so that it is read out first;
 * - a form that is under way is not sent a second time by an impatient click;
 * - leaving a page whose form was changed asks first.
 */

/** @param {ParentNode} page */
function focusWhatIsWrong(page) {
  const summary = page.querySelector('[data-focus]');
  if (summary instanceof HTMLElement) summary.focus();
}

/** @param {HTMLFormElement} form */
function sendOnce(form) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
    for (const button of form.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true');
  });
}

/** @param {HTMLFormElement} form */
function guardChanges(form) {
  let changed = false;
  form.addEventListener('input', () => { changed = true; });
  form.addEventListener('submit', () => { changed = false; });
  window.addEventListener('beforeunload', (event) => {
    if (changed) event.preventDefault();
  });
}

focusWhatIsWrong(document);
for (const form of document.querySelectorAll('form')) {
  sendOnce(form);
  if (form.hasAttribute('data-guard')) guardChanges(form);
}

// A page that comes back from the browser's memory may be sent again.
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form')) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll('button')) button.removeAttribute('aria-disabled');
  }
});

for (const button of document.querySelectorAll('[data-print]')) {
  if (!(button instanceof HTMLElement)) continue;
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

for (const toggle of document.querySelectorAll('[data-tick-all]')) {
  if (!(toggle instanceof HTMLElement)) continue;
  toggle.hidden = false;
  toggle.addEventListener('click', () => {
    /** @type {NodeListOf<HTMLInputElement>} */
    const boxes = document.querySelectorAll(`input[type=checkbox][name="${toggle.dataset.tickAll}"]`);
    const all = [...boxes].every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
  });
}
