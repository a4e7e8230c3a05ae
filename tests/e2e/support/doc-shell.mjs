// Runs the shell blocks of the docs as they stand, in a folder that has what they speak of: packs, published and not, the
// widget's files, a receiver's database with an acceptance in it. What isn't ours (cargo, npm, systemctl) is done by nobody.

import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './doc-blocks.mjs';
import { jwksOf } from './records.mjs';
import { startServer } from './server.mjs';
import { binary, demo, widget } from './settings.mjs';
import { acceptance, newKey, offered, published, receipted, signed } from './signed.mjs';

/** Lines that can't be run here, and why. */
const NOT_HERE = [
  [/^(target\/debug\/)?samtycke new my-pack$/, 'asks, and waits for answers'],
  [/ ID$/, 'an id of one’s own'],
  [/ --prev /, 'a record that follows another; crates/cli/tests/it makes such'],
  [/^samtycke log \w+ .*https:/, 'somebody else’s receiver'],
  [/^SAMTYCKE_DB=postgres:/, 'somebody else’s database'],
];

/** Commands of others: it is enough that they are called. */
const OTHERS = ['cargo', 'createdb', 'docker', 'install', 'node', 'npm', 'pip', 'python', 'systemctl', 'systemd-run'];

/** The record that docs/receiver.md shows. */
const RECORD = '5d0c7c52-6a0b-4d6e-9a55-0f4a3f9f2b11';

/** Stands for `samtycke`: `serve` listens on any port and ends, what is to be made anew isn't there yet. */
const SAMTYCKE = `#!/bin/bash
set -e
echo "samtycke $*" >> "$RAN"
case "$1" in
  new) rm -rf "$2" ;;
  build) if [ "$2 $3" = 'my-pack --out' ]; then rm -rf "$4"; fi ;;
  backup) for argument; do [ "$before" = --out ] && rm -f "$argument"; before=$argument; done ;;
  # 1: something differs.
  diff) ${JSON.stringify(binary)} "$@" || [ $? = 1 ]; exit ;;
  serve)
    shift
    arguments=()
    while [ $# -gt 0 ]; do
      if [ "$1" = --port ]; then shift 2; else arguments+=("$1"); shift; fi
    done
    coproc receiver { exec ${JSON.stringify(binary)} serve "\${arguments[@]}" --port 0; }
    pid=$receiver_PID
    while read -r line <&"\${receiver[0]}"; do
      case "$line" in "listening on"*) kill "$pid"; exit 0 ;; esac
    done
    exit 1 ;;
esac
exec ${JSON.stringify(binary)} "$@"
`;

export class DocShell {
  #folder = mkdtempSync(join(tmpdir(), 'samtycke-docs-run-'));
  #programs = join(this.#folder, 'programs');
  #made = join(this.#folder, 'made');
  #blocks = 0;
  /** Lines of ours that nothing ran. @type {string[]} */
  left = [];

  static async start() {
    const shell = new DocShell();
    mkdirSync(shell.#programs);
    for (const name of OTHERS) shell.#program(name, '#!/bin/bash\n');
    // What is fetched is the receiver's keys.
    shell.#program('curl', `#!/bin/bash\ncat "${join(shell.#made, 'keys.json')}"\n`);
    shell.#program('samtycke', SAMTYCKE);
    await shell.#make();
    return shell;
  }

  /** @param {string} name @param {string} text */
  #program(name, text) {
    const file = join(this.#programs, name);
    writeFileSync(file, text);
    chmodSync(file, 0o755);
  }

  /** What the docs take for granted, by the names that they give it. */
  async #make() {
    const at = (/** @type {string} */ path) => {
      mkdirSync(dirname(join(this.#made, path)), { recursive: true });
      return join(this.#made, path);
    };
    const ours = (/** @type {string[]} */ ...args) => execFileSync(binary, args, { cwd: this.#made, stdio: 'pipe' });
    const pack = join(demo, 'packs/vagthavn');
    for (const place of ['packs/vagthavn', 'my-pack']) cpSync(join(root, 'packs/vagthavn'), at(place), { recursive: true });
    for (const place of ['dist/embed', 'node_modules/samtycke/embed']) symlinkSync(join(demo, widget), at(place));
    for (const place of ['published/vagthavn', 'DIR', 'dist/demo/packs/vagthavn']) symlinkSync(pack, at(place));
    symlinkSync(join(this.#programs, 'samtycke'), at('target/debug/samtycke'));
    const toml = readFileSync(at('packs/vagthavn/pack.toml'), 'utf8');
    for (const [version, since] of [['1.0', '2026-01-01'], ['2.0', '2026-05-01'], ['2.1', '2026-09-01']]) {
      const agreed = toml.replace('version = "2.1"\neffective = 2026-09-01', `version = "${version}"\neffective = ${since}`);
      writeFileSync(at('packs/vagthavn/pack.toml'), agreed);
      ours('build', 'packs/vagthavn', '--out', 'public/legal', '--widget', 'dist/embed');
    }
    symlinkSync('../public', at('react/public'));
    mkdirSync(at('examples'));

    const server = await startServer({ packs: [pack] });
    try {
      const role = published(pack).manifest.roles.find(({ id }) => id === 'customer');
      const key = newKey();
      const said = { ...acceptance(published(pack), role, 'da', server.url), record_id: RECORD };
      const record = signed(key, await offered(server.url, key, said));
      const receipt = await receipted(server.url, record);
      for (const [name, text] of [['RECORD.jws', record], ['RECEIPT.jws', receipt], ['keys.json', await jwksOf(server.url)]])
        writeFileSync(at(name), text);
      cpSync(join(dirname(server.database), 'samtycke-key.pem'), at('samtycke-key.pem'));
      cpSync(join(dirname(server.database), 'samtycke-log.pem'), at('samtycke-log.pem'));
      ours('backup', '--db', server.database, '--out', 'samtycke.db');
    } finally {
      await server.remove();
    }
    for (const place of ['var/lib/samtycke/samtycke.db', 'backup/samtycke-2026-11-22.db', 'today.db', 'target/demo/samtycke.sqlite']) cpSync(at('samtycke.db'), at(place));
    mkdirSync(at('var/lib/samtycke/broken'));
    writeFileSync(at('yesterday.txt'), ours('log', 'checkpoint', 'samtycke.db', '--jwks', 'keys.json'));
    rmSync(at('today.db'));
    writeFileSync(at('samtycke.toml'), '');
  }

  /**
   * Runs a block, to its first line that fails.
   * @param {string} code
   * @returns {string[]} what was run of ours; throws with what it said
   */
  run(code) {
    const folder = join(this.#folder, `block-${(this.#blocks += 1)}`);
    cpSync(this.#made, folder, { recursive: true, verbatimSymlinks: true });
    const lines = code.replaceAll(/\\\n\s*/g, ' ').split('\n').map((line) => line.replace(/(^|\s)#.*$/, '').trim());
    const runs = lines.filter((line) => {
      const isLeft = NOT_HERE.some(([pattern]) => pattern.test(line));
      if (isLeft) this.left.push(line);
      return !isLeft;
    });
    // What lies in the system's folders lies in ours.
    const script = runs.join('\n').replaceAll(/(?<=\s)\/(var|backup)\//g, `${folder}/$1/`);
    const ran = join(folder, 'ran');
    writeFileSync(ran, '');
    const env = { ...process.env, RAN: ran, PATH: `${this.#programs}:${process.env.PATH}` };
    try {
      execFileSync('bash', ['-ec', script], { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
      return readFileSync(ran, 'utf8').trim().split('\n').filter(Boolean);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** Each reason why a line is not run is still one. @returns {string[]} */
  unused() {
    return NOT_HERE.filter(([pattern]) => !this.left.some((line) => pattern.test(line))).map(([, why]) => why);
  }

  remove() {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
