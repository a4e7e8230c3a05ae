// What the command lines take, as their own help says it.

import { execFileSync } from 'node:child_process';

/**
 * A command: `samtycke keys new`. `usage` is its line without the name; `flags` are with their values, as in `--out <FILE>`.
 * @typedef {{ name: string, about: string, usage: string, flags: string[], commands: Command[] }} Command
 */

/**
 * Asks for help, and for that of every command below.
 * @param {string} binary
 * @param {string} name  as one types it
 * @param {string[]} [path]
 * @returns {Command}
 */
export function commandOf(binary, name, path = []) {
  const help = execFileSync(binary, [...path, '--help'], { encoding: 'utf8', env: { ...process.env, COLUMNS: '1000' } });
  const [about] = help.split('\n');
  const [, usage = ''] = /^Usage: (.*)$/m.exec(help) ?? [];
  const flags = [...help.matchAll(/^ {2,6}(?:-\w, )?(--[\w-]+(?:[ =]<[^>]*>(?:\.\.\.)?)?)/gm)].map(([, flag]) => flag);
  const [, list = ''] = /^Commands:\n((?: {2}.*\n)+)/m.exec(help) ?? [];
  const below = [...list.matchAll(/^ {2}([\w-]+)/gm)].map(([, below]) => below).filter((below) => below !== 'help');
  return {
    name: [name, ...path].join(' '),
    about,
    usage: usage.replace(/^.*?(?= [[<-]|$)/, '').trim(),
    flags: flags.filter((flag) => flag !== '--help' && flag !== '--version'),
    commands: below.map((next) => commandOf(binary, name, [...path, next])),
  };
}
