// The whole gate: blocking comes first, so that nothing optional gets ahead of it.

import { startApi } from './api.js';
import { startCookies } from './banner.js';
import { startDelivery } from './deliver.js';
import { startElements } from './elements.js';
import { watchWidget } from './load.js';
import { startRelease } from './release.js';

// Two gates would ask twice and release twice.
if (customElements.get('samtycke-policy')) console.warn('samtycke: loaded twice; the first one counts.');
else {
  startRelease();
  startCookies();
  startElements();
  startApi();
  watchWidget();
  startDelivery();
}
