// For Vue 3.3 and later.

import { onMounted, onUnmounted, shallowRef } from 'vue';
import { subscribe } from './index.js';

/** @import { ConsentChange } from './index.d.ts' */

/** What is allowed now; `undefined` until the embed has run, and on a server. */
export const useConsent = () => {
  const consent = shallowRef(/** @type {ConsentChange | undefined} */ (undefined));
  let end = () => {};
  onMounted(() => (end = subscribe((now) => (consent.value = now))));
  onUnmounted(() => end());
  return consent;
};
