// What `cargo xtask test` hands over, and what stands in for it when a file is run by hand.

import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** tests/e2e */
export const here = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const root = resolve(here, '../..');

/** The command line. */
export const binary = need('SAMTYCKE_BIN', ['target/release/samtycke', 'target/debug/samtycke']);
/** `cargo xtask`. */
export const xtask = need('SAMTYCKE_XTASK', ['target/debug/xtask']);
/** The folder with the built demonstration site. */
export const demo = need('SAMTYCKE_DEMO', ['dist/demo']);
/** Where it has the widget's files: `samtycke build` names the folder by what is in it. All of its packs have the same. */
export const widget = `/packs/vagthavn/widget/${readdirSync(join(demo, 'packs/vagthavn/widget'))[0]}/`;
/** The npm package, laid out. */
export const npm = process.env.SAMTYCKE_NPM ?? resolve(root, 'dist/npm');
/** The host pages, and the folder with what `cargo xtask test` builds of them. */
export const hosts = resolve(root, 'tests/hosts');
/** The pack of the viewer's tests. */
export const library = resolve(root, 'tests/library');
export const builtHosts = resolve(root, process.env.SAMTYCKE_HOSTS ?? 'target/hosts');
export const chromium = need('CHROMIUM', ['/usr/bin/chromium', '/usr/bin/chromium-browser']);
/** Ignored by git. */
export const screenshots = resolve(here, 'screenshots');

function need(name, places) {
  const found = [process.env[name], ...places].filter(Boolean).map((place) => resolve(root, place)).find(existsSync);
  if (!found) throw new Error(`${name} is not set, and there is no ${places.join(' or ')}: run \`cargo xtask test --only e2e\``);
  return found;
}
