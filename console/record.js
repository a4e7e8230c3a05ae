// One record: checked again in this browser by the verifier that customers have, with what was accepted.

import { make } from '../verify/dom.js';
import { printButton } from '../verify/frame.js';
import { reportOf } from '../verify/report.js';
import { utf8 } from '../verify/bytes.js';
import { verify } from '../verify/verify.js';
import { bytes, get, post, Problem, save } from './api.js';
import { dayOf, hash } from './page.js';

/** @import { Words } from './words.js' */
/** @import { Scene } from './start.js' */

/** @param {Scene} scene @param {string} id */
export const recordView = async ({ words, report: reportWords, may, signal, guard, redraw }, id) => {
  const back = make('p', {}, make('a', { href: hash('records') }, `← ${words.record.back}`));
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
      asking('hold', words, (reason) => guard(() => post('api/holds', { subject: 'record', value: id, reason }).then(redraw))),
      asking('erase', words, (reason) => guard(() => post(`api/records/${encodeURIComponent(id)}/erase`, { reason }).then(redraw))),
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

/** An act that needs a reason and a second thought. @param {'hold' | 'erase'} name @param {Words} words @param {(reason: string) => void} act */
const asking = (name, words, act) => {
  const [label, question] = [words.record[name], words.record[`${name}Ask`]];
  const id = `why-${name}`;
  const reason = /** @type {HTMLTextAreaElement} */ (make('textarea', { id, rows: '2', required: true, 'aria-describedby': `${id}-help` }));
  const dialog = /** @type {HTMLDialogElement} */ (
    make(
      'dialog', { 'aria-label': label },
      make(
        'form', {
          method: 'dialog',
          onsubmit: () => act(reason.value.trim()),
        },
        make('h2', {}, label),
        make('p', {}, question),
        make('p', { class: 'field' }, make('label', { for: id }, words.record.reason), reason, make('small', { id: `${id}-help` }, words.record.reasonHelp)),
        make(
          'p', { class: 'acts' },
          make('button', { class: 'primary' }, label),
          make('button', { type: 'button', onclick: () => dialog.close() }, words.record.cancel),
        ),
      ),
    ));
  return make('div', {}, make('button', { type: 'button', onclick: () => dialog.showModal() }, label), dialog);
};
