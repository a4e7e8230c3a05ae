// <samtycke-policy>

import { packFor, setting } from './config.js';
import { ViewHolder } from './holder.js';
import { optionsFor } from './options.js';
import { present } from './shell.js';

export class PolicyHolder extends ViewHolder {
  options() {
    const { element } = this;
    return { ...optionsFor(element, 'policy'), owns: (/** @type {string} */ id) => ownerOf(element, id) === element };
  }
}

/**
 * The policy that an address of a document opens in: of those with the same pack that are shown the one that names it,
 * or else the first.
 * @param {Element} one
 * @param {string} id
 */
const ownerOf = (one, id) => {
  const all = [...present]
    .filter((element) => element.localName === 'samtycke-policy' && packFor(element) === packFor(one) && element.checkVisibility())
    .sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  return all.find((element) => setting('document', element) === id) ?? all[0];
};
