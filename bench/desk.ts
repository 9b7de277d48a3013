/** The follow-up desk of a large record beside that of a small one: what the first page of each filter costs. */
import { PROGRESSES, RESULTS } from '../src/newsroom/findings/tables.ts';
import { TESTABILITIES } from '../src/newsroom/promises/tables.ts';
import { TIMELINESS } from '../src/record/timeliness.ts';
import type { Request } from 'autocannon';
import { generated } from './generate.ts';
import { load, median } from './measure.ts';
import { wordOf } from './random.ts';
import { type Running, startOnrecord } from './servers.ts';
import type { Store } from './stores.ts';

const SMALL = 1_000;
const LARGE = 100_000;
const ROUNDS = 7;
const PAGE = 20;
const WARM_UP_S = 0.2;
const TARGET = 1.5;

export interface DeskLine {
  name: string;
  small_ms: number;
  large_ms: number;
  /** Of the time per request, in rounds that follow each other at once: the median. */
  ratio: number;
}

/** The most frequent; enough of them to fill a page of either record. */
const speakers = ['speaker-0', 'speaker-1', 'speaker-2'];
const topics = [0, 1, 2].map((rank) => encodeURIComponent(wordOf(rank)));
const each = (values: readonly string[], query: (value: string) => string) => values.map(query);

const values = {
  timeliness: TIMELINESS,
  progress: PROGRESSES,
  result: ['none', ...RESULTS],
  hedged: ['true', 'false'],
  testability: TESTABILITIES,
};

/** Each filter by itself, and the pairs of a newsroom's morning: the name of a line and its queries. */
const CASES: [string, string[]][] = [
  ['no filter', ['']],
  ...Object.entries(values).flatMap(([name, all]) =>
    all.map((value): [string, string[]] => [`${name}=${value}`, [`${name}=${value}`]]),
  ),
  ['review_due=true', ['review_due=true']],
  ['due_before', each(['2017', '2019', '2022'], (year) => `due_before=${year}-07-01`)],
  ['due_after', each(['2015', '2018', '2022'], (year) => `due_after=${year}-07-01`)],
  [
    'due_after, due_before',
    each(['2020', '2022'], (year) => `due_after=${year}-01-01&due_before=${year}-12-31`),
  ],
  ['speaker', each(speakers, (speaker) => `speaker=${speaker}`)],
  ['topic', each(topics, (topic) => `topic=${topic}`)],
  [
    'speaker, timeliness=overdue',
    each(speakers.slice(0, 2), (speaker) => `speaker=${speaker}&timeliness=overdue`),
  ],
  ['topic, timeliness=overdue', each(topics, (topic) => `topic=${topic}&timeliness=overdue`)],
  ['speaker, timeliness=in_window', ['speaker=speaker-0&timeliness=in_window']],
  ['topic, timeliness=in_window', each(topics.slice(0, 1), (topic) => `topic=${topic}&timeliness=in_window`)],
  ['speaker, result=none', each(speakers.slice(0, 2), (speaker) => `speaker=${speaker}&result=none`)],
  ['topic, result=not_kept', each(topics.slice(0, 1), (topic) => `topic=${topic}&result=not_kept`)],
  ['topic, hedged=true', each(topics.slice(0, 2), (topic) => `topic=${topic}&hedged=true`)],
  ['speaker, topic', each(topics.slice(0, 1), (topic) => `speaker=speaker-0&topic=${topic}`)],
  ['timeliness=overdue, result=none', ['timeliness=overdue&result=none']],
  ['the same, newest first', ['timeliness=overdue&result=none&sort=-due']],
  ['timeliness=in_window, hedged=true', ['timeliness=in_window&hedged=true']],
  ['timeliness=overdue, progress=in_progress', ['timeliness=overdue&progress=in_progress']],
  ['progress=in_progress, hedged=true', ['progress=in_progress&hedged=true']],
];

/** Throws where a page is not full: then the two records would not be asked for the same work. */
const checkFull = async ({ url }: Running, queries: readonly string[]): Promise<void> => {
  for (const query of queries) {
    const answer = await fetch(`${url}/v1/promises?${query}`);
    const { data } = (await answer.json()) as { data?: unknown[] };
    if (data?.length !== PAGE)
      throw new Error(`${query} answered ${answer.status} with ${data?.length} promises.`);
  }
};

const serve = async (store: Store, size: number, say: (line: string) => void) => {
  const url = await store.copyOf(await generated(size, say, 'promises'));
  const server = await startOnrecord(url);
  return {
    ...server,
    stop: async () => {
      await server.stop();
      await store.drop(url);
    },
  };
};

/** Both are served at the same time and asked in turns, so that what else the machine does hits both alike. */
const compareOne = async (servers: [Running, Running], queries: readonly string[], seconds: number) => {
  const requests: Request[] = queries.map((query) => ({ path: `/v1/promises?${query}` }));
  const [small, large] = servers;
  for (const server of servers) await checkFull(server, queries);
  const timed = async ({ url }: Running) => 1000 / (await load(url, requests, seconds)).per_second;
  for (const { url } of servers) await load(url, requests, WARM_UP_S);
  const rounds: [number, number][] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const first = round % 2 === 0 ? await timed(small) : null;
    const large_ms = await timed(large);
    rounds.push([first ?? (await timed(small)), large_ms]);
  }
  return {
    small_ms: median(rounds.map(([ms]) => ms)),
    large_ms: median(rounds.map(([, ms]) => ms)),
    ratio: median(rounds.map(([small_ms, large_ms]) => large_ms / small_ms)),
  };
};

/** The lines whose name contains `only`; each load lasts `seconds`. */
export const compareDesks = async (asked: {
  store: Store;
  only: string;
  seconds: number;
  say: (line: string) => void;
}): Promise<DeskLine[]> => {
  const { store, only, seconds, say } = asked;
  const small = await serve(store, SMALL, say);
  try {
    const large = await serve(store, LARGE, say);
    try {
      say(
        `${'GET /v1/promises, ms per request'.padEnd(44)}${String(SMALL).padStart(8)}${String(LARGE).padStart(8)}   ratio`,
      );
      const lines: DeskLine[] = [];
      for (const [name, queries] of CASES.filter(([name]) => name.includes(only))) {
        const line = { name, ...(await compareOne([small, large], queries, seconds)) };
        lines.push(line);
        const { small_ms, large_ms, ratio } = line;
        const figures = [small_ms.toFixed(2), large_ms.toFixed(2), ratio.toFixed(2)];
        say(
          name.padEnd(44) +
            figures.map((figure) => figure.padStart(8)).join('') +
            (ratio > TARGET ? ' !' : ''),
        );
      }
      return lines;
    } finally {
      await large.stop();
    }
  } finally {
    await small.stop();
  }
};
