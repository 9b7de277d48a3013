/**
 * The thread that matches: from the first search on it holds the claims in memory; it reads with a connection of its own,
 * and answers in turn.
 */
import { workerData } from 'node:worker_threads';
import * as z from 'zod';
import { openReader } from '../../db/database.ts';
import { answerQuestions } from '../../db/thread.ts';
import { LIMITS } from '../../limits.ts';
import { isWorthKeeping } from '../../record/index-file.ts';
import { createCollection, type Question } from './collection.ts';
import { createFeed, sizeBefore } from './feed.ts';
import { keptMatching } from './kept.ts';
import { type Match, matchesOf } from './match.ts';
import { MODEL } from './model.ts';
import { readTable } from './table.ts';

/** A question with how many claims it wants, and one that it does not. */
export interface Search extends Question {
  limit: number;
  except?: string | undefined;
  /** Leaves out what is less likely. */
  least?: number | undefined;
}

/** The matches of each search, and how many claims were looked through. */
export interface Found {
  matches: Match[][];
  claims: number;
}

const surroundings = z.object({ url: z.string(), path: z.string() });

const { url, path } = surroundings.parse(workerData);
const { read } = await openReader(url);
const file = keptMatching(path, read, console.error);

/**
 * The collection as it was kept, or an empty one, with how much of the log need not be read for it. One that would grow far
 * beyond `LIMITS.matched_claims` is made anew of the newest.
 */
const open = async () => {
  const table = readTable();
  const start = await sizeBefore(read, LIMITS.matched_claims);
  const kept = await file.load((parts, log_size) => {
    if (log_size < start) return undefined;
    const collection = createCollection(table);
    collection.restore(parts);
    return collection.size < 1.5 * LIMITS.matched_claims ? { collection, log_size } : undefined;
  });
  const { collection, log_size } = kept ?? { collection: createCollection(table), log_size: start };
  return { collection, catchUp: createFeed(read, collection, log_size), kept_size: log_size };
};
let opening: ReturnType<typeof open> | undefined;

/** The collection with all that is public, which is kept for the next start where much came since. */
const current = async () => {
  opening ??= open();
  const opened = await opening;
  const size = await opened.catchUp();
  if (isWorthKeeping(size, opened.kept_size)) {
    opened.kept_size = size;
    await file.save(size, opened.collection.toParts());
  }
  return opened.collection;
};

answerQuestions(async (asked: Search[]): Promise<Found> => {
  const collection = await current();
  const matches = asked.map(({ limit, except, least, ...question }) =>
    matchesOf(collection, MODEL, question, limit, { except, least }),
  );
  return { matches, claims: collection.size };
});
