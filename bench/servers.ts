/** The processes under test: Onrecord as `npm start` runs it, and the bare server beside it. */
import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

export const ADMIN_KEY = 'the-benchmark-has-its-own-admin-key';

export interface Running {
  url: string;
  /** From starting the process to its first answer. */
  started_ms: number;
  pid: number;
  /** Resident memory now. */
  memory_mb(): number;
  stop(): Promise<void>;
}

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

const stop = async (child: ChildProcess): Promise<void> => {
  child.kill();
  if (child.exitCode === null) await once(child, 'exit');
};

/** Starts Onrecord over the database at `url`, with a key for an admin and the given settings. */
export const startOnrecord = async (url: string, settings: Record<string, string> = {}): Promise<Running> => {
  const started = performance.now();
  const child = spawn(process.execPath, [path('../bin/onrecord.js'), 'serve'], {
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: '0',
      ONRECORD_DATABASE_URL: url,
      ONRECORD_SEED: 'false',
      ONRECORD_ADMIN_KEY: ADMIN_KEY,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /listens on (\S+)/.exec(line)?.[1];
    if (address === undefined) continue;
    await (await fetch(`${address}/v1/claims?limit=1`)).text();
    return {
      url: address,
      started_ms: Math.round(performance.now() - started),
      pid: child.pid ?? 0,
      memory_mb: () =>
        Math.round(
          Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) / 1024,
        ),
      stop: () => stop(child),
    };
  }
  throw new Error('The server ended before it listened.');
};

const made = z.looseObject({ id: z.string() });

/** Posts as the admin; gives the id of the answer. Throws where it is no success. */
export const poster =
  (url: string) =>
  async (path: string, body: object): Promise<{ id: string }> => {
    const headers = { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' };
    const reply = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`${path} answered ${reply.status} ${await reply.text()}`);
    return made.parse(await reply.json());
  };

export interface Constant {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Starts the bare server; `serve` sets what it answers. Its own rows go into the empty database at `database`. */
export const startBare = async (database: string) => {
  const child = fork(path('bare.ts'), [database], { execArgv: process.execArgv });
  const [url] = await once(child, 'message');
  return {
    url: String(url),
    serve: async (constant: Constant): Promise<void> => {
      child.send(constant);
      await once(child, 'message');
    },
    stop: () => stop(child),
  };
};

export type Bare = Awaited<ReturnType<typeof startBare>>;

/** Starts a process that keeps asking for these in turn: what it does with the answers keeps nobody else's questions waiting. */
export const startReader = (url: string, paths: readonly string[]) => {
  const child = fork(path('reader.ts'), { execArgv: process.execArgv });
  child.send({ url, paths });
  return { stop: () => stop(child) };
};
