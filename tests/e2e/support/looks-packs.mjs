// The packs that looks are taken of, each in its variants, and the receiver that knows them.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { day } from './renewals.mjs';
import { startServer } from './server.mjs';
import { binary, demo, here } from './settings.mjs';

const packs = join(here, '../../packs');

/** Languages to look at, each with the pack that speaks it. */
export const LANGUAGES = /** @type {const} */ ({ da: 'vagthavn', sv: 'nordlunda', en: 'skyltljus', ar: 'marsa' });

/** Where each pack's source is: the demonstration's, and one in Arabic that is made for this. */
const SOURCES = /** @type {Record<string, string>} */ ({
  ...Object.fromEntries(['vagthavn', 'nordlunda', 'skyltljus'].map((pack) => [pack, join(packs, pack)])),
  marsa: join(here, 'support/marsa'),
});

/** @param {string} pack */
const isDemo = (pack) => existsSync(join(demo, 'packs', pack));

/**
 * The receiver with the demonstration's packs, and with more of each: as it is, with a new version of its agreement, with
 * one that holds unless somebody objects, and one that offers passkeys and, in one region, only tells of cookies.
 * @param {import('./server.mjs').Options} [options]
 */
export async function startLooks(options) {
  const folder = mkdtempSync(join(tmpdir(), 'samtycke-looks-'));
  const packs = Object.entries(LANGUAGES).flatMap(([lang, pack]) => [
    isDemo(pack) ? join(demo, 'packs', pack) : publish(join(folder, 'plain', lang), pack, () => {}),
    publish(join(folder, 'renewed', lang), pack, renewed, { after: true }),
    publish(join(folder, 'tacit', lang), pack, tacit, { after: true }),
    publish(join(folder, 'confirmed', lang), pack, confirmed),
  ]);
  const server = await startServer({ ...options, packs });
  const remove = server.remove.bind(server);
  return Object.assign(server, {
    folder,
    /** Where a pack is that the demonstration hasn't. @type {Record<string, string | undefined>} */
    plain: Object.fromEntries(Object.entries(LANGUAGES).filter(([, pack]) => !isDemo(pack)).map(([lang]) => [lang, `/looks/plain/${lang}`])),
    remove: async () => {
      await remove();
      rmSync(folder, { recursive: true, force: true });
    },
  });
}

/**
 * @param {string} out @param {string} pack @param {(source: string, languages: string[]) => void} change
 * @param {{ after?: boolean }} [options]  after: the pack as it is was published before
 */
function publish(out, pack, change, { after = false } = {}) {
  const source = `${out}.source`;
  cpSync(SOURCES[pack], source, { recursive: true });
  const build = () => execFileSync(binary, ['build', source, '--out', out], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (after) build();
  const [, languages = ''] = /^languages = \[(.*)\]/m.exec(readFileSync(join(source, 'pack.toml'), 'utf8')) ?? [];
  change(source, languages.split(',').map((one) => one.trim().replaceAll('"', '')));
  build();
  return out;
}

/** @param {string} file @param {(text: string) => string} edit */
function edit(file, edit) {
  const before = readFileSync(file, 'utf8');
  const text = edit(before);
  if (text === before) throw new Error(`${file}: nothing was changed`);
  writeFileSync(file, text);
}

const SUMMARY = { da: 'Fem dage i stedet for flere.', sv: 'Fem dagar i stället för fler.', en: 'Five days instead of more.', ar: 'خمسة أيام بدلًا من عشرة.' };
/** @param {string[]} languages */
const summaries = (languages) => languages.map((language) => `summary.${language} = "${SUMMARY[language]}"`);
/** @param {string} text */
const shorter = (text) =>
  text.replace(/(?<![\p{L}\d])(30|10|tio?|ten) (arbejdsdage|arbetsdagar|working days|dage|dagar|days|أيام)/u, '5 $2');
const IN_FORCE = /(\[\[document\]\]\nid = "dpa"\ntype = "dpa"\n)version = .*\neffective = .*\n/;

/** @param {string} source @param {string[]} languages */
function renewed(source, languages) {
  for (const language of languages) edit(join(source, `documents/dpa.${language}.md`), shorter);
  edit(join(source, 'pack.toml'), (text) =>
    text.replace(IN_FORCE, `$1version = "9.0"\neffective = ${day(-10)}\n${summaries(languages).join('\n')}\n`));
}

/** @param {string} source @param {string[]} languages */
function tacit(source, languages) {
  for (const language of languages) {
    const file = (/** @type {string} */ version) => join(source, `documents/dpa${version}.${language}.md`);
    cpSync(file(''), file('@9.0'));
    edit(file('@9.0'), shorter);
  }
  const said = ['version = "9.0"', `effective = ${day(40)}`, ...summaries(languages), `renewal = { kind = "tacit", until = ${day(20)} }`];
  edit(join(source, 'pack.toml'), (text) => {
    const end = text.indexOf('\n[[document]]', text.search(IN_FORCE) + 1);
    return `${text.slice(0, end)}\n[[document.upcoming]]\n${said.join('\n')}\n${text.slice(end)}`;
  });
}

/** @param {string} source @param {string[]} languages */
function confirmed(source, languages) {
  const said = languages.flatMap((language) => {
    const heading = { da: 'Denne side bruger cookies', sv: 'Den här sidan använder kakor', en: 'This site uses cookies', ar: 'يستخدم هذا الموقع ملفات تعريف الارتباط' }[language];
    const text = { da: 'Du kan ændre det i indstillingerne.', sv: 'Du kan ändra det i inställningarna.', en: 'You can change that in the preferences.', ar: 'يمكنك تغيير ذلك في الإعدادات.' }[language];
    return [`heading.${language} = "${heading}"`, `text.${language} = "${text}"`];
  });
  edit(join(source, 'pack.toml'), (text) => `${text}\n[[cookies.region]]\ncodes = ["NZ"]\nmode = "notice"\n${said.join('\n')}\n\n[agreement]\nconfirmation = "offer"\n`);
}
