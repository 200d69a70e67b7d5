// @ts-check
/**
 * Finding one of many: the list under the line follows the typing. Without scripts the button asks for it.
 */

const PAUSE_MS = 200;

/** @param {HTMLElement} box */
function follow(box) {
  const line = box.querySelector('input[type=search]');
  const button = box.querySelector('button[name=find]');
  const found = box.querySelector('[data-found]');
  if (!(line instanceof HTMLInputElement && button instanceof HTMLButtonElement && found)) return;
  // The first button that sends a form is the one Enter presses: let that be the one that saves.
  button.type = 'button';
  let waits = 0;
  let asked = new XMLHttpRequest();

  function look() {
    const chosen = box.querySelector('input[type=radio]:checked');
    const address = new URL(/** @type {string} */ (box.dataset.finder), window.location.href);
    address.searchParams.set('q', /** @type {HTMLInputElement} */ (line).value);
    if (chosen instanceof HTMLInputElement) address.searchParams.set('keep', chosen.value);
    const day = box.dataset.finderDay && document.getElementsByName(box.dataset.finderDay)[0];
    if (day instanceof HTMLInputElement) address.searchParams.set('day', day.value);
    // A slow answer to an older question is not shown over a newer one.
    asked.abort();
    asked = new XMLHttpRequest();
    asked.open('GET', address);
    // Parsed by the browser as a page of its own, whose scripts never run: no text becomes markup in this page.
    asked.responseType = 'document';
    asked.addEventListener('load', ({ target }) => {
      const { status, response } = /** @type {XMLHttpRequest} */ (target);
      if (status === 200 && response && found) found.replaceChildren(...response.body.childNodes);
    });
    asked.send();
  }

  line.addEventListener('input', () => {
    clearTimeout(waits);
    waits = setTimeout(look, PAUSE_MS);
  });
  line.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    clearTimeout(waits);
    look();
  });
  button.addEventListener('click', look);
}

for (const box of document.querySelectorAll('[data-finder]')) {
  if (box instanceof HTMLElement) follow(box);
}
