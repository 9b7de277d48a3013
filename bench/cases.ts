/** What is asked of the server: the requests of each line of the table. */
import type { Request } from 'autocannon';
import Sqlite from 'better-sqlite3';
import { WORDS } from './generate.ts';
import { createRandom, wordOf } from './random.ts';
import { ADMIN_KEY } from './servers.ts';

export interface Case {
  name: string;
  requests: readonly Request[];
}

/** Different requests of one case, so that no single row stays warm. */
const VARIETY = 1_000;

/** Claims, speakers and sources to ask for, spread over the whole file. */
export const sample = (path: string, count = VARIETY) => {
  const db = new Sqlite(path, { readonly: true });
  const random = createRandom(1);
  const ids = (type: string): string[] => {
    // By number: an index of the type would be read from its beginning.
    const end = (order: string): number =>
      db
        .prepare<string, number>(`select id from entries where +type = ? order by id ${order} limit 1`)
        .pluck()
        .get(type) ?? 0;
    const [first, last] = [end('asc'), end('desc')];
    const at = db
      .prepare<[number, string], string>('select subject_id from entries where id = ? and +type = ?')
      .pluck();
    return Array.from({ length: count }, () => {
      for (;;) {
        const id = at.get(first + Math.floor(random() * (last - first + 1)), type);
        if (id !== undefined) return id;
      }
    });
  };
  const found = { claims: ids('claim'), speakers: ids('speaker'), sources: ids('source') };
  db.close();
  return found;
};

const get = (path: string, headers: Record<string, string> = {}): Request => ({ path, headers });

const each = (count: number, request: (i: number) => Request): Request[] =>
  Array.from({ length: count }, (_, i) => request(i));

let bridges = 0;

/** A claim with a new quote of a speaker and a source that are there, in words of its own each time. */
export const claimBody = (speaker: string, source: string) => {
  bridges += 1;
  return {
    kind: 'statement',
    text: `The bridge number ${bridges} was finished before the winter of that year.`,
    topics: ['bridges'],
    quotes: [
      { speaker, source, text: `We finished bridge ${bridges} before winter.`, said_on: '2025-10-01' },
    ],
  };
};

/** A request that makes such a claim. */
export const newClaim = (speaker: string, source: string): Request => ({
  method: 'POST',
  path: '/v1/claims',
  headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_KEY}` },
  setupRequest: (request) => ({ ...request, body: JSON.stringify(claimBody(speaker, source)) }),
});

/** As autocannon asks: not compressed. */
const PLAIN = { 'accept-encoding': 'identity' };

/** With the ETag of the answer, which is then a 304. */
const known = async (url: string, paths: readonly string[]): Promise<Request[]> =>
  Promise.all(
    paths.map(async (path) =>
      get(path, {
        'if-none-match': (await fetch(`${url}${path}`, { headers: PLAIN })).headers.get('etag') ?? '',
      }),
    ),
  );

/** The lines of the table, over the server at `url` whose database was made from the file `path`. */
export const createCases = async (url: string, path: string): Promise<Case[]> => {
  const { claims } = sample(path);
  const ratings = ['false', 'mostly_false', 'half_true', 'mostly_true', 'true', 'unverifiable'];
  const kinds = ['statement', 'promise', 'prediction', 'not_checkable'];
  const list = (name: string, query: (i: number) => string, count = 100): Case => ({
    name,
    requests: each(count, (i) => get(`/v1/claims?${query(i)}`)),
  });
  const year = (i: number) => 2011 + (i % 14);
  return [
    { name: 'claim by id', requests: claims.map((id) => get(`/v1/claims/${id}`)) },
    {
      name: 'claim by id, 304',
      requests: await known(
        url,
        claims.slice(0, 200).map((id) => `/v1/claims/${id}`),
      ),
    },
    list('20 newest', () => ''),
    list('20 by speaker', (i) => `speaker=speaker-${i}`),
    list('20 by kind', (i) => `kind=${kinds[i % kinds.length]}`),
    list('20 by rating', (i) => `rating=${ratings[i % ratings.length]}`),
    list('20 by topic', (i) => `topic=${encodeURIComponent(wordOf(i))}`),
    list('20 by speaker and kind', (i) => `speaker=speaker-${i}&kind=${kinds[i % kinds.length]}`),
    list(
      '20 by topic and rating',
      (i) => `topic=${encodeURIComponent(wordOf(i))}&rating=${ratings[i % ratings.length]}`,
    ),
    list('20 said within a year', (i) => `said_from=${year(i)}-01-01&said_to=${year(i)}-12-31`),
    list('20 promises in progress', () => 'kind=promise&progress=in_progress&sort=first_said_on'),
    {
      name: '20 by rating, 304',
      requests: await known(
        url,
        ratings.map((rating) => `/v1/claims?rating=${rating}`),
      ),
    },
    list('search, a rare word', (i) => `q=${encodeURIComponent(wordOf(WORDS - 1 - i))}`),
    list(
      'search, a rare word in promises',
      (i) => `kind=promise&q=${encodeURIComponent(wordOf(WORDS / 10 + i))}`,
    ),
    list('search, the two commonest words', () => `q=${encodeURIComponent(`${wordOf(0)} ${wordOf(1)}`)}`),
  ];
};

const COMMON_WORDS = 100;

/** Addresses of searches for two common words, no two of them the same: each is searched for, and none is kept in memory. */
export const commonSearches = (): string[] =>
  Array.from({ length: COMMON_WORDS * COMMON_WORDS }, (_, i) => {
    const words = `${wordOf(i % COMMON_WORDS)} ${wordOf(Math.floor(i / COMMON_WORDS))}`;
    return `/v1/claims?q=${encodeURIComponent(words)}`;
  });
