/** The thread that matches: it holds the claims in memory, reads with a connection of its own, answers in turn. */
import { parentPort, workerData } from 'node:worker_threads';
import { openReader } from '../../db/database.ts';
import { createCollection, type Question } from './collection.ts';
import { createFeed } from './feed.ts';
import { type Match, matchesOf } from './match.ts';
import { MODEL } from './model.ts';
import { readTable } from './table.ts';

/** A question with how many claims it wants, and one that it does not. */
export interface Search extends Question {
  limit: number;
  except?: string | undefined;
}

export interface Request {
  number: number;
  searches: Search[];
}

export type Reply =
  | { number: number; matches: Match[][]; claims: number }
  | { number: number; error: string };

const { read } = await openReader(String(workerData));
const collection = createCollection(readTable());
const catchUp = createFeed(read, collection);

const answer = async ({ number, searches }: Request): Promise<Reply> => {
  try {
    await catchUp();
    const matches = searches.map(({ limit, except, ...question }) =>
      matchesOf(collection, MODEL, question, limit, except),
    );
    return { number, matches, claims: collection.size };
  } catch (error) {
    return { number, error: error instanceof Error ? error.message : String(error) };
  }
};

let before = Promise.resolve();
parentPort?.on('message', (request: Request) => {
  before = before.then(async () => parentPort?.postMessage(await answer(request)));
});
