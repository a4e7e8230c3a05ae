// One record: checked again in this browser by the verifier that customers have, with what was accepted.

import { directionOf } from '../verify/choose.js';
import { make } from '../verify/dom.js';
import { printButton, reportOf } from '../verify/report.js';
import { utf8 } from '../verify/bytes.js';
import { verify } from '../verify/verify.js';
import { bytes, get, post, Problem, save } from './api.js';
import { asking, reasonField } from './dialog.js';
import { dayOf, hash, held } from './page.js';

/** @import { Scene } from './start.js' */

/** @param {Scene} scene @param {string} id */
export const recordView = async ({ words, report: reportWords, may, signal, redraw }, id) => {
  const back = make('p', {}, make('a', { href: hash('records') }, `${directionOf(words) === 'rtl' ? '→' : '←'} ${words.record.back}`));
  /** @type {any} */
  let found;
  try {
    found = await get(`api/records/${encodeURIComponent(id)}`, {}, signal);
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 404) return [back, make('h1', { tabindex: '-1' }, words.record.gone)];
    throw problem;
  }
  // Who says no need not say who they are: then the vendor stands alone.
  const [customer, vendor] = found.record?.parties ?? [];
  const heading = make('h1', { tabindex: '-1' }, found.erased ? words.erased : vendor ? customer.name : id);
  const holds = found.hold ? [make('p', { class: 'notice' }, words.record.held.replace('{x}', found.hold.reason))] : [];
  if (found.erased) {
    const when = found.erased_at ? dayOf(found.erased_at, words) : '–';
    return [
      back, heading, make('p', { class: 'notice' }, words.record.erased.replace('{x}', when)), ...holds,
      make('p', { class: 'acts' }, saving(words.record.saveReceipt, withProof(found), `receipt-${id}.jws`)),
    ];
  }
  const withReason = (/** @type {string} */ label, /** @type {string} */ question, /** @type {(reason: string) => Promise<unknown>} */ act) =>
    asking({ label, question, fields: [reasonField(words)], act: async (form) => void (await act(held(form).reason ?? '')), done: redraw }, words);
  const report = await verify(await evidenceFor(found));
  return [
    back, heading, ...holds,
    make(
      'p', { class: 'acts' },
      saving(words.record.save, withConfirmation(found), `record-${id}.jws`),
      saving(words.record.saveReceipt, withProof(found), `receipt-${id}.jws`),
      printButton(reportWords),
    ),
    make('p', { class: 'quiet' }, words.record.checkedHere),
    ...reportOf(report, reportWords),
    ...(!may('officer') ? [] : [make(
      'section', { class: 'acts' },
      withReason(words.record.hold, words.record.holdAsk, (reason) => post('api/holds', { subject: 'record', value: id, reason })),
      withReason(words.record.erase, words.record.eraseAsk, (reason) => post(`api/records/${encodeURIComponent(id)}/erase`, { reason })),
    )]),
  ];
};

/** @param {any} found */
const withConfirmation = ({ jws, confirmation }) => (confirmation ? `${jws}~${confirmation}` : jws);

/** @param {any} found */
const withProof = ({ receipt_jws: receipt, proof }) => (proof ? `${receipt}~${proof}` : receipt);

/** Everything that the verifier may ask for. @param {any} found */
const evidenceFor = async (found) => {
  const [keys, manifest, ...texts] = await Promise.all([
    bytes('.well-known/jwks.json'),
    bytes(`api/packs/${hex(found.record.offer.pack)}`),
    ...(found.record.documents ?? [found.record.notice]).map((/** @type {any} */ { sha256 }) => bytes(`api/texts/${hex(sha256)}`)),
  ]);
  return {
    record: utf8(withConfirmation(found)),
    receipt: utf8(withProof(found)),
    ...(keys && { keys }),
    manifests: manifest ? [manifest] : [],
    documents: texts.filter((text) => text !== undefined),
  };
};

/** @param {string} digest */
const hex = (digest) => digest.replace(/^sha256:/, '');

/** @param {string} label @param {string} text @param {string} name */
const saving = (label, text, name) =>
  make('button', { type: 'button', onclick: () => save(new Blob([text], { type: 'application/jose' }), name) }, label);
