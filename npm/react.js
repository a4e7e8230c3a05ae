// For React 18 and later.

import { useEffect, useState } from 'react';
import { subscribe } from './index.js';

/** @import { ConsentChange } from './index.d.ts' */

/** What is allowed now; `undefined` until the embed has run, and on a server. */
export const useConsent = () => {
  const [consent, setConsent] = useState(/** @type {ConsentChange | undefined} */ (undefined));
  useEffect(() => subscribe(setConsent), []);
  return consent;
};
