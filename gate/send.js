// Records: the widget signs and sends what waits.

import { loadWidget, report } from './load.js';
import { wordsFor } from './words.js';

/** @import { Answer } from './types.d.ts' */

/**
 * Each answer and record names its own endpoint.
 * @param {Answer[]} unkept  answers that storage would not take; what still waits is put back
 */
export const send = async (unkept) => {
  const answers = unkept.splice(0);
  try {
    const { widget } = await loadWidget('deliver');
    const run = () => widget.deliver(JSON.stringify(answers), wordsFor);
    // One tab at a time: two would sign the same answer, and the receiver would refuse the second.
    // Where cookies are blocked there may be no locks either.
    const isLockable = await navigator.locks?.query().then(
      () => true,
      () => false,
    );
    const left = await (isLockable ? navigator.locks.request('samtycke', run) : run());
    unkept.push(...JSON.parse(left));
  } catch (error) {
    unkept.push(...answers);
    report(document, error);
  }
};
