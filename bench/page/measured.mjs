// What a run was of: so that whoever reads its numbers can build the same.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

/** The checked-out commit; `-dirty` when files differ from it, nothing outside a checkout. @param {string} [folder] */
export const commit = (folder) => {
  // Somebody else may own the checkout.
  const describe = ['-c', 'safe.directory=*', 'describe', '--always', '--dirty', '--abbrev=40', '--exclude=*'];
  const { status, stdout } = spawnSync('git', describe, { cwd: folder, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
};

/** The embed that our pages load. @param {string} pack  the published pack */
export const embed = (pack) => {
  const content = readFileSync(join(pack, 'embed.en.js'));
  return {
    file: `${basename(pack)}/embed.en.js`,
    bytes: content.length,
    brotli: compressed(content).length,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
};

/** As a good host does it once. @param {Buffer} content */
export const compressed = (content) =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } });
