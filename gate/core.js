// The gate without an interface: everything that decides.

import { startAnswer } from './answer.js';
import { startApi } from './api.js';
import { startControls } from './controls.js';
import { startDelivery } from './deliver.js';
import { watchWidget } from './load.js';
import { startRelease } from './release.js';
import { startSignals } from './signals.js';

/** Signals before anything else can run; then blocking, so that nothing optional gets ahead of it. */
export const startCore = () => {
  startSignals();
  startAnswer();
  startRelease();
  startControls();
  startApi();
  watchWidget();
  startDelivery();
};
