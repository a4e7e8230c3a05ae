// The gate of a pack without cookies (and of no pack): the elements, nothing to block.

import { startDelivery } from './deliver.js';
import { startElements } from './elements.js';
import { watchWidget } from './load.js';
import { startOnce } from './start.js';

startOnce(() => {
  startElements();
  watchWidget();
  startDelivery();
});
