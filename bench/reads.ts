/** What is read, over records of any size: each line beside a constant answer of the same bytes. */
import { createCases } from './cases.ts';
import { generated } from './generate.ts';
import { type Comparison, compare, load } from './measure.ts';
import { type Bare, startOnrecord } from './servers.ts';
import type { Store } from './stores.ts';

export interface ReadLine extends Comparison {
  name: string;
}

interface ReadOptions {
  store: Store;
  bare: Bare;
  only: string;
  rounds: number;
  seconds: number;
  say: (line: string) => void;
}

export const rowOf = ({ name, per_second, p50_ms, p99_ms, bare_per_second, ratio }: ReadLine): string =>
  [
    name.padEnd(38),
    String(per_second).padStart(8),
    p50_ms.toFixed(1).padStart(8),
    p99_ms.toFixed(1).padStart(8),
    String(bare_per_second).padStart(8),
    ratio.toFixed(2).padStart(8),
  ].join('');

export const HEADER = `${''.padEnd(38)}   req/s  p50 ms  p99 ms    bare   ratio`;

/** How reading one claim fares while others search for common words all the time. */
const whileSearching = async (
  url: string,
  item: Parameters<typeof load>[1],
  search: typeof item,
  seconds: number,
) => {
  const alone = await load(url, item, seconds);
  const searching = load(url, search, seconds + 1);
  const beside = await load(url, item, seconds);
  return { alone, beside, search: await searching };
};

/** A record of `size` generated claims. */
export const compareReads = async (
  size: number,
  { store, bare, only, rounds, seconds, say }: ReadOptions,
) => {
  const original = await generated(size, say);
  const database = await store.copyOf(original);
  const server = await startOnrecord(database);
  try {
    say(`\n${size} claims; first answer ${server.started_ms} ms after the start`);
    say(HEADER);
    const lines: ReadLine[] = [];
    const cases = (await createCases(server.url, original)).filter(({ name }) => name.includes(only));
    for (const { name, requests } of cases) {
      const line = { name, ...(await compare(bare, server.url, requests, rounds, seconds)) };
      say(rowOf(line));
      lines.push(line);
    }
    const item = cases.find(({ name }) => name === 'claim by id');
    const search = cases.find(({ name }) => name.includes('commonest'));
    const mixed =
      item && search && (await whileSearching(server.url, item.requests, search.requests, seconds));
    if (mixed) {
      say(
        `claim by id while 32 clients search common words: ${mixed.beside.per_second} req/s, ` +
          `p99 ${mixed.beside.p99_ms.toFixed(1)} ms (alone ${mixed.alone.per_second}), searches ${mixed.search.per_second} req/s`,
      );
    }
    const memory_mb = server.memory_mb();
    say(`memory of the server after the run: ${memory_mb} MB`);
    return { size, started_ms: server.started_ms, memory_mb, lines, mixed };
  } finally {
    await server.stop();
    await store.drop(database);
  }
};
