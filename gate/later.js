// What most visits never need, in files of their own: each is fetched once, when the first wants it.

import { emit } from './events.js';
import { savesData, whenIdle } from './page.js';

/** @import { Views } from './types.d.ts' */

/** @type {() => Promise<Views>} */
let fetchViews;

/** @type {Promise<Views> | undefined} */
let fetched;

/** @param {typeof fetchViews} fetch */
export const useViews = (fetch) => {
  fetchViews = fetch;
};

/** All that holds a view. A failure is tried again the next time. */
export const loadViews = () =>
  (fetched ??= fetchViews().catch((error) => {
    fetched = undefined;
    throw error;
  }));

/** Fetches the preferences once the page has nothing else to do: they are likely to be wanted. */
export const expectPreferences = () => {
  // Who really wants them tries again, and is told then.
  if (!savesData()) whenIdle(() => loadViews().then((views) => /** @type {Required<Views>} */ (views).prefetch(), () => {}));
};

/**
 * Says in the console and by an event that something of ours could not be fetched.
 * @param {EventTarget} target
 * @param {unknown} error
 * @returns {undefined}
 */
export const tell = (target, error) => {
  console.error('samtycke:', error);
  emit(target, 'error', { error });
};
