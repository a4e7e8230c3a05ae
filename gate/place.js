// Where banner and re-open control stand on the screen: above the page's layers, and never over what has the focus.

import { attempt } from './attempt.js';
import { tell } from './later.js';

/** What stands there now. @type {HTMLElement | undefined} */
let standing;

/** @type {() => void} */
let dodge = () => {};

/**
 * Into the top layer: no `z-index` of the page's is above it, no `transform` of its body moves it.
 * @param {HTMLElement} element
 */
export const place = (element) => {
  standing = element;
  // It may stand there already, its element may be off the page, the browser may not know popovers.
  attempt(() => element.showPopover());
  dodge();
};

export const whatStands = () => standing;

/** How it gets out of the way is fetched when something else gets the focus. */
export const startPlace = () => addEventListener('focusin', onFocus);

/** @param {Event} event */
const onFocus = (event) => {
  if (/** @type {Element} */ (event.target).localName === 'samtycke-cookies') return;
  removeEventListener('focusin', onFocus);
  import('./dodge.js').then(
    ({ startDodge }) => {
      dodge = startDodge(event);
    },
    (error) => tell(document, error),
  );
};
