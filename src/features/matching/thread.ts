/** The thread that matches: it holds the claims in memory, reads with a connection of its own, answers in turn. */
import { workerData } from 'node:worker_threads';
import * as z from 'zod';
import { openReader } from '../../db/database.ts';
import { answerQuestions } from '../../db/thread.ts';
import { hashOfCode, createIndexFile, isWorthKeeping } from '../../record/index-file.ts';
import { createCollection, type Question } from './collection.ts';
import { createFeed } from './feed.ts';
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
/** What decides how a claim becomes what is kept of it. */
const MADE_BY = ['.', '../../record/index-file.ts', '../../limits.ts', '../../../package.json'].map(
  (path) => new URL(path, import.meta.url),
);

const { url, path } = surroundings.parse(workerData);
const { read } = await openReader(url);
const table = readTable();
const file = createIndexFile(path, hashOfCode(MADE_BY), read, console.error);

/** The collection as it was kept, or an empty one, with how much of the log it holds. */
const kept = await file.load((parts, log_size) => {
  const collection = createCollection(table);
  collection.restore(parts);
  return { collection, log_size };
});
const { collection, log_size } = kept ?? { collection: createCollection(table), log_size: 0 };
const catchUp = createFeed(read, collection, log_size);
let kept_size = log_size;

answerQuestions(async (searches: Search[]): Promise<Found> => {
  const size = await catchUp();
  if (isWorthKeeping(size, kept_size)) {
    kept_size = size;
    await file.save(size, collection.toParts());
  }
  const matches = searches.map(({ limit, except, least, ...question }) =>
    matchesOf(collection, MODEL, question, limit, { except, least }),
  );
  return { matches, claims: collection.size };
});
