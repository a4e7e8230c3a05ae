// The code blocks of a page in docs/, and a site that serves them: what the docs say is what runs.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { after } from 'node:test';
import { binary, demo, here, widget } from './settings.mjs';

/** @typedef {import('playwright-core').Page} Page */

const root = resolve(here, '../..');

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/**
 * The fenced blocks of a Markdown file, by info string: "html before=klaro". When the tests are over, each must have been
 * asked for: what nobody runs may be wrong.
 * @param {string} name  a file of docs/
 * @returns {(info: string) => string}
 */
export function blocksOf(name) {
  const text = readFileSync(join(root, 'docs', name), 'utf8');
  const blocks = [...text.matchAll(/^```(.*)\n([^]*?)^```$/gm)].map(([, info, code]) => ({ info, code, isTaken: false }));
  after(() => {
    const left = blocks.filter(({ isTaken }) => !isTaken).map(({ info }) => info);
    assert.deepEqual(left, [], `not tested in ${name}`);
  });
  return (info) => {
    const found = blocks.filter((block) => block.info === info);
    assert.equal(found.length, 1, `${name} must have one block of the title ${info}`);
    found[0].isTaken = true;
    return found[0].code;
  };
}

/**
 * A web server with these pages, and folders that are served as they are.
 * @param {{ pages?: Record<string, string>, folders?: Record<string, string>, cookies?: string, headers?: (path: string) => Record<string, string> | undefined }} site
 * pages: HTML by path; folders: by first segment; cookies: the `[cookies]` part of a pack, published at /legal/; headers: more
 * of them, by path: without any the connection breaks
 */
export async function serveSite({ pages = {}, folders = {}, cookies, headers = () => ({}) }) {
  const temporary = mkdtempSync(join(tmpdir(), 'samtycke-snippets-'));
  const served = cookies === undefined ? folders : { ...folders, legal: published(temporary, cookies) };
  const server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const [first, ...rest] = pathname.slice(1).split('/');
    const more = headers(pathname);
    if (!more) return void response.destroy();
    try {
      const body = pages[pathname] ?? (await readFile(resolve(root, served[first], ...rest)));
      const type = TYPES[/** @type {keyof TYPES} */ (extname(pathname))] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type, ...more }).end(body);
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end(`no ${pathname}`);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    remove: async () => {
      server.closeAllConnections();
      server.close();
      rmSync(temporary, { recursive: true, force: true });
    },
  };
}

/**
 * Sites by name, all of them one thing to start and to remove.
 * @param {Record<string, Parameters<typeof serveSite>[0]>} sites
 */
export async function serveSites(sites) {
  /** @type {Record<string, Awaited<ReturnType<typeof serveSite>>>} */
  const started = {};
  for (const [name, site] of Object.entries(sites)) started[name] = await serveSite(site);
  const all = Object.values(started);
  return { url: all[0].url, sites: started, remove: () => Promise.all(all.map((site) => site.remove())) };
}

/** What `samtycke build` makes of the bakery's pack with these cookies. @param {string} folder @param {string} cookies */
function published(folder, cookies) {
  const pack = join(folder, 'pack');
  cpSync(join(here, 'support/bakery'), pack, { recursive: true });
  appendFileSync(join(pack, 'pack.toml'), cookies);
  const out = join(folder, 'legal');
  // The demonstration has the same widget.
  execFileSync(binary, ['build', pack, '--out', out, '--widget', join(demo, widget)], { stdio: ['ignore', 'ignore', 'inherit'] });
  return out;
}

/**
 * Lets a page reach this machine, and stand-ins for others; nothing else. What it asked those others for is listed.
 * @param {Page} page
 * @param {Record<string, { type: string, body: string }>} standIns  by URL
 */
export async function withStandIns(page, standIns) {
  /** @type {string[]} */
  const asked = [];
  /** @type {string[]} */
  const strangers = [];
  await page.route('**/*', (route) => {
    const url = new URL(route.request().url());
    if (url.hostname === '127.0.0.1') return route.continue();
    const standIn = standIns[url.href];
    (standIn ? asked : strangers).push(url.href);
    return standIn ? route.fulfill({ contentType: standIn.type, body: standIn.body }) : route.abort();
  });
  return { asked, assertNoStrangers: () => assert.deepEqual(strangers, []) };
}
