// Withdrawal: takes away what a service has stored.

import { attempt } from './attempt.js';
import { COOKIE_ATTRIBUTES } from './store.js';

/** @import { Service } from './types.d.ts' */

/**
 * Clears what the services stored on this site, and answers with the names that are still there.
 * @param {Service[]} services
 * @returns {string[]}
 */
export const clear = (services) => {
  const items = services.flatMap((service) => service.storage);
  return [
    ...clearNames(items, 'cookie', cookieNames, removeCookie),
    ...clearStorage(items, 'local-storage', () => localStorage),
    ...clearStorage(items, 'session-storage', () => sessionStorage),
  ];
};

/**
 * @param {Service['storage']} items
 * @param {string} kind
 * @param {() => Storage} storage  throws where storage is denied
 */
const clearStorage = (items, kind, storage) =>
  clearNames(
    items,
    kind,
    () => Object.keys(storage()),
    (name) => storage().removeItem(name),
  );

/**
 * @param {Service['storage']} items
 * @param {string} kind
 * @param {() => string[]} names
 * @param {(name: string) => void} remove
 */
const clearNames = (items, kind, names, remove) => {
  const ours = () =>
    (attempt(names) ?? []).filter((name) => items.some((item) => item.kind === kind && matches(item.name, name)));
  ours().forEach((name) => attempt(() => remove(name)));
  return ours();
};

/**
 * @param {string} pattern  a name; a trailing `*` stands for the rest
 * @param {string} name
 */
const matches = (pattern, name) =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;

const cookieNames = () => document.cookie.split('; ').map((pair) => pair.split('=')[0]);

/**
 * A cookie goes only when domain and path are the ones it was set with, and nobody tells us: try them all.
 * @param {string} name
 */
const removeCookie = (name) => {
  const labels = location.hostname.split('.');
  const steps = location.pathname.split('/');
  const domains = ['', ...labels.map((_, i) => ';domain=' + labels.slice(i).join('.'))];
  const paths = steps.flatMap((_, i) => {
    const path = steps.slice(0, i).join('/');
    return [path, path + '/'];
  });
  for (const domain of domains) {
    for (const path of [...paths, location.pathname]) {
      document.cookie = `${name}=;max-age=0;path=${path || '/'}${domain}${COOKIE_ATTRIBUTES}`;
    }
  }
};
