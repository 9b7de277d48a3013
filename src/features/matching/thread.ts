/** The thread that matches: it holds the claims in memory, reads with a connection of its own, answers in turn. */
import { workerData } from 'node:worker_threads';
import { openReader } from '../../db/database.ts';
import { answerQuestions } from '../../db/thread.ts';
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

const { read } = await openReader(String(workerData));
const collection = createCollection(readTable());
const catchUp = createFeed(read, collection);

answerQuestions(async (searches: Search[]): Promise<Found> => {
  await catchUp();
  const matches = searches.map(({ limit, except, least, ...question }) =>
    matchesOf(collection, MODEL, question, limit, { except, least }),
  );
  return { matches, claims: collection.size };
});
