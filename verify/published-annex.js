// The signed annex must be the published one, changed by exactly the edits that the record lists, with the reasons and
// answers that the pack asks for.

import { digestOf, utf8 } from './bytes.js';
import { canonical } from './json.js';
import { inLanguage } from './published-text.js';
import { isBlank, isYes } from './rules.js';

/**
 * @param {any} record @param {any} manifest @param {any} role
 * @returns {Promise<string | undefined>}
 */
export const annexAsPublished = async (record, manifest, role) => {
  const signed = record.annex;
  const carried = role.documents.some((/** @type {any} */ entry) => entry.id === manifest.annex?.document);
  const published = carried ? manifest.annex : undefined;
  if (!published) return signed ? `role ${role.id} has no annex` : undefined;
  if (!signed) return isYes(record) ? `role ${role.id} has an annex, the record has none` : undefined;
  const language = record.statements[0]?.language ?? '';
  return (
    listFits('subjects', signed, published, language) ??
    listFits('categories', signed, published, language) ??
    reasonsFit(signed.edits, published) ??
    answersFit(signed.content, manifest, published) ??
    (await fixedPartsFit(signed.content, manifest, published, language))
  );
};

/** @param {'subjects' | 'categories'} name @param {any} signed @param {any} published @param {string} language */
const listFits = (name, { content, edits }, published, language) => {
  const edited = (/** @type {string} */ item, /** @type {string} */ change) =>
    edits.some((/** @type {any} */ edit) => edit.list === name && edit.item === item && edit.change === change);
  /** @type {any[]} */
  const options = published[name];
  for (const item of content[name]) {
    const option = options.find(({ id }) => id === item.id);
    if (option && (inLanguage(option.name, language) !== item.name || option.kind !== item.kind)) {
      return `annex ${name}: ${item.id} is not worded as published`;
    }
    // Which kind a category is, its author knows; people are of none.
    const mayBe = name === 'categories' || item.kind === 'ordinary';
    if (!option && !(published.additions && item.id.startsWith('own-') && mayBe)) {
      return `annex ${name}: ${item.id} is not in the pack`;
    }
    if ((option?.selected ?? false) === edited(item.id, 'added')) return `annex ${name}: the edits do not explain ${item.id}`;
  }
  const gone = options.find(({ id, selected }) => {
    const present = content[name].some((/** @type {any} */ item) => item.id === id);
    return selected && present === edited(id, 'removed');
  });
  return gone && `annex ${name}: the edits do not explain that ${gone.id} is gone`;
};

/** @param {any[]} edits @param {any} published */
const reasonsFit = (edits, { reasons }) => {
  const silent = edits.find(({ change, reason }) => {
    const asked = reasons === 'edits' || (reasons === 'removals' && change === 'removed');
    return (asked || reason !== undefined) && isBlank(reason ?? '');
  });
  return silent && `annex ${silent.list}: nothing says why ${silent.item} was edited`;
};

/**
 * Under a specific authorisation one answer each, in order; under a general one the objections, in the same order.
 * @param {any} content @param {any} manifest @param {any} published
 */
const answersFit = ({ authorisations }, manifest, { authorisation, transfers }) => {
  if (authorisations?.length === 0) return 'annex: a list of answers is empty';
  /** @type {any[]} */
  const answers = authorisations ?? [];
  const recipients = [
    ...manifest.sub_processors.map((/** @type {any} */ one) => `sub-processors\n${one.name}`),
    ...transfers.map((/** @type {any} */ one) => `transfers\n${one.recipient}`),
  ];
  let rest = recipients;
  const inOrder = answers.every(({ list, item }) => {
    const at = rest.indexOf(`${list}\n${item}`);
    rest = rest.slice(at + 1);
    return at >= 0;
  });
  const fits =
    authorisation === 'general' ? inOrder && answers.every(({ answer }) => answer === 'objected')
    : authorisation === 'specific' ? inOrder && answers.length === recipients.length
    : answers.length === 0;
  if (!fits) return 'annex: the answers on sub-processors and transfers are not those that are asked for';
  const odd = answers.find(({ answer, reason }) => reason !== undefined && (answer === 'approved' || isBlank(reason)));
  return odd && `annex: the reason about ${odd.item} is not one for an objection`;
};

/** @param {any} content @param {any} manifest @param {any} published @param {string} language */
const fixedPartsFit = async (content, manifest, published, language) => {
  const transfers = published.transfers.map((/** @type {any} */ { country, recipient, safeguard }) => ({
    country, recipient, safeguard: inLanguage(safeguard, language),
  }));
  const same =
    content.document === published.document &&
    ['purpose', 'nature', 'duration', 'retention'].every((name) => content[name] === inLanguage(published[name], language)) &&
    canonical(content.locations) === canonical(published.locations) &&
    content.breach_hours === published.breach_hours &&
    content.sub_processors === (await digestOf(utf8(canonical(manifest.sub_processors)))) &&
    content.measures === (await digestOf(utf8(canonical(manifest.measures)))) &&
    canonical(content.transfers) === canonical(transfers);
  return same ? undefined : 'annex: a part that cannot be edited is not as published';
};
