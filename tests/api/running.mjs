// What whoever runs it depends on, as the sources declare it: settings, environment, exit codes, what is printed for programs,
// and what webhooks are sent.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const CLI = 'crates/cli/src';
const RECEIVER = 'crates/receiver/src';

/** A source without its tests and comments. @param {string} file */
const source = (file) => readFileSync(join(root, file), 'utf8').split('#[cfg(test)]')[0].replaceAll(/^\s*\/\/.*$/gm, '');

/** @param {string} text @param {RegExp} pattern */
const found = (text, pattern) => [...text.matchAll(pattern)].map(([, name]) => name);

/** @param {string[]} names */
const sorted = (names) => [...new Set(names)].sort();

/** @template T @param {T[]} all @param {number} least @param {string} what @returns {T[]} */
const atLeast = (all, least, what) => {
  if (all.length < least) throw new Error(`only ${all.length} ${what} were read: how are they declared?`);
  return all;
};

/** Rust's files in a folder and below. @param {string} folder @returns {string[]} */
const sources = (folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.rs')).map((name) => join(folder, name)).sort();

/** Every key of samtycke.toml, with its type: by the structs that serde reads. */
export function settings() {
  const text = ['serve/file', 'serve/webhooks', 'logs'].map((file) => source(`${CLI}/${file}.rs`)).join('\n');
  /** @param {string} name @param {'struct' | 'enum'} kind */
  const body = (name, kind) => new RegExp(`((?:#\\[[^\\n]*\\]\\n)*)(?:pub(?:\\(\\w+\\))? )?${kind} ${name} \\{([^]*?)\\n\\}`).exec(text)?.slice(1);
  /** @param {string} type @returns {string} */
  const words = (type) => {
    const [attributes, variants] = body(type, 'enum') ?? [];
    if (!variants) return type.replaceAll(/PathBuf|String|Pause|IpAddr/g, (name) => ({ PathBuf: 'path', String: 'text', Pause: 'time', IpAddr: 'address' })[name] ?? name);
    const names = found(variants, /^ {4}(\w+(?:\([^)]*\))?),$/gm);
    const written = (/** @type {string} */ name) => (attributes.includes('kebab-case') ? name.replaceAll(/\B[A-Z]/g, '-$&') : name).toLowerCase();
    return names.map((name) => (name.includes('(') ? words(name.replace(/^\w+\((.*)\)$/, '$1')) : `"${written(name)}"`)).join(' | ');
  };
  /** @param {string} type @param {string} path @returns {string[]} */
  const keys = (type, path) =>
    [...(body(type, 'struct')?.[1] ?? '').matchAll(/(?:#\[serde\(rename = "(\w+)"\)\]\s*)?(?:#\[[^\n]*\]\s*)?(?:pub(?:\(\w+\))? )?(\w+): (.*),$/gm)].flatMap(([, renamed, name, declared]) => {
      const type = declared.replace(/^Option<(.*)>$/, '$1');
      const key = path + (renamed ?? name);
      return body(type, 'struct') ? keys(type, `${key}.`) : [`${key} (${words(type)})`];
    });
  return atLeast(sorted(keys('FileSettings', '')), 22, 'keys of samtycke.toml');
}

/** What it asks the environment for, but who is at the terminal. */
export const environment = () =>
  atLeast(sorted([...sources(CLI), ...sources(RECEIVER)].flatMap((file) => found(source(file), /"(SAMTYCKE_[A-Z_]+|NO_COLOR)"/g))), 4, 'variables');

/** The codes that each command ends with, and what they mean. @param {string} binary @param {string[]} commands */
export function exits(binary, commands) {
  const help = execFileSync(binary, ['--help'], { encoding: 'utf8', env: { ...process.env, COLUMNS: '1000' } });
  const [meaning] = atLeast(found(help, /^(Exit codes: .*)$/gm), 1, 'lines about exit codes in --help');
  const written = commands.map((command) => {
    const own = command === 'restore' ? 'backup' : command;
    const text = [own, `${own}_admin`].map((name) => `${CLI}/${name}.rs`).filter((file) => existsSync(join(root, file))).map(source).join('\n');
    const all = `${text}${/\bdatabase::/.test(text) ? source(`${CLI}/database.rs`) : ''}`;
    const codes = found(all, /ExitCode::(SUCCESS|FAILURE|from\(\d\)|from\(u8::from)/g);
    // Usage is clap's, and 2 with every command.
    const numbers = codes.flatMap((code) => ({ SUCCESS: ['0'], FAILURE: ['1'], 'from(u8::from': ['0', '1'] })[code] ?? found(code, /(\d)/g));
    return `samtycke ${command}: ${atLeast(sorted([...numbers, '2']), 2, `exit codes of ${command}`).join(' ')}`;
  });
  return [meaning, ...written];
}

/** Types that are written as JSON, by the macros that declare them: members and words. @param {string[]} files */
export const types = (files) =>
  files.flatMap((file) =>
    [...source(file).matchAll(/json_(?:object|enum|tagged)! \{([^]*?)\n\}/g)].flatMap(([, body]) => {
      const plain = body.replaceAll(/^\s*#\[.*\]$/gm, '');
      const [, type] = /pub(?:\(\w+\))? (?:struct|enum) (\w+)/.exec(plain) ?? [];
      if (!type) return [];
      const inside = plain.slice(plain.indexOf('{') + 1, plain.lastIndexOf('}')).replaceAll(/\bpub(?:\(\w+\))? /g, '');
      const all = inside.split(/,\s*\n/).map((one) => one.trim()).filter(Boolean);
      const members = all.map((one) => `  ${one.replace('r#', '').replace(/ = "(\w+)"$/, (said, word) => (one.startsWith('r#') && word ? '' : said))}`);
      return [[`${basename(file, '.rs')}.${type}`, ...members].join('\n')];
    }),
  );

/** What the receiver's API and webhooks say, and most of what `--json` prints. */
export const spoken = () => atLeast(types(sources(RECEIVER)).sort(), 25, "of the receiver's types");

/**
 * Members of JSON that is put together by hand, by the function that does it.
 * @param {string} file @param {RegExp} [functions]  all if left out
 */
const members = (file, functions = /./) =>
  source(file).split(/\n *(?:pub(?:\(\w+\))? )?fn /).slice(1).flatMap((text) => {
    const [name] = /^\w+/.exec(text) ?? [''];
    const names = functions.test(name) ? found(text, /\("([\w$]+)",/g) : [];
    return names.length ? [`  ${basename(file, '.rs')}.${name}: ${names.join(' ')}`] : [];
  });

/** What `--json` and `--sarif` print where no type is declared for it. */
export const printed = () => [
  'check --json', ...atLeast(members(`${CLI}/check/machine.rs`), 5, 'members of check --json'),
  'check --sarif', ...atLeast(members(`${CLI}/check/sarif.rs`), 3, 'members of check --sarif'),
  'verify --json', ...atLeast(members(`${CLI}/verify.rs`, /^json$/), 1, 'members of verify --json'),
  'records show --json', ...atLeast(members(`${RECEIVER}/opened.rs`, /^opened$/), 1, 'members of records show --json'),
];

/** What is posted: its headers and its members; the types of messages are words of a type above. */
export function webhooks() {
  const message = source(`${RECEIVER}/webhooks/message.rs`);
  const names = found(message, /(?:member\(|String::from\()"(\w+)"/g);
  const headers = found(source(`${RECEIVER}/webhooks/send.rs`), /"(webhook-[a-z]+)"/g);
  return [`headers: ${atLeast(sorted(headers), 3, 'headers').join(' ')}`, `message: ${atLeast(sorted(names), 8, 'members of a message').join(' ')}`];
}
