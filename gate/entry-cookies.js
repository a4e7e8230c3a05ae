// The whole gate.

import { startCookies } from './banner.js';
import { startCore } from './core.js';
import { tell } from './later.js';
import { useStandIns } from './release.js';
import { startPreferences, startShells } from './shell.js';

// Two gates would ask twice and release twice.
if (customElements.get('samtycke-policy')) console.warn('samtycke: loaded twice; the first one counts.');
else {
  useStandIns(() => import('./embed.js').catch((error) => tell(document, error)));
  startCore();
  startCookies();
  startShells();
  startPreferences();
}
