// The servers of examples/, each as it stands, with a database of its own.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Database } from '../../../examples/server-node/database.mjs';
import { here } from './settings.mjs';

const root = resolve(here, '../..');
const rust = process.env.SAMTYCKE_EXAMPLE_RUST ?? join(root, 'target/debug/samtycke-example-server');
const python = process.env.SAMTYCKE_EXAMPLE_PYTHON ?? join(root, 'target/examples/python/bin/python');

/** `skip`: why it can't run on this machine. */
export const languages = [
  { name: 'Node.js', command: [process.execPath, join(root, 'examples/server-node/server.mjs')] },
  { name: 'Rust', command: [rust] },
  {
    name: 'Python',
    command: [python, join(root, 'examples/server-python/server.py')],
    skip:
      process.env.SAMTYCKE_EXAMPLE_NO_PYTHON ??
      (existsSync(python) ? undefined : `there is no ${python}: \`cargo xtask test --only e2e\` makes it or says why not`),
  },
];

/** Longer than any of them takes on a busy machine. */
const PATIENCE_MS = 20_000;

export class Example {
  #folder = mkdtempSync(join(tmpdir(), 'samtycke-example-'));
  #command;
  #environment;
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #process;
  #said = '';
  #heard = () => {};
  url = '';

  /** @param {string[]} command @param {Record<string, string>} environment */
  constructor(command, environment) {
    this.#command = command;
    const own = { PORT: '0', DATABASE: join(this.#folder, 'accounts.db'), RETRY_SECONDS: '1' };
    this.#environment = { ...process.env, ...own, ...environment };
  }

  async start() {
    const [program, ...args] = this.#command;
    const child = spawn(program, args, { env: this.#environment, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process = child;
    this.#said = '';
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        this.#said += `${line}\n`;
        this.#heard();
      });
    }
    child.on('error', (error) => (this.#said += error.message));
    [, this.url] = await this.says(/^listening on (\S+)/m);
    return this;
  }

  /** Waits until it has said so, since it was started. @param {RegExp} words */
  async says(words) {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = words.exec(this.#said);
      if (found) return found;
      if (Date.now() > end || this.#process?.exitCode != null) throw new Error(`it doesn't say ${words}, but: ${this.#said}`);
      await Promise.race([new Promise((heard) => (this.#heard = heard)), new Promise((later) => setTimeout(later, 500))]);
    }
  }

  /** Sends the form as a browser would. @param {Record<string, string>} form */
  async signUp(form) {
    const answer = await fetch(`${this.url}/signup`, { method: 'POST', body: new URLSearchParams(form) });
    return { status: answer.status, words: (await answer.text()).trim() };
  }

  /** What is stored. */
  stored() {
    const database = new Database(join(this.#folder, 'accounts.db'));
    try {
      database.exec('PRAGMA busy_timeout = 5000');
      // SQLite's rows have no prototype in some versions; for a comparison they need one.
      const rows = (table) => database.prepare(`SELECT * FROM ${table}`).all().map((row) => ({ ...row }));
      return { accounts: rows('accounts'), records: rows('records') };
    } finally {
      database.close();
    }
  }

  async stop() {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  }

  async remove() {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
