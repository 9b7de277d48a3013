/** How long it takes to find: the same claim in other words, words, beginnings of words, and how a search breaks down. */
import type { Request } from 'autocannon';
import { sample } from './cases.ts';
import { generated, WORDS } from './generate.ts';
import { processorOf } from './import.ts';
import { type Figures, load } from './measure.ts';
import { createRandom, wordOf } from './random.ts';
import { type Running, startOnrecord } from './servers.ts';
import type { Store } from './stores.ts';

export interface FindingLine extends Figures {
  name: string;
  /** Of processor, for an answer: what it takes where nothing else is running. */
  processor_ms: number;
}

/** Statements, each a claim in words of which one in so many was another. */
const STATEMENTS = 200;
const CHANGED = 3;
/** Ranks of the generator's words: the first twenty are each in more than a tenth of the claims. */
const RAREST = 25_000;
const RARE = 10_000;
const COMMON = 20;
/** Answers are kept: no search is asked for twice. */
const SEARCHES = 4_000;
const PAGES = 800;
const LINES = 1_500;

const each = (count: number, path: (i: number) => string): Request[] =>
  Array.from({ length: count }, (_, i) => ({ path: path(i) }));

const textsOf = async (url: string, original: string): Promise<string[]> => {
  const random = createRandom(3);
  const texts: string[] = [];
  for (const id of sample(original, STATEMENTS).claims) {
    const reply = await fetch(`${url}/v1/claims/${id}`);
    const { text }: { text: string } = JSON.parse(await reply.text());
    const words = text.split(' ');
    texts.push(
      words
        .map((word, i) => (i % CHANGED === CHANGED - 1 ? wordOf(Math.floor(random() * WORDS)) : word))
        .join(' '),
    );
  }
  return texts;
};

const asking = (texts: readonly string[]): Request[] =>
  texts.map((text) => ({
    method: 'POST',
    path: '/v1/claims/similar',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
  }));

const word = (rank: number): string => encodeURIComponent(wordOf(rank));

const searches = (): { name: string; requests: Request[]; clients: number }[] => [
  {
    name: 'search, one of the rarest words, 8 clients',
    requests: each(SEARCHES, (i) => `/v1/search?q=${word(RAREST + i)}`),
    clients: 8,
  },
  {
    name: 'search, a rare word, 8 clients',
    requests: each(SEARCHES, (i) => `/v1/search?q=${word(RARE + i * 4)}`),
    clients: 8,
  },
  {
    name: 'search, a common word',
    requests: each(SEARCHES, (i) => `/v1/search?q=${word(i % COMMON)}&offset=${i % PAGES}`),
    clients: 1,
  },
  {
    name: 'search, two common words',
    requests: each(
      SEARCHES,
      (i) => `/v1/search?q=${word(i % COMMON)}+${word((7 * i + 3) % COMMON)}&offset=${i % PAGES}`,
    ),
    clients: 1,
  },
  {
    name: 'suggestions',
    requests: each(400, (i) => `/v1/search?suggest=true&limit=5&q=${word(i * 50).slice(0, 3)}`),
    clients: 1,
  },
  {
    name: 'suggestions, a common and a beginning',
    requests: each(
      400,
      (i) => `/v1/search?suggest=true&limit=5&q=${word(i % COMMON)}+${word(i * 50).slice(0, 3)}`,
    ),
    clients: 1,
  },
];

const NAMES = 'kind,rating,speaker,topic,result,timeliness,publisher,language,year';

/** Each address once, as what was counted is kept. */
const facets = (): { name: string; requests: Request[] }[] => [
  { name: 'facets of all claims', requests: [{ path: `/v1/claims?limit=1&facets=${NAMES}` }] },
  {
    name: 'facets of a kind',
    requests: ['statement', 'promise', 'prediction'].map((kind) => ({
      path: `/v1/claims?limit=1&kind=${kind}&facets=${NAMES}`,
    })),
  },
  {
    name: 'facets of a common word',
    requests: each(COMMON, (i) => `/v1/search?q=${word(i)}&facets=${NAMES}`),
  },
  {
    name: 'facets as of a day',
    requests: each(14, (i) => `/v1/claims?limit=1&as_of=${2012 + i}-03-04&facets=${NAMES}`),
  },
  {
    name: 'facets of a kind as of a day',
    requests: each(14, (i) => `/v1/claims?limit=1&kind=statement&as_of=${2012 + i}-05-06&facets=${NAMES}`),
  },
  {
    name: 'facets of a speaker as of a day',
    requests: each(
      14,
      (i) => `/v1/claims?limit=1&speaker=speaker-${200 + i}&as_of=${2012 + i}-06-07&facets=${NAMES}`,
    ),
  },
  {
    name: 'a list as of a day',
    requests: each(14, (i) => `/v1/claims?limit=20&as_of=${2012 + i}-08-09`),
  },
  {
    name: 'facets of a common word as of a day',
    requests: each(14, (i) => `/v1/search?q=${word(i)}&type=claim&as_of=${2012 + i}-07-08&facets=${NAMES}`),
  },
];

/** Asks for each once, one after the other. */
const once = async (url: string, requests: readonly Request[]): Promise<Figures> => {
  const times: number[] = [];
  const began = performance.now();
  for (const { path } of requests) {
    const started = performance.now();
    const reply = await fetch(url + (path ?? ''));
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${path} answered ${reply.status} ${text}`);
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.floor(times.length * part)] ?? Number.NaN;
  const seconds = (performance.now() - began) / 1000;
  return { per_second: times.length / seconds, p50_ms: at(0.5), p99_ms: at(0.99) };
};

const debate = async (url: string, texts: readonly string[]): Promise<Figures> => {
  const text = Array.from({ length: LINES }, (_, i) => `${texts[i % texts.length]}.`).join('\n');
  const started = performance.now();
  const reply = await fetch(`${url}/v1/claims/similar/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
  });
  await reply.text();
  const took = performance.now() - started;
  return { per_second: 1000 / took, p50_ms: took, p99_ms: took };
};

const MATCHED = {
  one: 'the same in other words',
  beside: 'claims by id beside it',
  text: `a text of ${LINES} lines`,
};

/** Whether any line with this in its name asks for what is the same in other words, whose index takes minutes to make. */
const isMatched = (only: string): boolean => Object.values(MATCHED).some((name) => name.includes(only));

const measure = async (
  { url, pid }: Running,
  original: string,
  only: string,
  seconds: number,
  told: (line: FindingLine) => void,
): Promise<void> => {
  const tell = async (name: string, figures: () => Promise<Figures>): Promise<void> => {
    if (!name.includes(only)) return;
    const [began, before] = [performance.now(), processorOf(pid) ?? Number.NaN];
    const found = await figures();
    const seconds = (performance.now() - began) / 1000;
    const processor_s = (processorOf(pid) ?? Number.NaN) - before;
    told({ name, ...found, processor_ms: (1000 * processor_s) / (seconds * found.per_second) });
  };
  const items = sample(original).claims.map((id): Request => ({ path: `/v1/claims/${id}` }));
  for (const { name, requests } of facets()) await tell(name, () => once(url, requests));
  for (const { name, requests, clients } of searches()) {
    if (name.includes(only)) await load(url, requests, seconds / 4, clients);
    await tell(name, () => load(url, requests, seconds, clients));
  }
  if (!isMatched(only)) return;
  const texts = await textsOf(url, original);
  const similar = asking(texts);
  if (only === '') await load(url, similar, seconds / 4, 1);
  await tell(MATCHED.one, () => load(url, similar, seconds, 1));
  await tell(MATCHED.beside, async () => {
    const asked = load(url, similar, seconds + 1, 1);
    const figures = await load(url, items, seconds, 1);
    await asked;
    return figures;
  });
  await tell(MATCHED.text, () => debate(url, texts));
};

/** So often is asked for what is being made: each time one waits for five minutes, as `fetch` does. */
const ATTEMPTS = 6;

/** The answer, even where it takes minutes, as an index of a large record is made first. */
const answerOf = async (address: string): Promise<string> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await (await fetch(address)).text();
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
};

/** Over a record of `size` generated claims. */
export const measureFinding = async (
  store: Store,
  { size, only, seconds, say }: { size: number; only: string; seconds: number; say: (line: string) => void },
) => {
  const original = await generated(size, say);
  const database = await store.copyOf(original);
  const server = await startOnrecord(database);
  const lines: FindingLine[] = [];
  try {
    // Where the indexes are not there yet, they are made now.
    const started = performance.now();
    await answerOf(`${server.url}/v1/search?q=measured`);
    const words_s = (performance.now() - started) / 1000;
    if (isMatched(only)) await answerOf(`${server.url}/v1/claims/similar?text=measured`);
    const matching_s = (performance.now() - started) / 1000;
    say(
      `\n${size} claims; first search after ${words_s.toFixed(1)} s, first match after ${matching_s.toFixed(1)} s, ${server.memory_mb()} MB\n${''.padEnd(42)}   p50 ms   p99 ms  processor`,
    );
    await measure(server, original, only, seconds, (line) => {
      lines.push(line);
      const figures = [line.p50_ms, line.p99_ms, line.processor_ms].map((ms) => ms.toFixed(1).padStart(9));
      say(line.name.padEnd(42) + figures.join(''));
    });
    const memory_mb = server.memory_mb();
    say(`memory of the server after the run: ${memory_mb} MB`);
    return { size, lines, memory_mb };
  } finally {
    await server.stop();
    await store.drop(database);
  }
};
