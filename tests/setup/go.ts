/** The program of `tests/go`, where there is Go, which keeps what it has built. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { devNull } from 'node:os';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('../go', import.meta.url));
export const hasGo = spawnSync('go', ['build', '-o', devNull, '.'], { cwd }).status === 0;

/** What it says, given this on its standard input. Throws what it complains of. */
export const runGo = async (args: readonly string[], input = ''): Promise<string> => {
  const child = spawn('go', ['run', '.', ...args], { cwd });
  child.stdin.end(input);
  const [out, complaint, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (code !== 0) throw new Error(complaint);
  return out;
};
