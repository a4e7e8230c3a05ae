// Where banner and re-open control stand on the screen: above the page's layers, and never over what has the focus.

import { attempt } from './attempt.js';

/** What stands there now. @type {HTMLElement | undefined} */
let standing;

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

/** Moves away from whatever gets the focus under it (WCAG 2.2, 2.4.11), and back again. */
export const startPlace = () => {
  addEventListener('focusin', dodge);
  addEventListener('scrollend', dodge, true);
};

/**
 * When the browser has scrolled to what has the focus.
 * @param {Event} [event]
 */
const dodge = (event) =>
  requestAnimationFrame(() => {
    const focused = deepest(document.activeElement);
    if (!standing?.isConnected || !focused || focused === document.body) return;
    if (standing.getRootNode() === focused.getRootNode()) return;
    const it = focused.getBoundingClientRect();
    // Its own edge first; if none is free, its own again.
    for (const edge of ['', 'start', 'end', '']) {
      standing.dataset.edge = edge;
      const we = standing.getBoundingClientRect();
      if (it.bottom <= we.top || it.top >= we.bottom || it.right <= we.left || it.left >= we.right) return;
    }
    // In the middle of a low window. Whoever scrolls by hand knows better; so does who clicked into something large.
    const isReached = event?.type === 'focusin' && focused.matches(':focus-visible') && it.height < innerHeight / 2;
    if (isReached) focused.scrollIntoView({ block: 'start', behavior: 'instant' });
  });

/**
 * What has the focus inside shadow roots, too.
 * @param {Element | null} element
 * @returns {Element | null}
 */
const deepest = (element) => {
  const inner = element?.shadowRoot?.activeElement;
  return inner ? deepest(inner) : element;
};
