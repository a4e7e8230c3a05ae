// The whole gate.

import { startCookies } from './banner.js';
import { startElements } from './elements.js';
import { startEmbeds } from './embed.js';
import { startCore } from './core.js';
import { startPreferences } from './preferences.js';

// Two gates would ask twice and release twice.
if (customElements.get('samtycke-policy')) console.warn('samtycke: loaded twice; the first one counts.');
else {
  startEmbeds();
  startCore();
  startCookies();
  startElements();
  startPreferences();
}
