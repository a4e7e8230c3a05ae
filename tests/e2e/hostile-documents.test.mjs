// Whatever a pack says stays text: also one that no `samtycke build` made, with digests that fit.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useHosts } from './support/hosts.mjs';
import { EDITIONS, published } from './support/library.mjs';
import { part, shot } from './support/world.mjs';

/** Each would set `hit` if it became markup or were followed. */
const HOSTILE = [
  '<img src=x onerror="top.hit=1">',
  '</p></div><script>top.hit=1</script>',
  '<svg onload=top.hit=1>',
  '"><iframe srcdoc="<script>top.hit=1</script>">',
  '{{constructor.constructor("top.hit=1")()}}',
  '</style><style>*{display:none}</style>',
  '\u202Egnp.exe',
  '<a href="javascript:top.hit=1">her</a>',
  '&lt;img src=x onerror=top.hit=1&gt;',
  '`;top.hit=1;`',
];

const LINKS = [
  'javascript:top.hit=1',
  'JaVaScRiPt:top.hit=1',
  '\u0001javascript:top.hit=1',
  'java\nscript:top.hit=1',
  'data:text/html,<script>top.hit=1</script>',
  'vbscript:top.hit=1',
  'blob:https://example.com/1',
  'file:///etc/passwd',
  'http://example.com/',
  '//example.com/',
  ' https://example.com/',
];

const text = HOSTILE.join(' ');

/** Every kind of block, each text hostile, each link one that no pack has. */
const blocks = [
  { heading: { level: 2, number: HOSTILE[0], anchor: 'x" onclick="top.hit=1', text: [text] } },
  { heading: { level: 3, number: '2', anchor: HOSTILE[1], text: [text] } },
  { clause: { number: HOSTILE[2], anchor: 'c-1', level: 1, text: [text] } },
  { paragraph: [text, { strong: [text] }, { em: [text] }, ...LINKS.map((to) => ({ link: { to, text: [`link ${to}`] } }))] },
  { list: { kind: 'bullets', items: [[{ paragraph: [text] }], [{ paragraph: [text] }, { note: [{ paragraph: [text] }] }]] } },
  { table: { head: [[text], [text]], rows: Array.from({ length: 9 }, () => [[text], [text]]) } },
  { definitions: [{ term: [HOSTILE[0]], text: [text] }, { term: ['kajbillede'], text: [text] }] },
  { note: [{ paragraph: [text] }] },
  { paragraph: [{ link: { to: 'doc:terms#' + HOSTILE[0], text: ['a link inside'] } }, { link: { to: '#' + HOSTILE[1], text: ['another'] } }] },
];

/** The library's pack, with this document in the place of the policy, and hostile texts wherever there are texts. */
const forged = (/** @type {string} */ folder, /** @type {string} */ name) => {
  const out = published(EDITIONS.slice(2))(folder, name);
  const manifest = JSON.parse(readFileSync(join(out, 'pack.json'), 'utf8'));
  for (const entry of manifest.documents) {
    for (const file of entry.files) {
      const path = (/** @type {string} */ digest) => join(out, 'documents', `${digest.replace('sha256:', '')}.json`);
      const document = JSON.parse(readFileSync(path(file.sha256), 'utf8'));
      const bytes = JSON.stringify({ ...document, title: text, blocks });
      file.sha256 = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
      writeFileSync(path(file.sha256), bytes);
      // An address is the one thing that isn't text: one that isn't the web's stays unlinked.
      file.page = 'javascript:top.hit=1';
    }
    entry.summary = Object.fromEntries(manifest.languages.map((/** @type {string} */ language) => [language, text]));
    entry.title = entry.summary;
  }
  const texts = Object.fromEntries(manifest.languages.map((/** @type {string} */ language) => [language, text]));
  Object.assign(manifest, {
    law: texts,
    venue: texts,
    vendor: { ...manifest.vendor, name: text, address: text, website: 'javascript:top.hit=1', email: '"><img src=x onerror=top.hit=1>@x', phone: 'javascript:top.hit=1' },
    authority: { name: texts, url: 'javascript:top.hit=1' },
    contacts: [{ kind: 'chat', value: 'javascript:top.hit=1', notice: true, label: texts }],
    sub_processors: Array.from({ length: 9 }, () => ({ name: text, country: HOSTILE[0], function: texts, safeguard: texts })),
    measures: [{ id: 'm', name: texts, text: texts }],
    retention: [{ purpose: texts, period: texts, basis: texts }],
    rights: ['access', 'complaint', 'withdraw', HOSTILE[0]].map((id) => ({
      id, name: texts, text: texts, how: texts, form: 'javascript:top.hit=1',
    })),
  });
  writeFileSync(join(out, 'pack.json'), JSON.stringify(manifest));
  return out;
};

const world = useHosts({ box: {}, forged: Object.assign(forged, { stranger: true }) });

/** What the view may be made of. */
const ELEMENTS = new Set(
  `a article aside b br button dd del details div dl dt em fieldset footer form h2 h3 h4 h5 header hr i input ins label legend li mark nav
   ol option output p search section select small span strong summary sup svg path table tbody td textarea th thead time tr ul`.split(/\s+/),
);

for (const fragment of ['', '#samtycke/library/terms/en', '#/routed']) {
  world.test(`No text of a pack becomes markup, a script or a way out (${fragment || 'as it is'})`, async ({ visit }) => {
    const page = await visit(`/forged/library.html${fragment}`, { expectErrors: true });
    const view = page.locator('samtycke-policy');
    await part(view, 'document').locator('table').first().waitFor();
    const { names, attributes, links } = await view.evaluate((host) => {
      for (const details of host.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
      const all = [...(host.shadowRoot?.querySelectorAll('*') ?? [])];
      return {
        names: [...new Set(all.map((element) => element.localName))],
        attributes: [...new Set(all.flatMap((element) => element.getAttributeNames()))],
        links: all.filter((element) => element.matches('a[href]')).map((element) => /** @type {HTMLAnchorElement} */ (element).href),
      };
    });
    assert.deepEqual(names.filter((name) => !ELEMENTS.has(name)), []);
    assert.deepEqual(attributes.filter((name) => /^on|^style$|^src|^action|^formaction/.test(name)), []);
    const schemes = new Set(links.map((link) => new URL(link).protocol));
    for (const scheme of schemes) assert.ok(['http:', 'https:', 'mailto:', 'tel:'].includes(scheme), `${scheme} among the links`);
    for (const button of await view.getByRole('button').filter({ visible: true }).all()) {
      // Print opens a frame of its own, with the same text.
      await button.click({ timeout: 2000 }).catch(() => {});
    }
    assert.equal(await page.evaluate(() => 'hit' in window), false, 'nothing of it ran');
    await shot(page, `hostile/document${fragment.replaceAll(/\W/g, '-')}`, { fullPage: false });
  });
}
