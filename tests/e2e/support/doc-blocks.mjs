// The fenced code of the docs, and what each kind is checked by.

import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { here } from './settings.mjs';

export const root = resolve(here, '../..');

/** Pages whose blocks a test of their own runs, one by one. */
const RUN_ELSEWHERE = ['docs/consent-mode.md', 'docs/migrating.md', 'docs/wordpress.md'];

/**
 * `mark`: what the comment before it says, as in `<!-- not run: needs nginx -->`; `title`: what stands behind the language.
 * @typedef {{ place: string, language: string, title: string, code: string, mark: string }} Block
 */

/** The pages that people read. */
function pages() {
  const beside = (folder) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.md')).map((name) => join(folder, name));
  const examples = readdirSync(join(root, 'examples'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    .flatMap((entry) => beside(join('examples', entry.name)));
  return [...beside('.'), ...beside('docs'), ...beside('npm'), ...beside('examples'), ...examples];
}

/** @param {string} file @returns {Block[]} */
function blocksOf(file) {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/^(?:<!-- (.*?) -->\n)?```([\w-]*) *([^\n`]*)\n([^]*?)^```$/gm)].map(({ 0: whole, 1: mark = '', 2: language, 3: title, 4: code, index }) => {
    const line = text.slice(0, index + whole.indexOf('```')).split('\n').length;
    return { place: `${file}:${line}`, language, title, code, mark };
  });
}

/** Every fenced block of every page. @returns {Block[]} */
export const allBlocks = () => pages().flatMap(blocksOf);

/** Every fenced block, of every page whose blocks no test of its own runs. @returns {Block[]} */
export const blocks = () => pages().filter((file) => !RUN_ELSEWHERE.includes(file)).flatMap(blocksOf);

/** Those that don't say what they are written in, in any page. */
export const unlabelled = () => allBlocks().filter(({ language }) => !language).map(({ place }) => place);

/** Words of a line as a shell has them, without expanding anything. @param {string} line */
const words = (line) => [...line.matchAll(/(?:"[^"]*"|'[^']*'|\$\([^)]*\)|[^\s"'])+/g)].map(([word]) => word);

/** Programs of others that the docs may use: what they take is theirs to say. */
const OTHERS = new Set(['cargo', 'createdb', 'curl', 'docker', 'install', 'mv', 'npm', 'node', 'npx', 'python', 'python3', 'pip', 'rustup', 'systemctl', 'systemd-run', 'cd', 'cp', 'mkdir', 'git', 'export', 'ls', 'cat', 'openssl', 'psql']);

/**
 * What is wrong with a shell's block: its syntax, programs that nobody knows, and commands and flags of ours that there are
 * not.
 * @param {string} code @param {import('./cli.mjs').Command[]} ours  `samtycke` and `cargo xtask`
 */
export function wrongInShell(code, ours) {
  execFileSync('bash', ['-n'], { input: code });
  const lines = code.replaceAll(/\\\n\s*/g, ' ').split('\n').map((line) => line.replace(/(^|\s)#.*$/, '')).filter((line) => line.trim());
  return lines.flatMap((line) => line.split(/\s(?:\||&&|;)\s/)).flatMap((command) => {
    const all = words(command).filter((word) => word !== '…' && !/^\w+=/.test(word));
    // `systemd-run … samtycke keys list` runs one of ours, too.
    const at = all.findIndex((word, index) => /(^|\/)samtycke$/.test(word) && (index === 0 || all[0] === 'systemd-run'));
    if (at >= 0) return wrongIn(all.slice(at + 1), ours[0]);
    if (all[0] === 'cargo' && all[1] === 'xtask') return wrongIn(all.slice(2), ours[1]);
    return OTHERS.has(all[0]) ? [] : [`unknown program: ${all[0]}`];
  });
}

/** @param {string[]} args @param {import('./cli.mjs').Command} command @returns {string[]} */
function wrongIn(args, command) {
  const [first] = args;
  if (command.commands.length) {
    const below = command.commands.find(({ name }) => name.split(' ').at(-1) === first);
    return below ? wrongIn(args.slice(1), below) : [`${command.name} has no command ${first}`];
  }
  const own = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  const known = command.flags.map((flag) => flag.split(/[ =]/)[0]);
  return own.filter((word) => word.startsWith('--') && !known.includes(word.split('=')[0])).map((flag) => `${command.name} has no ${flag}`);
}

/** Sections of a TOML text: the header's path (empty before the first) and the lines with it. @param {string} toml */
function sections(toml) {
  /** @type {{ path: string, text: string }[]} */
  const all = [{ path: '', text: '' }];
  for (const line of toml.split('\n')) {
    const [, path] = /^\[\[?([\w.-]+)\]\]?\s*(?:#.*)?$/.exec(line) ?? [];
    if (path) all.push({ path, text: '' });
    /** @type {{ text: string }} */ (all.at(-1)).text += `${line}\n`;
  }
  return all;
}

/**
 * A whole pack.toml with the fragment in the place of what it speaks of: tables of its names, and those below them, are
 * taken out of the rest.
 * @param {string} whole @param {string} fragment
 */
export function packWithFragment(whole, fragment) {
  const own = sections(fragment).map(({ path }) => path).filter(Boolean);
  const isReplaced = (path) => own.some((one) => path === one || path.startsWith(`${one}.`));
  return `${sections(whole).filter(({ path }) => !isReplaced(path)).map(({ text }) => text).join('')}\n${fragment}`;
}

/**
 * The same for keys without a header: they take the place of their like in the first table of that name.
 * @param {string} whole @param {string} header @param {string} line
 */
export function packWithKey(whole, header, line) {
  const [key] = line.split(' =');
  let isFirst = true;
  return sections(whole)
    .map(({ path, text }) => {
      if (path !== header || !isFirst) return text;
      isFirst = false;
      const [head, ...rest] = text.split('\n').filter((one) => !one.startsWith(`${key} =`));
      return [head, line, ...rest].join('\n');
    })
    .join('');
}
