// Prints the words of the pages that are built by nothing, as JSON: page → tag → what stands in its file. Each array is an
// object by index.

import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const NAMES = /^words-(\w+)\.js$/;

/** @param {string} page */
const wordsOf = async (page) => {
  const tags = readdirSync(page).flatMap((name) => NAMES.exec(name)?.[1] ?? []);
  return Object.fromEntries(await Promise.all(tags.map(async (tag) => {
    const file = await import(pathToFileURL(resolve(page, `words-${tag}.js`)).href);
    const { tag: _, locale, language, ...words } = file[tag.toUpperCase()];
    return [tag, words];
  })));
};

const pages = await Promise.all(process.argv.slice(1).map(async (page) => [page, await wordsOf(page)]));
console.log(JSON.stringify(Object.fromEntries(pages), (_, value) => (Array.isArray(value) ? { ...value } : value)));
