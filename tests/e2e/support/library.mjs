// The library's pack, published as a site would over the years: each version to the same folder.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binary, library } from './settings.mjs';

/** What the privacy policy said before, in each file: what it says now, and what it said. */
const THIRTY_DAYS = [
  ['slettes efter 14 dage', 'slettes efter 30 dage'],
  ['erased after 14 days', 'erased after 30 days'],
  ['بعد 14 يومًا.', 'بعد 30 يومًا.'],
];
const OTHER_USE = [
  ['Det bruges kun, når nogen er kommet til skade.', 'Det bruges, når vi har brug for det.'],
  ['It is used only when somebody has been hurt.', 'It is used when we need it.'],
  ['ولا تُستخدم إلا إذا أُصيب أحد.', 'وتُستخدم عند الحاجة.'],
];
const SUMMARY = [
  ['Billeder fra kajen slettes efter 14 dage i stedet for 30.', 'Billeder fra kajen bruges kun, når nogen er kommet til skade.'],
  ['Pictures from the quay are erased after 14 days instead of 30.', 'Pictures from the quay are used only when somebody has been hurt.'],
  ['تُحذف صور الرصيف بعد 14 يومًا بدلًا من 30.', 'لا تُستخدم صور الرصيف إلا إذا أُصيب أحد.'],
];
/** In the first edition nothing changed. */
const NO_SUMMARY = SUMMARY.map(([now], index) => [`summary.${['da', 'en', 'ar'][index]} = "${now}"\n`, '']);
/** @param {string} version @param {string} date */
const dated = (version, date) => [['version = "3.0"\neffective = 2026-09-01', `version = "${version}"\neffective = ${date}`]];

/** The editions in order of time; the last is the folder as it is. @type {string[][][]} */
export const EDITIONS = [
  [...dated('1.0', '2026-01-01'), ...NO_SUMMARY, ...THIRTY_DAYS, ...OTHER_USE],
  [...dated('2.0', '2026-03-01'), ...SUMMARY, ...THIRTY_DAYS],
  [],
];

/** Announced beside the last, for a day that no test run sees come: pictures are not taken any more. */
const UPCOMING = `
[[document.upcoming]]
version = "4.0"
effective = 2097-03-01
summary.da = "Vi holder op med at tage billeder på kajen."
summary.en = "We stop taking pictures on the quay."
summary.ar = "سنتوقف عن التقاط الصور على الرصيف."
`;

/**
 * Publishes these editions in order into `<folder>/<name>`, and answers with that folder.
 * @param {string[][][]} editions
 * @param {{ upcoming?: boolean }} [options]
 */
export const published =
  (editions, { upcoming = false } = {}) =>
  (/** @type {string} */ folder, /** @type {string} */ name) => {
    const out = join(folder, name);
    editions.forEach((edits, index) => {
      const source = join(folder, `${name}.${index}`);
      mkdirSync(source, { recursive: true });
      cpSync(library, source, { recursive: true });
      const documents = readdirSync(join(source, 'documents')).map((file) => join('documents', file));
      for (const file of ['pack.toml', ...documents].map((file) => join(source, file))) {
        const text = readFileSync(file, 'utf8');
        writeFileSync(file, edits.reduce((text, [now, then]) => text.replace(now, then), text));
      }
      if (upcoming && index === editions.length - 1) announce(source);
      execFileSync(binary, ['build', source, '--out', out], { stdio: ['ignore', 'ignore', 'inherit'] });
    });
    return out;
  };

/** @param {string} source */
function announce(source) {
  const pack = join(source, 'pack.toml');
  const text = readFileSync(pack, 'utf8');
  writeFileSync(pack, text.replace('\n[[document]]\nid = "terms"', `${UPCOMING}\n[[document]]\nid = "terms"`));
  for (const language of ['da', 'en', 'ar']) {
    const file = (/** @type {string} */ version) => join(source, 'documents', `privacy-policy${version}.${language}.md`);
    const lines = readFileSync(file(''), 'utf8').split('\n');
    writeFileSync(file('@4.0'), lines.filter((line) => !line.startsWith('3.1 ')).join('\n'));
  }
}
