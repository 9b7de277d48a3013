/** Readers who ask for some addresses often and for most seldom, while a claim is published each second. */
import type { Request } from 'autocannon';
import { askOnce } from './arrivals.ts';
import { claimBody, sample } from './cases.ts';
import { type Comparison, compare } from './measure.ts';
import { createRandom, zipf } from './random.ts';
import { type Bare, poster, startOnrecord } from './servers.ts';
import type { Store } from './stores.ts';

/** So many addresses, of which the n-th is asked for as often as 1/n says. */
const ADDRESSES = 10_000;
/** Requests of one round of the wheel. */
const ASKED = 5_000;
const WRITE_EACH_MS = 1_000;

/** What lists are filtered by: 100 speakers, and all else in turn, make the addresses of lists. */
const SPEAKERS = 100;
const KINDS = ['statement', 'promise', 'prediction', 'not_checkable'];
const RATINGS = ['false', 'mostly_false', 'half_true', 'mostly_true', 'true', 'none'];
const SORTS = ['first_said_on', '-first_said_on', 'published_at', '-published_at'];

/** Addresses drawn by Zipf's law. */
const drawn = (addresses: readonly string[]): Request[] => {
  const pick = zipf(createRandom(7), addresses.length);
  return Array.from({ length: ASKED }, () => ({ path: addresses[pick()] ?? '' }));
};

/** Publishes a claim with a new quote each second, until it is told to end. */
const write = (url: string, { speakers, sources }: ReturnType<typeof sample>) => {
  let n = 0;
  const post = poster(url);
  const once = async (): Promise<void> => {
    n += 1;
    const claim = claimBody(speakers[n] ?? '', sources[n] ?? '');
    const { id } = await post('/v1/claims?allow_duplicate=true', claim);
    await post(`/v1/claims/${id}/publish`, {});
  };
  let failed: unknown;
  const timer = setInterval(() => void once().catch((error: unknown) => (failed = error)), WRITE_EACH_MS);
  return {
    stop: (): number => {
      clearInterval(timer);
      if (failed !== undefined) throw failed;
      return n;
    },
  };
};

/** Settings of a server that keeps answers in memory, as it does without any, and of one that keeps none. */
export const KEEPING: Record<string, Record<string, string>> = {
  'answers kept': {},
  'nothing kept': { ONRECORD_CACHE_MB: '0' },
};

export interface MixedLine extends Comparison {
  name: string;
  published: number;
}

/** Addresses of claims and of lists of 20 in a record made from `original`, each as often as Zipf's law says. */
export const addressesOf = (original: string) => {
  const found = sample(original, ADDRESSES);
  const lists = Array.from({ length: ADDRESSES }, (_, i) => {
    const n = Math.floor(i / SPEAKERS);
    const kind = KINDS[n % KINDS.length];
    const rating = RATINGS[Math.floor(n / KINDS.length) % RATINGS.length];
    const sort = SORTS[Math.floor(n / (KINDS.length * RATINGS.length)) % SORTS.length];
    return `/v1/claims?speaker=speaker-${i % SPEAKERS}&kind=${kind}&rating=${rating}&sort=${sort}`;
  });
  return { found, items: drawn(found.claims.map((id) => `/v1/claims/${id}`)), lists: drawn(lists) };
};

/** Items and lists of 20, on a record made from the generated file `original`. */
export const compareMixed = async (asked: {
  store: Store;
  original: string;
  bare: Bare;
  rounds: number;
  seconds: number;
  settings: Record<string, string>;
}): Promise<MixedLine[]> => {
  const { store, original, bare, rounds, seconds, settings } = asked;
  const { found, items, lists } = addressesOf(original);
  const url = await store.copyOf(original);
  const server = await startOnrecord(url, { ONRECORD_REVIEW: 'single', ...settings });
  try {
    const lines: MixedLine[] = [];
    for (const [name, requests] of [
      ['claim by id', items],
      ['20 by speaker, kind and rating', lists],
    ] as const) {
      await askOnce(server.url, requests);
      const writer = write(server.url, found);
      const compared = await compare(bare, server.url, requests, rounds, seconds);
      lines.push({ name, ...compared, published: writer.stop() });
    }
    return lines;
  } finally {
    await server.stop();
    await store.drop(url);
  }
};
