// Moments in the page's life.

/**
 * Runs when the document is parsed; at once when it is.
 * @param {() => void} run
 */
export const whenParsed = (run) => {
  if (isParsing()) document.addEventListener('DOMContentLoaded', run);
  else run();
};

export const isParsing = () => document.readyState === 'loading';

/**
 * Runs whenever something was added or removed, before the browser paints it.
 * @param {() => void} run
 * @param {Node} [where]  the observer sees no shadow roots inside
 */
export const onMutation = (run, where = document) =>
  new MutationObserver(run).observe(where, { childList: true, subtree: true });

/** Resolves in a task after the next paint: what a click changed is on the screen by then. Nothing is painted in the background. */
export const painted = () =>
  new Promise((resolve) => {
    if (document.hidden) setTimeout(resolve);
    else requestAnimationFrame(() => setTimeout(resolve));
  });

/** A page that is never idle still delivers. Milliseconds. */
const PATIENCE = 1000;

/**
 * Runs when the page is loaded and has nothing else to do.
 * @param {() => void} run
 */
export const whenIdle = (run) => {
  const wait = () => (window.requestIdleCallback ?? setTimeout)(run, /** @type {any} */ ({ timeout: PATIENCE }));
  if (document.readyState === 'complete') wait();
  else addEventListener('load', wait);
};
