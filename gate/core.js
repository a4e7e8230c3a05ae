// The gate without an interface: everything that decides.

import { startAnswer } from './answer.js';
import { startApi } from './api.js';
import { startControls } from './controls.js';
import { startDelivery } from './deliver.js';
import { useViews } from './later.js';
import { startRelease } from './release.js';
import { startSignals } from './signals.js';

/** Signals before anything else can run; then blocking, so that nothing optional gets ahead of it. */
export const startCore = () => {
  useViews(() => import('./views.js'));
  startSignals();
  startAnswer();
  startRelease();
  startControls();
  startApi();
  startDelivery();
};
