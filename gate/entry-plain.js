// The gate of a pack without cookies (and of no pack): the elements, nothing to block. A page that has it has them.

import { startDelivery } from './deliver.js';
import { hold } from './hold.js';
import { useViews } from './later.js';
import { watchWidget } from './load.js';
import { send } from './send.js';
import { startShells } from './shell.js';

if (customElements.get('samtycke-policy')) console.warn('samtycke: loaded twice; the first one counts.');
else {
  useViews(async () => ({ hold, send }));
  startShells();
  watchWidget();
  startDelivery();
}
