// Services, policy and banner of a consent record.

import { digestOf, utf8 } from './bytes.js';
import { checked } from './checks.js';
import { canonical } from './json.js';
import { inLanguage, textsFit } from './published-text.js';
import { CONSENTING } from './rules.js';

/** @import { Check, Text } from './types.d.ts' */

/** @param {any} record @param {any} manifest @param {Text[]} texts @returns {Promise<Check[]>} */
export const cookieChecks = async (record, manifest, texts) => {
  const { cookies } = manifest;
  if (!cookies) return [await checked('purposes', '', () => 'the pack has no cookies')];
  const { document, sha256, version, language } = record.notice;
  const named = [{ id: document, sha256, version, language }];
  return [
    await checked(
      'documents',
      'the policy that was linked is the published one',
      () => noticeFits(record.notice, manifest) ?? textsFit(named, manifest, texts),
    ),
    await checked('terms', 'controller, authority, jurisdiction and validity as published', () => setFits(record, manifest)),
    await checked('banner', 'the banner shown is the published one, by the rule of that region', () => bannerFits(record, cookies)),
    await checked('purposes', 'every service that needed an answer, as published', () => purposesFit(record, cookies)),
  ];
};

/** @param {any} notice @param {any} manifest */
const noticeFits = (notice, { documents, cookies }) => {
  const entry = documents.find((/** @type {any} */ one) => one.id === cookies.policy);
  const file = entry?.files.find((/** @type {any} */ one) => one.language === notice.language);
  if (!file) return `the policy is not published in ${notice.language}`;
  const same = notice.document === entry.id && notice.version === entry.version && notice.sha256 === file.sha256;
  return same ? undefined : `the policy linked is not version ${entry.version} of ${entry.id}`;
};

/** @param {any} record @param {any} cookies */
const bannerFits = async ({ banner }, cookies) => {
  if (banner.configuration !== (await digestOf(utf8(canonical(cookies))))) return 'the banner shown is not the published one';
  const listed = (/** @type {string} */ code) => cookies.regions.find((/** @type {any} */ one) => one.codes.includes(code));
  const place = banner.region === 'not collected' ? undefined : (listed(banner.region) ?? listed(banner.region.split('-')[0]));
  const mode = place?.mode ?? 'opt-in';
  return banner.mode === mode ? undefined : `the rule there is ${mode}, not ${banner.mode}`;
};

/** @param {any} purpose */
const isAllowed = ({ state }) => state === 'given' || state === 'not_objected';

/** @param {any} record @param {any} manifest */
const setFits = ({ controller, notice, authority, jurisdiction, event, purposes }, manifest) => {
  const { vendor, cookies } = manifest;
  const published = {
    name: vendor.name,
    registry: `${vendor.registry.scheme} ${vendor.registry.id}`,
    contact: vendor.email,
    address: vendor.address,
    country: vendor.country,
    phone: vendor.phone,
    url: vendor.website,
  };
  const same =
    canonical(controller) === canonical(published) &&
    authority.name === inLanguage(manifest.authority.name, notice.language) &&
    authority.url === manifest.authority.url &&
    jurisdiction === inLanguage(manifest.law, notice.language) &&
    event.validity_days === (purposes.some(isAllowed) ? cookies.expiry_days : cookies.refusal_days);
  return same ? undefined : 'controller, authority, jurisdiction or validity are not the published ones';
};

/** @param {any} record @param {any} cookies */
const purposesFit = (record, cookies) => {
  const asked = cookies.services.flatMap((/** @type {any} */ service) => {
    const category = cookies.categories.find((/** @type {any} */ one) => one.id === service.category);
    return category && category.basis !== 'strictly-necessary' ? [{ service, category }] : [];
  });
  const { purposes, notice, method } = record;
  if (asked.length !== purposes.length) return `${purposes.length} services were answered, ${asked.length} needed an answer`;
  for (const [index, found] of purposes.entries()) {
    const { service, category } = asked[index];
    if (canonical(purposeOf(service, category, found.state, notice.language)) !== canonical(found)) {
      return `${found.id} is not as published`;
    }
    if (!mayBe(found.state, category.basis, record)) return `${found.id} can't be ${found.state} by ${method}`;
    if (method === 'gpc' && isAllowed(found) !== survives(category, cookies, record)) {
      return `${found.id} is not what Global Privacy Control makes of it`;
    }
  }
  return undefined;
};

/** @param {any} service @param {any} category @param {string} state @param {string} language */
const purposeOf = (service, category, state, language) => ({
  id: service.id,
  category: category.id,
  purpose: inLanguage(service.purpose, language),
  dpv: category.dpv,
  basis: category.basis,
  state,
  recipient: service.provider,
  country: service.country,
  data: service.data,
  retention: service.retention ? inLanguage(service.retention, language) : 'not stated',
  storage: service.storage.map((/** @type {any} */ { name, kind, lifetime }) => ({
    name, kind, lifetime: inLanguage(lifetime, language),
  })),
});

/** Consent is claimed only where it is the basis, and only of a visitor who said yes. @param {string} state @param {string} basis @param {any} record */
const mayBe = (state, basis, { method, banner }) => {
  if (basis === 'legitimate-interest') return state === 'not_objected' || state === 'objected';
  if (basis !== 'consent') return false;
  if (state === 'given') return CONSENTING.includes(method);
  if (state === 'not_objected') {
    return ['gpc', 'acknowledge'].includes(method) || (['save', 'withdraw'].includes(method) && banner.mode !== 'opt-in');
  }
  return state === 'refused' || state === 'withdrawn';
};

/** Does the service stay in force when the browser answers for the visitor? @param {any} category @param {any} cookies @param {any} record */
const survives = (category, cookies, { banner }) =>
  !(banner.mode === 'opt-in' && category.basis === 'consent') && !cookies.gpc.includes(category.id);
