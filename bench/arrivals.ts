/**
 * Requests that arrive at a fixed rate, whether or not those before were answered: each waits from when it was due, not
 * from when somebody had time to send it (Tene's coordinated omission). Arrivals are a Poisson process.
 */
import { connect, type Socket } from 'node:net';
import type { Request } from 'autocannon';
import { createRandom } from './random.ts';

const CONNECTIONS = 64;
const TICK_MS = 1;
const PATIENCE_MS = 20_000;
/** More than can be waited for: the rate is too high. */
const WAITING_MAX = 20_000;
const HEAD_END = Buffer.from('\r\n\r\n');

export interface Waits {
  /** That were due, a second. */
  per_second: number;
  answers: number;
  p50_ms: number;
  p99_ms: number;
  p999_ms: number;
}

/** One connection; `ask` gives the status of an answer once all of it has come. */
const open = async (host: string, port: number) => {
  let buffered: Buffer = Buffer.alloc(0);
  let done: ((status: number) => void) | undefined;
  let failed: (error: Error) => void = () => undefined;
  const socket = await new Promise<Socket>((resolve, reject) => {
    const made = connect({ host, port, noDelay: true }, () => resolve(made)).once('error', reject);
  });
  const take = (): void => {
    const head = buffered.indexOf(HEAD_END);
    if (head < 0) return;
    const text = buffered.toString('latin1', 0, head);
    const status = Number(text.slice(9, 12));
    const length = status === 304 ? 0 : Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? Number.NaN);
    if (Number.isNaN(length)) {
      failed(new Error('an answer has no length'));
      return;
    }
    if (buffered.length < head + HEAD_END.length + length) return;
    buffered = buffered.subarray(head + HEAD_END.length + length);
    done?.(status);
  };
  socket.on('data', (chunk: Buffer) => {
    buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk]);
    take();
  });
  socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('an answer did not come')));
  socket.on('error', (error) => failed(error));
  socket.on('close', () => failed(new Error('a connection was closed')));
  return {
    ask: (text: string): Promise<number> =>
      new Promise((resolve, reject) => {
        done = resolve;
        failed = reject;
        socket.write(text);
      }),
    close: () => void socket.destroy(),
  };
};

const textOf = ({ path }: Request, host: string): string => `GET ${path} HTTP/1.1\r\nhost: ${host}\r\n\r\n`;

/** How many ask at once before anything is measured. */
const WARMING = 16;

/** Asks for each address once, so that what is measured is how it goes on and not how it begins. */
export const askOnce = async (url: string, requests: readonly Request[]): Promise<void> => {
  const { hostname, port, host } = new URL(url);
  const texts = new Set(requests.map((request) => textOf(request, host))).values();
  const ask = async (): Promise<void> => {
    const connection = await open(hostname, Number(port));
    for (const text of texts) await connection.ask(text);
    connection.close();
  };
  await Promise.all(Array.from({ length: WARMING }, ask));
};

/** Asks for these in turn, `per_second` of them for `seconds`; throws where one is no success. */
export const arrive = async (
  url: string,
  requests: readonly Request[],
  per_second: number,
  seconds: number,
): Promise<Waits> => {
  const { hostname, port, host } = new URL(url);
  const texts = requests.map((request) => textOf(request, host));
  const idle = await Promise.all(Array.from({ length: CONNECTIONS }, () => open(hostname, Number(port))));
  const all = [...idle];
  const random = createRandom(3);
  const waits: number[] = [];
  const waiting: { due: number; text: string }[] = [];
  let failure: Error | undefined;
  let asked = 0;
  const ended: Promise<void>[] = [];
  const serve = async (connection: (typeof all)[number]): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const status = await connection.ask(next.text);
      if (status >= 400) throw new Error(`${next.text.split('\r\n')[0]} answered ${status}`);
      waits.push(performance.now() - next.due);
    }
    idle.push(connection);
  };
  const begun = performance.now();
  let due = begun;
  while (due < begun + seconds * 1_000 && !failure) {
    const now = performance.now();
    while (due <= now) {
      waiting.push({ due, text: texts[asked % texts.length] ?? '' });
      asked += 1;
      due += (-Math.log(1 - random()) / per_second) * 1_000;
    }
    if (waiting.length > WAITING_MAX) throw new Error(`${per_second} a second are more than it answers.`);
    while (waiting.length > 0 && idle.length > 0) {
      const connection = idle.pop();
      if (!connection) break;
      ended.push(
        serve(connection).catch((error: Error) => {
          failure = error;
        }),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  await Promise.all(ended);
  for (const connection of all) connection.close();
  if (failure) throw failure;
  waits.sort((a, b) => a - b);
  const at = (part: number): number => waits[Math.floor(waits.length * part)] ?? Number.NaN;
  return {
    per_second: Math.round(per_second),
    answers: waits.length,
    p50_ms: at(0.5),
    p99_ms: at(0.99),
    p999_ms: at(0.999),
  };
};
