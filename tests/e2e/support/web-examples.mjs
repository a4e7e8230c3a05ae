// The examples that run in a browser, each as it stands: served with a vendor's pack, as its own server would.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { freePort, startServer } from './server.mjs';
import { binary, demo, here } from './settings.mjs';

const run = promisify(execFile);
export const examples = resolve(here, '../../examples');
const vite = join(examples, 'node_modules/.bin/vite');
const axum = process.env.SAMTYCKE_EXAMPLE_AXUM ?? resolve(here, '../../target/debug/samtycke-example-axum');
/** Where the examples' pages say that the receiver is, unless they are built. */
const ELSEWHERE = 'https://consent.example.com';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** A folder of examples/, built if it is to be, at an origin of its own; the receiver is another. */
export class WebExample {
  #folder = mkdtempSync(join(tmpdir(), 'samtycke-example-'));
  #server = createServer((request, response) => void this.#answer(request, response));
  /** What came in by `POST /signup`. @type {URLSearchParams[]} */
  signUps = [];
  url = '';

  /** @param {string} name @param {{ build?: 'development' | 'production', policy?: string }} [options] */
  static async start(name, { build, policy } = {}) {
    const site = new WebExample();
    site.#server.listen(0, '127.0.0.1');
    await once(site.#server, 'listening');
    site.url = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (site.#server.address()).port}`;
    site.receiver = await startServer({ packs: [site.#pack], origins: [site.url] });
    if (policy) site.#headers = { 'content-security-policy': policy.replaceAll(ELSEWHERE, site.receiver.url) };
    site.#pages = build ? await site.#build(name, build) : join(examples, name);
    return site;
  }

  #pack = join(demo, 'packs/vagthavn');
  #pages = '';
  /** @type {Record<string, string>} */
  #headers = {};

  /** React's development build mounts everything twice. @param {string} name @param {string} mode */
  async #build(name, mode) {
    const environment = { ...process.env, VITE_ENDPOINT: this.receiver.url, NODE_ENV: mode };
    await run(vite, ['build', '--mode', mode, '--outDir', this.#folder], { cwd: join(examples, name), env: environment });
    return this.#folder;
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async #answer(request, response) {
    const { pathname } = new URL(request.url ?? '/', this.url);
    try {
      if (request.method === 'POST') {
        let form = '';
        for await (const bytes of request) form += bytes;
        this.signUps.push(new URLSearchParams(form));
        response.writeHead(200, { 'content-type': TYPES['.html'] }).end('<!doctype html><title>Welcome</title><h1>Welcome</h1>');
        return;
      }
      const isPack = pathname.startsWith('/legal/');
      const file = isPack ? join(this.#pack, pathname.slice('/legal/'.length)) : join(this.#pages, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
      let body = await readFile(file);
      if (!isPack && file.endsWith('.html')) body = Buffer.from(body.toString().replaceAll(ELSEWHERE, this.receiver.url));
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', ...this.#headers }).end(body);
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end(`no ${pathname}`);
    }
  }

  async remove() {
    this.#server.closeAllConnections();
    this.#server.close();
    await this.receiver?.remove();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The site on axum, with a receiver that knows it. */
export class AxumExample {
  static async start() {
    const site = new AxumExample();
    const address = `127.0.0.1:${await freePort()}`;
    site.url = `http://${address}`;
    const pack = join(demo, 'packs/vagthavn');
    site.receiver = await startServer({ packs: [pack], origins: [site.url] });
    site.folder = mkdtempSync(join(tmpdir(), 'samtycke-example-'));
    const banner = join(site.folder, 'banner.html');
    await run(binary, ['prerender', pack, '--base', '/legal/', '--language', 'en', '--out', banner]);
    const environment = { ...process.env, PACK: pack, ENDPOINT: site.receiver.url, ORIGIN: site.url, BANNER: banner, LISTEN: address };
    site.process = spawn(axum, [], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface({ input: site.process.stdout })) if (line.startsWith('listening on')) return site;
    throw new Error(`${axum} ended before it listened`);
  }

  async remove() {
    this.process?.kill();
    await this.receiver?.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The policy that an example's server sends. @param {string} name */
export function policyOf(name) {
  const [, policy] = /Content-Security-Policy "([^"]+)"/.exec(readFileSync(join(examples, name, 'Caddyfile'), 'utf8')) ?? [];
  assert.ok(policy, `examples/${name}/Caddyfile sends no policy`);
  return policy;
}

/** Lines of an example that a person writes: not its Cargo.toml, package.json or tsconfig.json. @param {string} name */
export function ownLines(name) {
  const isOwn = (file) => /\.(html|js|tsx|vue|css|rs|mjs)$|Caddyfile$/.test(file);
  return readdirSync(join(examples, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isOwn(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'utf8').split('\n').filter((line) => line.trim()).length)
    .reduce((sum, lines) => sum + lines, 0);
}
