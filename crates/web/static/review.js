// @ts-check
/**
 * One key a decision. Every button works without this file; keys do nothing while somebody types.
 */

/** @param {KeyboardEvent} event */
function press(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  const at = event.target;
  if (at instanceof HTMLElement && at.matches('input, textarea, select')) return;
  const wanted = event.key.toLowerCase();
  for (const one of document.querySelectorAll('[data-key]')) {
    if (one instanceof HTMLElement && one.dataset.key === wanted) {
      event.preventDefault();
      // Nobody is confirmed unseen: the first press opens a folded candidate.
      const folded = one.closest('details:not([open])');
      if (folded) {
        folded.setAttribute('open', '');
        return;
      }
      one.click();
      return;
    }
  }
}

document.addEventListener('keydown', press);
