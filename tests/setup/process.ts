/** The command line as a user runs it: a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const BIN = new URL('../../bin/', import.meta.url);

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  /** All that it has printed so far. */
  output: { stdout: string; stderr: string };
  /** Resolves once it has ended. */
  ended: Promise<Finished>;
}

/** Starts `onrecord …`; the settings are those given and no others. */
export const start = (
  args: readonly string[],
  settings: Record<string, string> = {},
  file: 'main.js' | 'onrecord.js' = 'main.js',
): Running => {
  const child = spawn(process.execPath, [fileURLToPath(new URL(file, BIN)), ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  const ended = once(child, 'close').then(([code]) => ({ code: Number(code ?? -1), ...output }));
  return { child, output, ended };
};

/** Runs `onrecord …` to its end. */
export const run = (args: readonly string[], settings: Record<string, string> = {}): Promise<Finished> =>
  start(args, settings).ended;

/**
 * Starts `onrecord serve` on a free port; gives its address once it listens. Throws what it said when it does not.
 * `onrecord.js` starts it as users do, with what keeps its memory low.
 */
export const serve = async (
  settings: Record<string, string>,
  file: 'main.js' | 'onrecord.js' = 'main.js',
): Promise<Running & { url: string }> => {
  const running = start(['serve'], { PORT: '0', ...settings }, file);
  const url = await new Promise<string>((resolve, reject) => {
    running.child.stdout?.on('data', () => {
      const address = /listens on (http:\S+)[\s\S]*Documentation: \S+\n/.exec(running.output.stdout)?.[1];
      if (address) resolve(address);
    });
    running.ended.then(({ stderr }) => reject(new Error(`it ended: ${stderr}`)), reject);
  });
  return { ...running, url };
};
