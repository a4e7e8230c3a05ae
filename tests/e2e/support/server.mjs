// The real receiver, serving the built demonstration site, or packs of a site that serves itself. It keeps its port and
// its database, so that it can be killed and started again as if the machine had been.

import { execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { binary, demo } from './settings.mjs';

/** Longer than any start takes on a busy machine. */
const START_MS = 30_000;

/**
 * @typedef {object} Options
 * @property {boolean} [csp]
 * @property {string[]} [origins]  whose pages may make records; its own, by both names, when left out
 * @property {string[]} [packs]  folders of published packs; the demonstration's when left out
 * @property {string} [settings]  more of its configuration, in TOML
 */

export class Server {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #process;
  #folder = mkdtempSync(join(tmpdir(), 'samtycke-e2e-'));
  #options;
  #port;
  #tokens = 0;

  /**
   * @param {number} port
   * @param {Options} options
   */
  constructor(port, options) {
    this.#port = port;
    this.#options = options;
  }

  /** `http://127.0.0.1:<port>` */
  get url() {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** The private key of its receipts: for receipts that it would never sign. */
  get key() {
    return readFileSync(join(this.#folder, 'samtycke-key.pem'), 'utf8');
  }

  /** The file of its database. */
  get database() {
    return join(this.#folder, 'records.db');
  }

  /** A token for its API. @param {string} role */
  token(role) {
    const said = execFileSync(binary, ['tokens', 'new', '--db', this.database, '--name', `${role} ${(this.#tokens += 1)}`, '--role', role], { encoding: 'utf8' });
    const token = /samtycke_[\w-]{43}/.exec(said)?.[0];
    if (!token) throw new Error(`no token: ${said}`);
    return token;
  }

  /** Starts it and waits until it says that it listens. */
  async start() {
    const { csp, settings = '', origins = [this.url, this.url.replace('127.0.0.1', 'localhost')], packs = readdirSync(join(demo, 'packs')).map((pack) => join(demo, 'packs', pack)) } =
      this.#options;
    const config = join(this.#folder, 'samtycke.toml');
    writeFileSync(config, settings);
    const child = spawn(
      binary,
      [
        ...['serve', '--config', config, '--port', String(this.#port), '--db', this.database],
        ...['--static', demo, ...(csp ? ['--csp'] : [])],
        ...origins.flatMap((origin) => ['--origin', origin]),
        ...packs.flatMap((pack) => ['--pack', pack]),
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    this.#process = child;
    let said = '';
    child.stderr.on('data', (text) => (said += text));
    const listening = (async () => {
      for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('listening on')) return;
      throw new Error(`the server ended before it listened: ${said}`);
    })();
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`the server does not listen after ${START_MS} ms: ${said}`)), START_MS);
    });
    try {
      await Promise.race([listening, late]);
    } finally {
      clearTimeout(timer);
    }
    // Nothing more is read from it, and it must not stop on a full pipe.
    child.stdout.resume();
    return this;
  }

  /** Ends it without a word, like a power cut. */
  async kill() {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** Ends it for good. */
  async remove() {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** @param {Options} [options] */
export async function startServer(options = {}) {
  return new Server(await freePort(), options).start();
}

/** One that nobody listens on now, and that no system gives to whoever asks for any: a receiver that was killed comes back to it. */
export async function freePort() {
  for (;;) {
    const port = randomInt(15_000, 32_000);
    if (await isFree(port)) return port;
  }
}

/** @param {number} port */
const isFree = (port) =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
