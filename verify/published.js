// Does a record say of a pack what the vendor published? For acceptances; `published-cookies.js` has the other kind.

import { digestOf, utf8 } from './bytes.js';
import { checked } from './checks.js';
import { ACCEPTANCE } from './forms.js';
import { canonical } from './json.js';
import { annexAsPublished } from './published-annex.js';
import { cookieChecks } from './published-cookies.js';
import { inLanguage, textsFit } from './published-text.js';
import { isYes } from './rules.js';

/** @import { Check, Text } from './types.d.ts' */

/**
 * The checks that take the manifest that the record names.
 * @param {any} record @param {any} manifest @param {Text[]} texts
 * @returns {Promise<Check[]>}
 */
export const publishedChecks = async (record, manifest, texts) => {
  if (record.schema !== ACCEPTANCE) return cookieChecks(record, manifest, texts);
  const role = manifest.roles.find((/** @type {any} */ one) => one.id === record.role);
  if (!role) return [await checked('role', '', () => `the pack has no role ${JSON.stringify(record.role)}`)];
  const read = texts.length ? `; the texts of ${texts.length} of them were read` : '; no texts were given';
  return [
    await checked('role', `role ${role.id}, between its two parties`, () => roleFits(record, manifest, role)),
    await checked(
      'documents',
      `every document of the role, in its published bytes${read}`,
      () => documentsFit(record, manifest, role) ?? textsFit(record.documents, manifest, texts),
    ),
    await checked('statements', 'the published sentences and button', () => statementsFit(record, manifest, role)),
    await checked('annex', 'the annex follows from the published one by its edits', () => annexAsPublished(record, manifest, role)),
    await checked('terms', 'law, venue and notice channels as published', () => termsFit(record, manifest)),
  ];
};

/** What all of it was shown in. @param {any} record @returns {string} */
const languageOf = ({ statements, documents }) => (statements[0] ?? documents[0])?.language ?? '';

/** @param {any} record @param {any} manifest @param {any} role */
const roleFits = ({ event, parties }, { vendor }, role) => {
  const { type } = event;
  const contract = role.documents.some((/** @type {any} */ entry) => entry.act === 'agree');
  if (type !== 'decline' && contract === (type === 'acknowledge')) return `${type} is not what role ${role.id} does`;
  const isVendor = (/** @type {any} */ party) =>
    party.role === role.vendor &&
    party.name === vendor.name &&
    canonical(party.registry) === canonical(vendor.registry) &&
    party.address === vendor.address &&
    party.country === vendor.country &&
    party.contact === vendor.email;
  const vendors = parties.filter(isVendor);
  const customers = parties.filter((/** @type {any} */ party) => !isVendor(party));
  if (vendors.length === 0) return `${vendor.name} is not among the parties as ${role.vendor}`;
  if (vendors.length === 1 && customers.length === 0 && type === 'decline') return undefined;
  if (vendors.length !== 1 || customers.length !== 1) return `${parties.length} parties instead of two`;
  const [customer] = customers;
  if (customer.role !== role.party) return `nobody is ${role.party}`;
  const { scheme, id } = customer.registry;
  // Greece writes EL before its VAT numbers, and Northern Ireland XI.
  const prefix = (scheme === 'EU-VAT' ? id : scheme).slice(0, 2);
  const country = { EL: 'GR', XI: 'GB' }[/** @type {string} */ (prefix)] ?? prefix;
  return customer.country === country ? undefined : `${customer.country} is not the country of the registration number`;
};

/** @param {any} record @param {any} manifest @param {any} role */
const documentsFit = (record, manifest, role) => {
  if (record.documents.length !== role.documents.length) {
    return `the record has ${record.documents.length} documents, role ${role.id} has ${role.documents.length}`;
  }
  for (const [index, expected] of role.documents.entries()) {
    const problem = documentFits(record.documents[index], expected, record, manifest, role);
    if (problem) return problem;
  }
  return undefined;
};

/** @param {any} found @param {any} expected @param {any} record @param {any} manifest @param {any} role */
const documentFits = (found, expected, record, manifest, role) => {
  const { id } = expected;
  if (found.id !== id || found.act !== expected.act) return `${found.id} (${found.act}) stands where ${id} belongs`;
  if (found.language !== languageOf(record)) return `${id} is in another language than the rest`;
  const entry = manifest.documents.find((/** @type {any} */ one) => one.id === id);
  if (!entry) return `${id} is not in the pack`;
  // One objects to what is announced, and to what is in force already.
  const announced =
    record.event.type === 'object' && entry.upcoming?.find((/** @type {any} */ edition) => edition.version === found.version);
  const { version, effective, files } = announced || entry;
  const file = files.find((/** @type {any} */ one) => one.language === found.language);
  if (!file) return `${id} is not published in ${found.language}`;
  if (file.sha256 !== found.sha256) return `${id}: ${found.sha256} is not the published ${file.sha256}`;
  const same =
    found.version === version &&
    found.effective === effective &&
    found.type === entry.type &&
    found.title === inLanguage(entry.title, found.language) &&
    canonical(found.relations) === canonical(entry.relations);
  if (!same) return `${id}: title, version, date, type or relations are not the published ones`;
  const { opened, reached_end: reached } = found.shown;
  const isRead = { open: opened, end: opened && reached }[/** @type {'open'} */ (expected.read)] ?? true;
  return isYes(record) && !isRead ? `${id} was not read as role ${role.id} asks` : undefined;
};

/** @param {any} record @param {any} manifest @param {any} role */
const statementsFit = async (record, manifest, role) => {
  const { statements, submit_label: label, event, signatory } = record;
  const expected = isYes(record) ? role.statements : [];
  if (statements.map((/** @type {any} */ one) => one.id).join('\n') !== expected.join('\n') || statements.length !== expected.length) {
    return `the statements are not those of role ${role.id}`;
  }
  const language = languageOf(record);
  for (const found of statements) {
    if (found.language !== language) return `${found.id}: in another language than the first`;
    const entry = manifest.statements.find((/** @type {any} */ one) => one.id === found.id);
    if (!entry) return `${found.id} is not in the pack`;
    if (inLanguage(entry.text, language) !== found.text || !manifest.languages.includes(language)) {
      return `${found.id}: ${JSON.stringify(found.text)} is not the published sentence`;
    }
    if (entry.kind === 'authority' && (await digestOf(utf8(found.text))) !== signatory.authority.statement_digest) {
      return `${found.id}: the authority's digest is not this sentence's`;
    }
  }
  const buttons = /** @type {Record<string, any>} */ ({ reaccept: role.again, amend_annex: role.amend });
  const published = inLanguage(buttons[event.type] ?? role.submit, language);
  return isYes(record) && published !== label ? `${JSON.stringify(label)} is not the published button` : undefined;
};

/** @param {any} record @param {any} manifest */
const termsFit = (record, manifest) => {
  const language = languageOf(record);
  const { law, channels } = record;
  const same =
    law.governing === inLanguage(manifest.law, language) &&
    law.venue === inLanguage(manifest.venue, language) &&
    law.prevails === manifest.prevails;
  if (!same) return 'law, venue or prevailing language are not the published ones';
  const notices = manifest.contacts.filter((/** @type {any} */ contact) => contact.notice);
  const published = notices.map((/** @type {any} */ { kind, value }) => ({ kind, value }));
  return canonical(channels) === canonical(published) ? undefined : 'the notice channels are not the published ones';
};
