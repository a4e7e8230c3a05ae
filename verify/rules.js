// What must hold between the fields of a record, whoever the vendor is. Each rule says what is wrong, or nothing.

import { digestOf, utf8 } from './bytes.js';
import { ACCEPTANCE } from './forms.js';
import { canonical } from './json.js';
import { numberFits } from './numbers.js';

/** @import { Finding } from './types.d.ts' */

/** As Unicode has it, which is not quite what `trim` takes away. @param {string} text */
export const isBlank = (text) => /^\p{White_Space}*$/u.test(text);

/** The first of the rules that is broken. @param {[boolean, string][]} rules */
const broken = (...rules) => rules.find(([held]) => !held)?.[1];

/** @param {any} record @returns {Promise<Finding>} */
export const consistency = async (record) =>
  whereabouts(record.context) ?? (record.schema === ACCEPTANCE ? acceptanceRules(record) : consentRules(record));

/** As browsers write one: a scheme, a host in lower case, perhaps a port. Other hosts than ASCII's come as punycode. */
const ORIGIN = /^[a-z0-9+.-]+:\/\/[a-z0-9._:[\]-]+$/;

/** Does nothing stand twice? @param {unknown[]} items */
const unique = (items) => new Set(items.map((item) => JSON.stringify(item))).size === items.length;

/** @param {{ audience: string, origin: string, page: string }} context */
const whereabouts = ({ audience, origin, page }) => {
  const path = page.startsWith(origin) ? page.slice(origin.length) : undefined;
  return broken(
    [!/[?#]/.test(page), 'page: carries a query or fragment'],
    [!/[?#]/.test(audience), 'audience: carries a query or fragment'],
    [ORIGIN.test(origin), 'origin: is not an origin'],
    [path === '' || path?.startsWith('/') === true, "page: is not on the record's origin"],
  );
};

const BINDING = ['agree', 'reaccept', 'amend_annex'];
const FOLLOWING = ['reaccept', 'amend_annex', 'object', 'withdraw'];

/** @param {any} record */
export const isContract = (record) => record.documents.some((/** @type {any} */ document) => document.act === 'agree');

/** Does it make or change a contract? @param {any} record */
export const isBinding = (record) => BINDING.includes(record.event.type);

/** Does it bind, or say that one was informed? @param {any} record */
export const isYes = (record) => [...BINDING, 'acknowledge'].includes(record.event.type);

/** @param {any} record @returns {Promise<Finding>} */
const acceptanceRules = async (record) => {
  const { event, signatory, parties, documents, statements, prev, annex, retention } = record;
  const { type } = event;
  const [contract, binds, yes] = [isContract(record), BINDING.includes(type), isYes(record)];
  const every = (/** @type {(statement: any) => boolean} */ fits) => statements.every(fits);
  const plain = broken(
    [event.clock === 'client', 'event.clock: must be client'],
    [retention.class === 'agreement', 'retention.class: must be agreement'],
    [!isBlank(signatory.name), 'signatory.name: is empty'],
    [type === 'decline' || signatory.email.includes('@'), 'signatory.email: has no @'],
    [type === 'decline' || parties.length >= 2, 'parties: an agreement needs two'],
    [parties.every((/** @type {any} */ party) => !isBlank(party.name)), 'parties: a name is empty'],
    [every(({ control }) => control === 'checkbox'), 'statements: a control is not a checkbox'],
    [every(({ initial }) => initial === 'unticked'), 'statements: one was not unticked to begin with'],
    [every(({ time }) => time <= event.time), 'statements: one was answered after the event'],
    [documents.length > 0, 'documents: there are none'],
    [unique(documents.map((/** @type {any} */ { id }) => id)), 'documents: one stands twice'],
    [
      documents.every((/** @type {any} */ { shown }) => shown.opened || !shown.reached_end),
      'documents: the end of one was reached that was never opened',
    ],
    [unique(statements.map((/** @type {any} */ { id }) => id)), 'statements: one stands twice'],
    [!yes || statements.length > 0, 'statements: there are none'],
    [!yes || every(({ answer }) => answer), 'statements: one is not ticked'],
    [!yes || event.reason === undefined, 'event.reason: a yes has none'],
    [yes || statements.length === 0, 'statements: they are for a yes'],
    [yes || annex === undefined, 'annex: it is for a yes'],
    [yes || !signatory.authority.attested, 'signatory.authority: it is for a yes'],
    [!(contract && binds) || signatory.authority.attested, 'signatory.authority: is not attested'],
    [!FOLLOWING.includes(type) || prev !== undefined, 'prev: the record that this one follows is not named'],
    [!binds || contract, 'event.type: does not fit what was done with the documents'],
    [type !== 'acknowledge' || !contract, 'event.type: does not fit what was done with the documents'],
    [
      parties.some((/** @type {any} */ party) => party.role !== 'representative'),
      'parties: nobody is controller or processor',
    ],
    [
      !annex || documents.some((/** @type {any} */ { id }) => id === annex.content.document),
      'annex.content.document: is not among the documents',
    ],
  );
  if (plain) return plain;
  // What only the command line can check is told only when nothing fails.
  const numbers = parties.map((/** @type {any} */ party) => numberFits(party.registry));
  const wrong = numbers.find((/** @type {Finding} */ finding) => typeof finding === 'string');
  if (wrong) return wrong;
  if (contract && binds && !(await saidSo(signatory.authority, statements))) {
    return 'signatory.authority: its sentence is not among the statements';
  }
  return (annex && (await annexRules(annex))) ?? numbers.find((/** @type {Finding} */ finding) => finding !== undefined);
};

/** @param {any} authority @param {any[]} statements */
const saidSo = async (authority, statements) => {
  const digests = await Promise.all(statements.map(({ text }) => digestOf(utf8(text))));
  return digests.includes(authority.statement_digest);
};

/** @param {any} annex */
const annexRules = async ({ content, edits, digest }) => {
  const own = (await digestOf(utf8(canonical(content)))) === digest;
  const answers = content.authorisations ?? [];
  const lists = ['subjects', 'categories'].map((name) => {
    const ids = content[name].map((/** @type {any} */ item) => item.id);
    const edited = edits.filter((/** @type {any} */ edit) => edit.list === name);
    return broken(
      [new Set(ids).size === ids.length, 'annex.content: a line stands twice'],
      [content[name].every((/** @type {any} */ item) => !isBlank(item.name)), 'annex.content: a line has no words'],
      [
        new Set(edited.map((/** @type {any} */ edit) => edit.item)).size === edited.length,
        'annex.edits: a line was edited twice',
      ],
      [
        edited.every((/** @type {any} */ edit) => ids.includes(edit.item) === (edit.change === 'added')),
        'annex.edits: one of them is not what was done',
      ],
    );
  });
  return (
    broken(
      [own, 'annex.digest: is not the digest of annex.content'],
      [content.subjects.length > 0, 'annex.content.subjects: is empty'],
      [content.categories.length > 0, 'annex.content.categories: is empty'],
      [
        unique(answers.map((/** @type {any} */ { list, item }) => [list, item])),
        'annex.content.authorisations: one stands twice',
      ],
      [
        answers.every((/** @type {any} */ { answer, reason }) => answer === 'objected' || reason === undefined),
        'annex.content.authorisations: a yes has no reason',
      ],
    ) ?? lists.find((problem) => problem !== undefined)
  );
};

/** By what a visitor can have said yes to something that is allowed after it. */
export const CONSENTING = ['accept_all', 'save', 'withdraw'];

/** @param {any[]} purposes */
const sumOf = (purposes) => {
  const any = (/** @type {string} */ state) => purposes.some((purpose) => purpose.state === state);
  if (any('withdrawn')) return 'consent_withdrawn';
  if (any('given')) return 'consent_given';
  return any('not_objected') && !any('refused') && !any('objected') ? 'notice_acknowledged' : 'consent_refused';
};

/** @param {any} record */
const consentRules = ({ event, banner, purposes, method, retention }) => {
  const only = (/** @type {string[]} */ ...states) => purposes.every((/** @type {any} */ one) => states.includes(one.state));
  const none = (/** @type {string} */ state) => purposes.every((/** @type {any} */ one) => one.state !== state);
  const fits =
    method === 'accept_all' ? only('given', 'not_objected')
    : method === 'reject_all' ? none('not_objected')
    : method === 'acknowledge' ? banner.mode === 'notice' && only('not_objected')
    : true;
  return broken(
    [event.clock === 'client', 'event.clock: must be client'],
    [retention.class === 'consent', 'retention.class: must be consent'],
    [unique(purposes.map((/** @type {any} */ { id, category }) => [id, category])), 'purposes: one stands twice'],
    [
      banner.initial === (banner.mode === 'opt-in' ? 'all off' : 'all on until refused'),
      'banner.initial: does not fit banner.mode',
    ],
    [event.type === sumOf(purposes), "event.type: does not fit the purposes' states"],
    [CONSENTING.includes(method) || none('given'), 'method: it gives no consent, but a purpose is given'],
    [fits, "method: does not fit the purposes' states"],
    [(method === 'gpc') === (banner.layer === 'signal'), 'banner.layer: does not fit the method'],
  );
};
