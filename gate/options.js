// What every view is told when it is mounted.

import { endpointFor, languagesFor, packFor } from './config.js';
import { emit } from './events.js';

/** @import { MountOptions } from './types.d.ts' */

/**
 * @param {Element} element
 * @param {MountOptions['view']} view
 * @returns {MountOptions}
 */
export const optionsFor = (element, view) => ({
  view,
  pack: packFor(element),
  endpoint: endpointFor(element),
  languages: languagesFor(element),
  document: element.getAttribute('document') ?? '',
  role: element.getAttribute('role') ?? '',
  prefill: element.getAttribute('prefill') ?? '',
  emit: (name, detail) => emit(element, name, detail),
});
