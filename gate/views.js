// All that holds a view, fetched when the first is wanted.

import { drawAhead, openPreferences } from './dialog.js';
import { renderedFor } from './form.js';
import { KINDS, hold } from './hold.js';
import { watchWidget } from './load.js';
import { PreferencesHolder } from './preferences.js';
import { send } from './send.js';

/** Makes ready what is likely to be asked for. Whether it could be is seen when it is. */
const prefetch = async () => {
  const element = /** @type {HTMLElement | null} */ (document.querySelector('samtycke-cookies'));
  try {
    await (element ? drawAhead(element) : renderedFor(undefined, 'dialog'));
  } catch {}
};

export { hold, openPreferences, prefetch, send };

KINDS['samtycke-preferences'] = PreferencesHolder;
watchWidget();
