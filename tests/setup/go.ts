/** The program of `tests/go`, where there is Go: built once for all files that a process of the tests runs. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';

const folder = mkdtempSync(join(tmpdir(), 'onrecord-go-'));
const program = join(folder, 'onrecord-tests');
const cwd = fileURLToPath(new URL('../go', import.meta.url));
export const hasGo = spawnSync('go', ['build', '-o', program, '.'], { cwd }).status === 0;
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** What it says, given this on its standard input. Throws what it complains of. */
export const runGo = async (args: readonly string[], input = ''): Promise<string> => {
  const child = spawn(program, args);
  child.stdin.end(input);
  const [out, complaint, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (code !== 0) throw new Error(complaint);
  return out;
};
