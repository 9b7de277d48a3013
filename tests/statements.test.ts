import { expect, test } from 'vitest';
import { countRequests } from '../bench/statements.ts';
import { parseBundle } from '../src/features/import/check.ts';
import { importBundle } from '../src/features/import/import.ts';
import { startServer } from './setup/server.ts';

/**
 * What each kind of request may ask of the database at most, without what begins and ends its transaction. One of those of
 * each change numbers what nothing was listed under before; nobody waits for it.
 */
const MOST: Record<string, number> = {
  // One of them looks whether the speaker has the claim already.
  'POST of a claim with a promise and a new quote': 17,
  // Whoever reads a claim reads which others it names.
  'PATCH of a draft': 24,
  // And which others name it.
  'publish, with its speaker, source and quote': 33,
  'publish, its speaker and source public before': 28,
  // Its new text may be there already.
  'public correction (PATCH)': 27,
  'propose a verdict': 21,
  'submit it': 23,
  'publish it': 28,
  'public GET of a claim': 1,
  'public list of claims': 2,
  // New slugs are looked for among the former ones too, once a batch.
  'import, per claim with its quote': 5.6,
};

test('no kind of request asks the database more than its number of statements, however many are told of it', async () => {
  const server = await startServer();
  try {
    for (let n = 0; n < 10; n += 1) {
      const { status } = await server.post('/v1/webhooks', { url: 'https://example.org/hook' }, 'admin');
      expect(status).toBe(201);
    }
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
