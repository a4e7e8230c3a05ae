// What is checked, in the order of `samtycke verify`, and the three ways a check can end.

import { NoCrypto } from './bytes.js';
import { NoEd25519 } from './keys.js';

/** @import { Check, CheckName, Finding, Reason, Unmade } from './types.d.ts' */

export const CHECKS = /** @type {const} */ ([
  'envelope', 'type', 'key', 'thumbprint', 'signature', 'canonical', 'schema', 'consistency', 'audience', 'origin', 'pack',
  'role', 'documents', 'statements', 'annex', 'terms', 'banner', 'purposes', 'prev', 'nonce', 'confirmation',
  'receipt-form', 'receipt-signature', 'receipt-match', 'log',
]);

/** @param {Reason} reason @param {string} why @returns {Unmade} */
export const unmade = (reason, why) => ({ reason, why });

/** @param {CheckName} check @param {string} why @returns {Check} */
export const pass = (check, why) => ({ check, outcome: 'pass', why });

/** @param {CheckName} check @param {string} why @returns {Check} */
export const fail = (check, why) => ({ check, outcome: 'fail', why });

/** @param {CheckName} check @param {Unmade} unmade @returns {Check} */
export const skip = (check, { reason, why }) => ({ check, outcome: 'not checked', why, reason });

/**
 * Makes a check. What the browser can't compute is not checked.
 * @param {CheckName} check
 * @param {string} held  the reason when it holds
 * @param {() => Finding | Promise<Finding>} find
 * @returns {Promise<Check>}
 */
export const checked = async (check, held, find) => {
  try {
    const finding = await find();
    if (finding === undefined) return pass(check, held);
    return typeof finding === 'string' ? fail(check, finding) : skip(check, finding);
  } catch (error) {
    return skip(check, lacking(error));
  }
};

/** Why something could not be computed. What is no lack of the browser's is thrown on. @param {unknown} error */
export const lacking = (error) => {
  if (error instanceof NoCrypto) return unmade('no-crypto', 'this browser has no WebCrypto here: use a current one, over https');
  if (error instanceof NoEd25519) return unmade('no-ed25519', 'this browser has no Ed25519: use another one, or samtycke verify');
  throw error;
};
