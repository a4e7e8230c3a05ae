// The file that verifies itself: what is inside is checked, and shown, as soon as it is opened.

import { make } from './dom.js';
import { framed } from './frame.js';
import { evidenceOf, unpack } from './recognise.js';
import { printButton, reportOf } from './report.js';
import { verify } from './verify.js';

/** @import { Report } from './types.d.ts' */

/** @type {Report | undefined} */
let report;

const redraw = framed((words) => [
  make('h1', {}, words.title),
  ...(report ? [make('p', { class: 'quiet' }, words.stays), ...reportOf(report, words), printButton(words)] : [make('p', { role: 'status' }, words.checking)]),
]);

const begin = async () => {
  const evidence = evidenceOf(unpack(document.querySelector('#evidence')?.textContent ?? '{}'));
  report = await verify(evidence ?? { record: new Uint8Array() });
  redraw();
};

begin();
