// Who is measured: each banner as its own documentation says to put it into a page, with the same four categories
// (necessary, statistics, media, marketing) and one script that waits for statistics. Everything comes from one server.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { NONE, WAYS } from './limits.mjs';

const folder = process.env.PEERS ?? 'target/bench/peers';
const modules = join(folder, 'node_modules');

/**
 * How to find an element: a selector, and one more for each shadow root on the way.
 * @typedef {string[]} Way
 */

/**
 * @typedef {object} Candidate
 * @property {string} id
 * @property {string} name
 * @property {string} version
 * @property {string} head  what its documentation puts into the head
 * @property {string} [body]  at the end of the body
 * @property {string} [start]  at the start of the body
 * @property {string} [without]  the cookie of who gets the page without `start`
 * @property {Record<string, string | (() => string | Buffer)>} files  by path: a file, or what makes the text
 * @property {Way} banner  what stands on the page on a first visit
 * @property {Way} accept
 * @property {Way} [preferences]  the banner's button
 * @property {Way} [panel]  what it opens
 */

/** @param {string} name */
const version = (name) => JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8')).version;

const categories = [
  ['statistics', 'Statistics', 'Show us which pages are read, so that we can improve them.'],
  ['media', 'Videos', 'Let you watch our videos on the page in a player from YouTube.'],
  ['marketing', 'Marketing', 'Measure our advertisements and show them to people who have visited the website.'],
];
const heading = 'Which cookies may we use?';
const text =
  'Necessary cookies are needed for the website to work. We turn on statistics, videos and marketing only if you say yes.';

/** What waits for an answer; `ran` notes when it was. */
const waiting = 'ran()';

/** @param {keyof typeof WAYS} id @param {string} head @param {string} [start] @returns {Candidate} */
const samtycke = (id, head, start) => ({
  id,
  name: `samtycke, ${WAYS[id]}`,
  version: /^version = "(.+)"/m.exec(readFileSync('Cargo.toml', 'utf8'))?.[1] ?? '',
  head,
  start,
  body: `<script type="text/plain" data-category="statistics" data-service="matomo">${waiting}</script>`,
  files: {},
  banner: ['samtycke-cookies', '[part~="banner"]'],
  accept: ['samtycke-cookies', '[part~="accept-all"]'],
  preferences: ['samtycke-cookies', '[part~="open-preferences"]'],
  panel: ['samtycke-cookies', 'dialog'],
});

/** The published pack that ours are of. */
export const pack = process.env.SAMTYCKE_PACK ?? 'dist/demo/packs/prognosvik';

/** What `samtycke prerender` writes for a server that has a nonce for its pages. */
const prerendered = () =>
  execFileSync(process.env.SAMTYCKE ?? 'target/debug/samtycke', ['prerender', pack, '--base', '/pack/', '--language', 'en', '--nonce', 'n'], { encoding: 'utf8' });

/** The ways that docs/embedding.md has. */
const ours = () => [
  samtycke('samtycke', '<script src="/pack/embed.en.js"></script>'),
  samtycke('samtycke-async', '<script async fetchpriority="high" src="/pack/embed.en.js"></script>'),
  { ...samtycke('samtycke-prerendered', '<script async src="/pack/embed.en.js"></script>', prerendered()), without: 'samtycke' },
];

const vanilla = () => ({
  id: 'vanilla',
  name: 'vanilla-cookieconsent',
  version: version('vanilla-cookieconsent'),
  head: '<link rel="stylesheet" href="/vanilla.css">',
  body: `<script type="text/plain" data-category="statistics">${waiting}</script><script type="module" src="/vanilla-config.js"></script>`,
  files: {
    '/vanilla.css': 'vanilla-cookieconsent/dist/cookieconsent.css',
    '/vanilla.umd.js': 'vanilla-cookieconsent/dist/cookieconsent.umd.js',
    '/vanilla-config.js': () => `import '/vanilla.umd.js';
CookieConsent.run({
  guiOptions: { consentModal: { layout: 'box', equalWeightButtons: true } },
  hideFromBots: false,
  categories: { necessary: { enabled: true, readOnly: true }, ${categories.map(([id]) => `${id}: {}`)} },
  language: { default: 'en', translations: { en: {
    consentModal: { title: ${JSON.stringify(heading)}, description: ${JSON.stringify(text)}, acceptAllBtn: 'Accept all', acceptNecessaryBtn: 'Reject all', showPreferencesBtn: 'Preferences' },
    preferencesModal: { title: 'Cookies', acceptAllBtn: 'Accept all', acceptNecessaryBtn: 'Reject all', savePreferencesBtn: 'Save', closeIconLabel: 'Close',
      sections: [{ title: 'Necessary', description: 'Needed for the website to work.', linkedCategory: 'necessary' }, ${categories.map(([id, title, purpose]) => JSON.stringify({ title, description: purpose, linkedCategory: id }))}] },
  } } },
});`,
  },
  banner: ['#cc-main .cm'],
  accept: ['#cc-main .cm [data-role="all"]'],
  preferences: ['#cc-main .cm [data-role="show"]'],
  panel: ['#cc-main .pm'],
});

const klaro = () => ({
  id: 'klaro',
  name: 'klaro',
  version: version('klaro'),
  head: '<script defer src="/klaro-config.js"></script><script defer src="/klaro.js"></script>',
  body: `<script type="text/plain" data-type="application/javascript" data-name="statistics">${waiting}</script>`,
  files: {
    '/klaro.js': 'klaro/dist/klaro.js',
    '/klaro-config.js': () => `var klaroConfig = { version: 1, elementID: 'klaro', lang: 'en', acceptAll: true, default: false, mustConsent: false,
  translations: { en: { privacyPolicyUrl: '/privacy', consentNotice: { description: ${JSON.stringify(text)} } } },
  services: ${JSON.stringify(categories.map(([name, title, description]) => ({ name, title, description, purposes: [name] })))} };`,
  },
  banner: ['#klaro .cookie-notice'],
  accept: ['#klaro .cm-btn-success'],
  preferences: ['#klaro .cm-link'],
  panel: ['#klaro .cm-modal'],
});

const tarteaucitron = () => ({
  id: 'tarteaucitron',
  name: 'tarteaucitron',
  version: version('tarteaucitronjs'),
  head: `<script src="/tac/tarteaucitron.min.js"></script><script>
    tarteaucitron.init({ privacyUrl: '/privacy', orientation: 'middle', bodyPosition: 'bottom', showIcon: true, iconPosition: 'BottomRight', DenyAllCta: true, AcceptAllCta: true,
      highPrivacy: true, showDetailsOnClick: true, serviceDefaultState: 'wait', mandatory: true, mandatoryCta: true, googleConsentMode: true, moreInfoLink: true });
    ${categories.map(([id, title]) => `tarteaucitron.services.${id} = { key: '${id}', type: 'analytic', name: '${title}', needConsent: true, cookies: [], js() { ${id === 'statistics' ? waiting : ''} }, fallback() {} };`).join('\n')}
  </script>`,
  body: `<script>(tarteaucitron.job = tarteaucitron.job || []).push(${categories.map(([id]) => `'${id}'`)});</script>`,
  files: {
    '/tac/tarteaucitron.min.js': 'tarteaucitronjs/tarteaucitron.min.js',
    '/tac/tarteaucitron.services.min.js': 'tarteaucitronjs/tarteaucitron.services.min.js',
    '/tac/css/tarteaucitron.min.css': 'tarteaucitronjs/css/tarteaucitron.min.css',
    '/tac/lang/tarteaucitron.en.min.js': 'tarteaucitronjs/lang/tarteaucitron.en.min.js',
  },
  banner: ['#tarteaucitronAlertBig'],
  accept: ['#tarteaucitronPersonalize2'],
  preferences: ['#tarteaucitronCloseAlert'],
  panel: ['#tarteaucitron'],
});

const osano = () => ({
  id: 'osano',
  name: 'cookieconsent (Osano)',
  version: version('cookieconsent'),
  head: `<link rel="stylesheet" href="/osano.css"><script src="/osano.js" data-cfasync="false"></script><script>
    window.addEventListener('load', () => {
      const onAllowed = function () { if (this.hasConsented()) ${waiting}; };
      window.cookieconsent.initialise({ type: 'opt-in', content: { message: ${JSON.stringify(text)}, allow: 'Accept all', deny: 'Reject all' },
        palette: { popup: { background: '#252e39' }, button: { background: '#14a7d0' } }, onInitialise: onAllowed, onStatusChange: onAllowed });
    });</script>`,
  files: {
    '/osano.css': 'cookieconsent/build/cookieconsent.min.css',
    '/osano.js': 'cookieconsent/build/cookieconsent.min.js',
  },
  banner: ['.cc-window'],
  accept: ['.cc-window .cc-allow'],
});

const orejime = () => ({
  id: 'orejime',
  name: 'orejime',
  version: version('orejime'),
  head: `<script>window.orejimeConfig = { privacyPolicyUrl: '/privacy', purposes: ${JSON.stringify(
    categories.map(([id, title, description]) => ({ id, title, description, cookies: [] })),
  )}, translations: { banner: { title: ${JSON.stringify(heading)} } } };</script><script src="/orejime.js"></script><link rel="stylesheet" href="/orejime.css">`,
  body: `<template data-purpose="statistics"><script>${waiting}</script></template>`,
  files: {
    '/orejime.js': 'orejime/dist/orejime-standard-en.js',
    '/orejime.css': 'orejime/dist/orejime-standard.css',
  },
  banner: ['.orejime-Banner'],
  accept: ['.orejime-Banner-saveButton, .orejime-Banner .orejime-Button--save'],
  preferences: ['.orejime-Banner-learnMoreButton, .orejime-Banner .orejime-Button--info'],
  panel: ['.orejime-Modal'],
});

/** Its banner's texts come from its vendor's server; this is what that answers, from our own. */
const proboConfig = {
  banner_id: 'bench', version: 1, language: 'en', default_language: 'en', cookie_policy_url: '/privacy', privacy_policy_url: '/privacy',
  consent_expiry_days: 182, consent_mode: 'OPT_IN', regulation: 'GDPR', show_branding: true, resource_reporting_enabled: false,
  layout: { presentation: 'OPT_IN', initial_state: 'banner', reopen_state: 'panel', default_non_necessary_granted: false,
    buttons: { accept_all: true, reject_all: true, customize: true, save: true }, settings_link: 'default' },
  categories: [['necessary', 'Necessary', 'Needed for the website to work.'], ...categories].map(([slug, name, description]) => ({
    name, slug, description, kind: slug === 'necessary' ? 'NECESSARY' : 'NORMAL', cookies: [], gcm_consent_types: [], posthog_consent: false,
  })),
  texts: { banner_title: heading, banner_description: text, button_accept_all: 'Accept all', button_reject_all: 'Reject all', button_customize: 'Preferences',
    button_save: 'Save', panel_title: 'Cookies', panel_description: '', placeholder_text: '{{category}}', placeholder_button: 'Allow' },
};

const probo = () => ({
  id: 'probo',
  name: '@probo/cookie-banner',
  version: version('@probo/cookie-banner'),
  head: '<script src="/probo.js" data-banner-id="bench" data-base-url="ORIGIN/probo-api/" data-position="bottom-left"></script>',
  body: `<probo-settings-link>Cookies</probo-settings-link><script type="text/plain" data-cookie-consent="statistics">${waiting}</script>`,
  files: {
    '/probo.js': '@probo/cookie-banner/dist/cookie-banner.iife.js',
    '/probo-api/bench/config': () => JSON.stringify(proboConfig),
    '/probo-api/bench/consents': () => JSON.stringify({ visitor_id: 'v', version: 1, action: 'ACCEPT_ALL', consent_data: { statistics: true, media: true, marketing: true }, created_at: '2026-01-01T00:00:00Z' }),
  },
  banner: ['probo-cookie-banner', 'probo-banner .card'],
  accept: ['probo-cookie-banner', 'probo-accept-button button'],
  preferences: ['probo-cookie-banner', 'probo-customize-button button'],
  panel: ['probo-cookie-banner', 'probo-preference-panel .card'],
});

/** The React application that its quick start makes; without a server, which is its fastest way. */
const c15t = () => ({
  id: 'c15t',
  name: '@c15t/react',
  version: version('@c15t/react'),
  head: '<link rel="stylesheet" href="/c15t.css"><script type="module" src="/c15t.js"></script>',
  start: '<div id="root"></div>',
  files: {
    '/c15t.css': () => built('c15t.css'),
    '/c15t.js': () => built('c15t.js'),
  },
  banner: ['[data-testid="consent-banner-card"]'],
  accept: ['[data-testid="consent-banner-accept-button"]'],
  preferences: ['[data-testid="consent-banner-customize-button"]'],
  panel: ['[data-testid="consent-dialog-card"]'],
});

const source = `
import { createElement as h } from 'react';
import { createRoot } from 'react-dom/client';
import { ConsentBanner, ConsentDialog, ConsentManagerProvider } from '@c15t/react';
const options = { mode: 'offline', consentCategories: ['necessary', 'measurement', 'experience', 'marketing'],
  scripts: [{ id: 'waiting', category: 'measurement', callbackOnly: true, onLoad: () => ran() }] };
createRoot(document.querySelector('#root')).render(h(ConsentManagerProvider, { options }, h(ConsentBanner), h(ConsentDialog)));
`;

/** @param {string} file */
const built = (file) => {
  const { buildSync } = createRequire(resolve(folder, 'x.js'))('esbuild');
  const stdin = file.endsWith('.js')
    ? { contents: source, resolveDir: resolve(folder), loader: 'js' }
    : { contents: '@import "@c15t/react/styles.css";', resolveDir: resolve(folder), loader: 'css' };
  return buildSync({ stdin, bundle: true, minify: true, write: false, format: 'esm', define: { 'process.env.NODE_ENV': '"production"' }, logLevel: 'error' }).outputFiles[0].text;
};

/** A page without any banner, whose script runs at once: the floor. @returns {Candidate} */
const none = () => ({
  id: NONE,
  name: 'no banner',
  version: '',
  head: '',
  body: `<script>${waiting}</script>`,
  files: {},
  banner: ['h1'],
  accept: ['h1'],
});

/** @returns {Candidate[]} */
export const candidates = () => [...ours(), none(), orejime(), osano(), vanilla(), probo(), klaro(), tarteaucitron(), c15t()];

/** What a path of a candidate stands for. @param {string | (() => string | Buffer)} file */
export const contentOf = (file) => (typeof file === 'function' ? Buffer.from(file()) : readFileSync(join(modules, file)));
