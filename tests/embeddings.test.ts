/** A newsroom's own model of meaning puts in order what was found; without an answer of it everything goes on. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Newsroom, openNewsroom } from './setup/desk.ts';
import { ASKS_HERE, type Receiver, startReceiver } from './setup/receiver.ts';

const ASKED = 'A bear was seen in the old town.';
const NEAR = 'A bear was seen in the new town.';
const MEANT = 'A large furry animal strolled past the old town hall.';

let model: Receiver;
let server: Newsroom;
beforeAll(async () => {
  model = await startReceiver();
  server = await openNewsroom({
    settings: {
      ...ASKS_HERE,
      ONRECORD_EMBEDDINGS_URL: `${model.url}/v1/embeddings`,
      ONRECORD_EMBEDDINGS_MODEL: 'of-ours',
      ONRECORD_EMBEDDINGS_KEY: 'a key of theirs',
    },
  });
  for (const text of [NEAR, MEANT]) await server.publicClaim({ text, language: 'en' });
});
afterAll(async () => {
  await server.close();
  await model.close();
});
/** So long that what failed is asked again. */
const later = (): void => server.clock.set(new Date(server.clock.now().getTime() + 300_000).toISOString());
beforeEach(() => {
  later();
  model.asked.length = 0;
});

const found = async (text: string, more: object = {}) => {
  const reply = await server.post('/v1/claims/similar', { text, language: 'en', ...more }, null);
  expect(reply.status, reply.body).toBe(200);
  return reply.json.data.map((match: { claim: { text: string }; score: number }) => match);
};
const textsOf = (matches: { claim: { text: string } }[]) => matches.map(({ claim }) => claim.text);

test('where it fails, answers nonsense or leaves texts out, what was found stays in its order', async () => {
  for (const [i, [status, body]] of (
    [
      [500, 'no'],
      [200, '<html>'],
      [200, '{"data":[]}'],
      [200, '{"data":[{"index":0,"embedding":[]}]}'],
    ] as const
  ).entries()) {
    later();
    model.answer = (_, response) => void response.writeHead(status).end(body);
    expect(textsOf(await found(`${ASKED} (${i})`))[0]).toBe(NEAR);
    // It is left alone for a while.
    const asked = model.asked.length;
    expect(asked).toBe(i + 1);
    await found(`${ASKED} (again, ${i})`);
    expect(model.asked.length).toBe(asked);
  }
});

test('the claim that it finds nearest comes first, within the limit, and what it knows is not asked again', async () => {
  model.answer = ({ body }, response) => {
    const { input }: { input: string[] } = JSON.parse(body);
    const data = input.map((text, index) => ({ index, embedding: text === NEAR ? [-2, 0] : [2, 0] }));
    response.end(JSON.stringify({ data: data.reverse() }));
  };
  const matches = await found(ASKED, { limit: 1 });
  expect(textsOf(matches)).toEqual([MEANT]);
  expect(matches[0].score).toBeGreaterThan(0);
  expect(matches[0].score).toBeLessThan(1);
  const [asked] = model.asked;
  expect(asked).toMatchObject({ method: 'POST', path: '/v1/embeddings' });
  expect(asked?.headers.authorization).toBe('Bearer a key of theirs');
  expect(JSON.parse(asked?.body ?? '')).toMatchObject({ model: 'of-ours' });
  await found(ASKED);
  expect(model.asked).toHaveLength(1);
});
