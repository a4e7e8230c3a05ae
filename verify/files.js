// Files from the person's machine, folders opened.

/** Nothing that belongs here is larger. */
const LARGEST_FILE = 20_000_000;

/** @typedef {{ name: string, bytes: Uint8Array }} Read */

/** @param {DataTransfer | File[]} source @returns {Promise<Read[]>} */
export const filesIn = async (source) => {
  if (Array.isArray(source)) return readAll(source);
  // Both must be asked before anything is waited for: the browser takes them back.
  const entries = [...source.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = [...source.files];
  const text = source.getData('text/plain');
  if (plain.length === 0 && text.trim()) return [{ name: '', bytes: new TextEncoder().encode(text.trim()) }];
  const walked = await Promise.all(entries.map((entry) => (entry ? walk(entry) : [])));
  return readAll(walked.some((files) => files.length) ? walked.flat() : plain);
};

/** @param {File[]} files @returns {Promise<Read[]>} */
const readAll = (files) =>
  Promise.all(
    files
      .filter(({ size }) => size <= LARGEST_FILE)
      .map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );

/** Every file in a folder and below it. @param {FileSystemEntry} entry @returns {Promise<File[]>} */
const walk = async (entry) => {
  if (entry.isFile) {
    return new Promise((resolve) => /** @type {FileSystemFileEntry} */ (entry).file((file) => resolve([file]), () => resolve([])));
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  const inside = [];
  for (;;) {
    // A folder gives a part of what is in it each time it is asked.
    const part = await /** @type {Promise<FileSystemEntry[]>} */ (new Promise((resolve) => reader.readEntries(resolve, () => resolve([]))));
    if (part.length === 0) break;
    inside.push(...part);
  }
  return (await Promise.all(inside.map(walk))).flat();
};
