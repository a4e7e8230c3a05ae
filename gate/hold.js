// What the elements do once one is on the page: each has a holder, which mounts a view in it.

import { AgreementHolder } from './agreement.js';
import { PolicyHolder } from './policy.js';

/** @import { Views } from './types.d.ts' */

/** By the element's name. @type {Record<string, new (...given: Parameters<Views['hold']>) => ReturnType<Views['hold']>>} */
export const KINDS = { 'samtycke-policy': PolicyHolder, 'samtycke-agreement': AgreementHolder };

/** @type {Views['hold']} */
export const hold = (element, place, internals) => new KINDS[element.localName](element, place, internals);
