// A vendor's sign-up page as the docs have it: the element in a form, with any pack of the demonstration, no cookies to
// ask about, and the receiver at another origin.
//
//   /?vendor=…&role=…&lang=…&prefill=1   the page; prefill: the vendor knows who is signing up
//   /packs/…                             what `samtycke build` wrote

import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { startServer } from './server.mjs';
import { binary, demo, widget } from './settings.mjs';
import { company, person } from './steps.mjs';
import { useWorld } from './world.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

const STYLES = ':root { color-scheme: light dark; color: light-dark(#111, #eee); background: light-dark(#fff, #111) }';

/** What the page knows of who signs up; the number as people write it. */
export const PREFILL = {
  organisation: { name: company.name, country: 'DK', id: company.written, address: 'Havnegade 12, 8000 Aarhus C' },
  signatory: person,
};

/** Every role of every pack, in each of its languages. */
export const CASES = readdirSync(join(demo, 'packs')).flatMap((vendor) => {
  const { languages, roles } = JSON.parse(readFileSync(join(demo, 'packs', vendor, 'pack.json'), 'utf8'));
  const asked = (role) => role.documents.map(({ id, act }) => ({ id, act }));
  return roles.flatMap((role) => languages.map((lang) => ({ vendor, role: role.id, lang, documents: asked(role) })));
});

/**
 * The address of the page.
 * @param {{ vendor?: string, role?: string, lang?: string, prefill?: boolean }} [who]  role: empty when the page knows none
 */
export const signUp = ({ vendor = 'vagthavn', role = 'customer', lang = 'da', prefill = true } = {}) =>
  `/?${new URLSearchParams({ vendor, role, lang, prefill: prefill ? '1' : '' })}`;

/** To be called once at the top of a file: the world of `useWorld`, with sign-up pages. */
export const useSignUp = () => useWorld({ start: () => SignUp.start() });

export class SignUp {
  /** @type {import('./server.mjs').Server} */
  receiver;
  #folder = mkdtempSync(join(tmpdir(), 'samtycke-signup-'));
  #server = createServer((request, response) => void this.#answer(request, response));

  static async start() {
    const site = new SignUp();
    execFileSync(binary, ['gate', '--out', join(site.#folder, 'gate.js')], { stdio: ['ignore', 'ignore', 'inherit'] });
    site.#server.listen(0, '127.0.0.1');
    await once(site.#server, 'listening');
    site.receiver = await startServer({ origins: [site.url] });
    return site;
  }

  get url() {
    const { port } = /** @type {import('node:net').AddressInfo} */ (this.#server.address());
    return `http://127.0.0.1:${port}`;
  }

  async remove() {
    this.#server.closeAllConnections();
    this.#server.close();
    await this.receiver?.remove();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async #answer(request, response) {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    if (pathname === '/') {
      const csp = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self' ${this.receiver.url}; base-uri 'none'; form-action 'self'`;
      response.writeHead(200, { 'content-type': TYPES['.html'], 'content-security-policy': csp });
      response.end(this.#page(Object.fromEntries(searchParams)));
      return;
    }
    if (pathname === '/page.css') {
      response.writeHead(200, { 'content-type': TYPES['.css'] }).end(STYLES);
      return;
    }
    try {
      const file = pathname === '/gate.js' ? join(this.#folder, 'gate.js') : join(demo, pathname);
      const type = TYPES[/** @type {keyof TYPES} */ (extname(pathname))] ?? 'application/octet-stream';
      const body = await readFile(file);
      response.writeHead(200, { 'content-type': type }).end(body);
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end(`no ${pathname}`);
    }
  }

  /** @param {Record<string, string>} asked */
  #page({ vendor, role, lang, prefill }) {
    const known = JSON.stringify(PREFILL).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    const attributes = [`pack="/packs/${vendor}/pack.json"`, role && `role="${role}"`, prefill && `prefill="${known}"`];
    return `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>${vendor}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/page.css">
<script src="/gate.js" data-endpoint="${this.receiver.url}" data-widget="${widget}"></script>
<main><h1>${vendor}</h1><form id="opret" method="post" action="/">
<h2>Agreement</h2><samtycke-agreement name="agreement" ${attributes.filter(Boolean).join(' ')}></samtycke-agreement>
<p><button type="submit">Form</button></p></form></main>`;
  }
}
