/** In which order things stand: findings, versions, lines of the log. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Newsroom, openNewsroom, UPDATE } from './setup/desk.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom();
  await newsroom.scale();
});
afterAll(() => newsroom.close());

const logged = async (): Promise<{ id: string }[]> =>
  (await newsroom.get('/v1/log/entries?limit=1000')).json.data;
const idsOf = (things: { id: string }[]): string[] => things.map(({ id }) => id);

test('of two verdicts in review the one published last is in force, whichever was proposed first', async () => {
  const { id } = await newsroom.publicClaim();
  const first = await newsroom.verdict(id, 'in_review');
  const second = await newsroom.verdict(id, 'in_review', { rating: 'false' });
  await newsroom.publish(second.id);
  await newsroom.publish(first.id);
  expect((await newsroom.read(id)).verdict).toMatchObject({ id: first.id, rating: { key: 'true' } });
  expect(await newsroom.read(second.id)).toMatchObject({ state: 'superseded', superseded_by: first.id });
});

test('of two rulings in review the one published last is in force, whichever was proposed first', async () => {
  const { id } = await newsroom.publicPromise(null);
  const first = await newsroom.outcome(id, 'in_review');
  const second = await newsroom.outcome(id, 'in_review', { result: 'not_kept' });
  await newsroom.publish(second.id);
  await newsroom.publish(first.id);
  expect((await newsroom.read(id)).promise.result).toBe('kept');
  expect((await newsroom.get('/v1/claims?result=kept')).json.data[0].id).toBe(id);
});

test('outcomes stand in the order in which they happened, or else became known', async () => {
  const { id } = await newsroom.publicPromise(null);
  const add = (days: object) =>
    newsroom.outcome(id, 'published', { ...UPDATE, result: null, occurred_on: null, ...days });
  const third = await add({ occurred_on: '2025-06-03' });
  const first = await add({ occurred_on: '2025-06-01' });
  const second = await add({ became_known_on: '2025-06-02' });
  const alsoThird = await add({ occurred_on: '2025-06-03' });
  const undated = await add({});
  const inOrder = idsOf([undated, first, second, third, alsoThird]);
  expect(idsOf((await newsroom.read(id)).outcomes)).toEqual(inOrder);
});

test('the latest update proposed says how far a promise is, wherever it stands in time', async () => {
  const { id } = await newsroom.publicPromise(null);
  await newsroom.outcome(id, 'published', { progress: 'stalled', occurred_on: '2025-06-03' });
  await newsroom.outcome(id, 'published', { progress: 'in_progress', occurred_on: '2025-06-01' });
  expect((await newsroom.read(id)).promise.progress).toBe('in_progress');
});

test('what one publication makes public stands in the log parts before wholes', async () => {
  const speaker = await newsroom.speaker();
  const source = await newsroom.source();
  const quote = await newsroom.quote({ speaker: speaker.id, source: source.id });
  const { id } = await newsroom.promise(null, { quotes: [quote.id] });
  const verdict = await newsroom.verdict(id, 'published');
  const outcome = await newsroom.outcome(id, 'published');
  const before = await logged();
  await newsroom.publish(id);
  const data = (await logged()).slice(before.length);
  expect(idsOf(data)).toEqual(idsOf([speaker, source, quote, verdict, outcome, { id }]));
});

test('what follows from one change stands in the log parts before wholes', async () => {
  const speaker = await newsroom.speaker();
  const quotes = [
    await newsroom.quote({ speaker: speaker.id }),
    await newsroom.quote({ speaker: speaker.id }),
  ];
  const claim = await newsroom.publicClaim({ quotes: idsOf(quotes) });
  const before = await logged();
  await newsroom.correct(speaker.id, { name: 'Another name' });
  const data = (await logged()).slice(before.length);
  expect(idsOf(data)).toHaveLength(4);
  expect(data[0]?.id).toBe(speaker.id);
  expect(data[3]?.id).toBe(claim.id);
  expect(idsOf(data.slice(1, 3)).sort()).toEqual(idsOf(quotes).sort());
});

test('versions, verdicts and corrections are listed newest first, and a claim shows its corrections oldest first', async () => {
  const { id } = await newsroom.publicClaim();
  newsroom.on('2026-02-01');
  await newsroom.correct(id, { text: 'The second text.' });
  newsroom.on('2026-02-02');
  await newsroom.correct(id, { text: 'The third text.' });
  const versions = (await newsroom.get(`/v1/claims/${id}/versions`)).json.data;
  expect(versions.map(({ version }: { version: number }) => version)).toEqual([3, 2, 1]);
  const days = (list: { corrected_at: string }[]) =>
    list.map(({ corrected_at }) => corrected_at.slice(0, 10));
  expect(days((await newsroom.read(id)).corrections)).toEqual(['2026-02-01', '2026-02-02']);
  expect(days((await newsroom.get(`/v1/corrections?claim=${id}`)).json.data)).toEqual([
    '2026-02-02',
    '2026-02-01',
  ]);
});
