import { expect, test } from 'vitest';
import { countRequests } from '../bench/statements.ts';
import { parseBundle } from '../src/features/import/check.ts';
import { importBundle } from '../src/features/import/import.ts';
import { startServer } from './setup/server.ts';

/** What each kind of request may ask of the database at most, without what begins and ends its transaction. */
const MOST: Record<string, number> = {
  'POST of a claim with a promise and a new quote': 59,
  'PATCH of a draft': 73,
  'publish, with its speaker, source and quote': 101,
  'publish, its speaker and source public before': 70,
  'public correction (PATCH)': 57,
  'propose a verdict': 33,
  'submit it': 37,
  'publish it': 49,
  'public GET of a claim': 1,
  'public list of claims': 1,
  'import, per claim with its quote': 54,
};

test('no kind of request asks the database more than its number of statements', async () => {
  const server = await startServer();
  try {
    const kinds = await countRequests(server.ask, (json) =>
      importBundle(server.server.recorder, parseBundle(json)),
    );
    expect(kinds.map(({ name }) => name)).toEqual(Object.keys(MOST));
    const over = kinds.filter(({ name, statements }) => statements > (MOST[name] ?? 0));
    expect(over).toEqual([]);
  } finally {
    await server.close();
  }
});
