// Banner and re-open control move away from whatever gets the focus under them (WCAG 2.2, 2.4.11), and back again.

import { whatStands } from './place.js';

const edgeSheet = new CSSStyleSheet();
edgeSheet.replaceSync(EDGES);

/**
 * Answers with what looks anew.
 * @param {Event} event  with which the focus came
 */
const startDodge = (event) => {
  addEventListener('focusin', dodge);
  addEventListener('scrollend', dodge, true);
  dodge(event);
  return dodge;
};

export { startDodge };

/**
 * When the browser has scrolled to what has the focus.
 * @param {Event} [event]
 */
const dodge = (event) =>
  requestAnimationFrame(() => {
    const standing = whatStands();
    const focused = deepest(document.activeElement);
    if (!standing?.isConnected || !focused || focused === document.body) return;
    const root = /** @type {ShadowRoot} */ (standing.getRootNode());
    if (root === focused.getRootNode()) return;
    if (!root.adoptedStyleSheets.includes(edgeSheet)) root.adoptedStyleSheets.push(edgeSheet);
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
