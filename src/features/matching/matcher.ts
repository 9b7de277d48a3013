/** Asks the thread that matches; it starts at the first question. */
import { createThread, INDEX_HEAP } from '../../db/thread.ts';
import type { Connection } from '../../db/types.ts';
import { filesBeside } from '../../db/url.ts';
import { Problem } from '../../http/problems.ts';
import { LIMITS } from '../../limits.ts';
import { keptMatching } from './kept.ts';
import type { Found, Search } from './thread.ts';

export interface Matcher {
  /** The matches of each search, and how many claims were looked through. Throws 503 when too many wait. */
  find(searches: Search[]): Promise<Found>;
  /** Has what is matched kept in a file where that lacks much, so that the first search need not read the whole record. */
  keep(read: Connection): Promise<void>;
  close(): Promise<void>;
}

/** A matcher over the database that `url` names; what is public when it is asked is found. */
export const createMatcher = (url: string): Matcher => {
  const surroundings = { url, path: `${filesBeside(url)}-matching.index` };
  const thread = createThread<Search[], Found>(
    new URL('thread.ts', import.meta.url),
    surroundings,
    INDEX_HEAP,
  );
  return {
    find: async (searches) => {
      if (thread.waiting >= LIMITS.matching_waiting) {
        throw new Problem('unavailable', 'Too many ask at once.', {}, { 'retry-after': '1' });
      }
      return thread.ask(searches);
    },
    keep: async (read) => {
      if (!(await keptMatching(surroundings.path, read, console.error).isBehind())) return;
      await thread.ask([]);
      thread.rest();
    },
    close: () => thread.close(),
  };
};
