// The gate of a pack without cookies (and of no pack): the elements, nothing to block.

import { startDelivery } from './deliver.js';
import { startElements } from './elements.js';
import { watchWidget } from './load.js';

if (customElements.get('samtycke-policy')) console.warn('samtycke: loaded twice; the first one counts.');
else {
  startElements();
  watchWidget();
  startDelivery();
}
