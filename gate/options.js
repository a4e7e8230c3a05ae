// What every view is told when it is mounted.

import { warn } from './causes.js';
import { endpointFor, languagesFor, packFor, setting, urlSetting } from './config.js';
import { emit } from './events.js';
import { expectPiece, loadPiece } from './load.js';
import { wordsFor } from './words.js';

/** @import { MountOptions } from './types.d.ts' */

/**
 * @param {Element} element
 * @param {MountOptions['view']} view
 * @returns {MountOptions}
 */
export const optionsFor = (element, view) => ({
  view,
  pack: packFor(element),
  // Frameworks keep `key` for themselves.
  key: setting('pack-key', element) || setting('key', element),
  endpoint: endpointFor(element),
  languages: languagesFor(element),
  document: setting('document', element),
  memory: setting('memory', element),
  role: setting('pack-role', element),
  prefill: setting('prefill', element),
  prior: setting('accepted', element),
  lookup: urlSetting('lookup', element),
  passkey: setting('passkey', element),
  name: setting('name', element),
  words: wordsFor,
  emit: (name, detail) => {
    if (name === 'error') warn(detail);
    emit(element, name, detail);
  },
  piece: (name, isChance) => (isChance ? expectPiece(name) : loadPiece(element, name)),
});
