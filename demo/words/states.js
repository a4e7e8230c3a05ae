// Every state of every view: how to come there, and which groups of languages/context.toml are to be seen in it.

/** What to do in the view; selectors are looked for in every shadow root. @typedef {['click' | 'each' | 'see', string] | ['fill', string, string]} Step */

/**
 * @typedef {object} State
 * @property {string} title
 * @property {string[]} groups
 * @property {string} [element]  what stands on the page; nothing but the banner when left out
 * @property {Record<string, string>} [attributes]
 * @property {string} [region]  where the visitor is
 * @property {'none' | 'lost'} [receiver]  there is none; it can't be reached
 * @property {Step[]} [steps]
 */

/** @param {string} name */
const part = (name) => `[part~="${name}"]`;
const POLICY = { element: 'samtycke-policy', attributes: { document: 'privacy-policy' } };
const AGREEMENT = { element: 'samtycke-agreement', attributes: { 'pack-role': 'customer' } };

/** @type {Step[]} */
const WRITTEN = [
  ['fill', '#organisation-name', 'Fjord Bageri ApS'],
  ['fill', '#organisation-number', '12345674'],
  ['fill', '#signatory-name', 'Ida Holm'],
  ['fill', '#signatory-email', 'ida@fjordbageri.example'],
  ['fill', '#signatory-position', 'CEO'],
  ['each', `${part('statement')} input`],
];
/** @type {Step} */
const ACCEPT = ['click', part('accept')];

/** @param {string} panel @returns {Step} */
const panel = (panel) => ['click', `#${panel}`];

/** @type {Record<string, State>} */
export const STATES = {
  banner: { title: 'Banner', groups: ['banner'] },
  'banner-opt-out': { title: 'Banner, where what runs may be refused', groups: ['banner'], region: 'US' },
  'banner-notice': { title: 'Banner, where a notice will do', groups: ['banner'], region: 'JP' },
  preferences: { title: 'Preferences', groups: ['choices'], steps: [['click', part('open-preferences')]] },
  services: {
    title: 'Preferences, every service', groups: ['choices'],
    steps: [['click', part('open-preferences')], ['each', `${part('preferences')} summary`]],
  },
  saved: { title: 'Preferences in a page', groups: ['choices'], element: 'samtycke-preferences' },
  policy: { title: 'Document', groups: ['document', 'reading'], ...POLICY },
  search: { title: 'Search', groups: ['search'], ...POLICY, steps: [['click', '.search-open'], ['fill', '[role="search"] input', 'data'], ['click', '[role="search"] [aria-expanded]']] },
  rights: { title: 'Rights', groups: ['panels'], ...POLICY, steps: [panel('panel_rights')] },
  contact: { title: 'Contact', groups: ['panels'], ...POLICY, steps: [panel('panel_contact')] },
  registers: { title: 'Registers', groups: ['panels'], ...POLICY, steps: [['each', `${part('panels')} > details > summary`]] },
  versions: { title: 'Versions', groups: ['reading'], ...POLICY, steps: [['click', `${part('versions')} > summary`]] },
  redline: { title: 'What changed', groups: ['redline'], ...POLICY, steps: [['click', `${part('announced')} .ways a`]] },
  failed: { title: 'A pack that isn’t there', groups: ['frame'], element: 'samtycke-policy', attributes: { document: 'privacy-policy', pack: 'none/pack.json' } },
  role: { title: 'Agreement, who one is', groups: ['agreement'], element: 'samtycke-agreement' },
  agreement: { title: 'Agreement', groups: ['agreement', 'acts', 'annex', 'parties'], ...AGREEMENT },
  reader: { title: 'Agreement, reading a document', groups: ['acts', 'document'], ...AGREEMENT, steps: [['click', '.documents li button']] },
  problems: { title: 'Agreement, what is left to do', groups: ['agreement', 'parties'], ...AGREEMENT, steps: [['click', `${part('accept')}, ${part('next')}`], ['see', '[aria-invalid="true"]']] },
  decline: { title: 'Saying no', groups: ['acts'], ...AGREEMENT, steps: [['click', part('decline')]] },
  declined: { title: 'Said no', groups: ['acts'], ...AGREEMENT, steps: [['click', part('decline')], ['click', part('decline-now')], ['see', part('declined')]] },
  receipt: { title: 'Receipt', groups: ['receipt', 'evidence', 'again'], ...AGREEMENT, steps: [...WRITTEN, ACCEPT, ['see', part('receipt')]] },
  lost: { title: 'Receipt, when the receiver can’t be reached', groups: ['receipt'], ...AGREEMENT, receiver: 'lost', steps: [...WRITTEN, ACCEPT, ['see', part('receipt')]] },
  nowhere: { title: 'Agreement without a receiver', groups: ['agreement', 'frame'], ...AGREEMENT, receiver: 'none' },
};
