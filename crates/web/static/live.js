// @ts-check
/**
 * Live progress: the server tells how far a job has come. Without scripts the page has a link that looks again.
 *
 * @typedef {{ done: number, total: number | null, words: string, ended: boolean }} Step
 */

/** @param {HTMLElement} box */
function follow(box) {
  const bar = box.querySelector('progress');
  const words = box.querySelector('[data-progress-words]');
  const stream = new EventSource(/** @type {string} */ (box.dataset.events));
  stream.addEventListener('progress', (event) => {
    /** @type {Step} */
    const step = JSON.parse(event.data);
    if (bar && step.total !== null) {
      bar.max = Math.max(step.total, 1);
      bar.value = step.done;
    }
    if (words) words.textContent = step.words;
    if (step.ended) {
      stream.close();
      window.location.reload();
    }
  });
  window.addEventListener('pagehide', () => stream.close());
}

for (const box of document.querySelectorAll('[data-events]')) {
  if (box instanceof HTMLElement) follow(box);
}
