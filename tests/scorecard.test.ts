/** What a speaker's record comes to, and what the whole record holds: counts with their denominators. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Newsroom, openNewsroom, windowOf } from './setup/desk.ts';

let server: Newsroom;
let ada: { id: string; slug: string };
beforeAll(async () => {
  server = await openNewsroom({ now: '2025-06-01T12:00:00.000Z' });
  ada = await server.speaker({ name: 'Ada Lind' });
  await server.scale();
  await server.scale({
    key: 'other',
    title: 'Other',
    ratings: [{ key: 'true', labels: { en: 'Right' }, order: 0, value: null, description: 'So it is.' }],
  });
  const claim = (members: object) => server.publicClaim({ claimants: [ada.id], ...members });
  const rated = async (rating: string, scale: string, first_said_on: string | null) =>
    server.verdict(
      (await claim({ text: `${rating} ${scale} ${first_said_on}.`, first_said_on })).id,
      'published',
      { rating, scale },
    );
  await rated('true', 'truth', '2023-01-01');
  await rated('false', 'truth', '2024-01-01');
  await rated('false', 'truth', '2024-05-01');
  await rated('true', 'other', null);
  await claim({ text: 'Nobody has looked.' });
  await claim({ text: 'A greeting.', kind: 'not_checkable' });
  await server.publicPromise(windowOf('2025-01-01', '2025-02-01'), {
    claimants: [ada.id],
    text: 'I shall.',
    first_said_on: '2024-12-01',
  });
  await server.claim({ text: 'A draft.', claimants: [ada.id] });
  await server.publicClaim({ text: 'Somebody else.' });
});
afterAll(() => server.close());

test('ratings of two scales are never added up, each has its denominator, and what is in none is named', async () => {
  const { status, json, body } = await server.get(`/v1/speakers/${ada.slug}/scorecard`);
  expect(status, body).toBe(200);
  expect(json.speaker.id).toBe(ada.id);
  expect(json.claims).toEqual({
    of: 7,
    by_kind: { statement: 5, not_checkable: 1, promise: 1 },
    rated: 4,
    not_rated: { not_yet_rated: 1, not_checkable: 1, promise: 1 },
  });
  const truth = json.ratings.find((one: { scale: string }) => one.scale === 'truth');
  expect(truth).toMatchObject({ scale_version: 1, title: 'Truth', of: 3 });
  expect(truth.counts.map(({ rating, count }: { rating: string; count: number }) => [rating, count])).toEqual(
    [
      ['false', 2],
      ['half_true', 0],
      ['true', 1],
    ],
  );
  expect(truth.by_year).toEqual([
    { year: '2023', of: 1, counts: { true: 1 } },
    { year: '2024', of: 2, counts: { false: 2 } },
  ]);
  const other = json.ratings.find((one: { scale: string }) => one.scale === 'other');
  expect(other).toMatchObject({ of: 1, counts: [{ rating: 'true', label: 'Right', count: 1 }] });
  expect(other.by_year).toEqual([{ year: null, of: 1, counts: { true: 1 } }]);
  expect(JSON.stringify(json)).not.toContain('score"');
});

test('promises stand by timeliness and result, in all and by year', async () => {
  const { promises } = (await server.get(`/v1/speakers/${ada.id}/scorecard`)).json;
  expect(promises).toMatchObject({ promises: 1, timeliness: { of: 1, counts: { overdue: 1 } } });
  expect(promises.result).toMatchObject({ of: 0, not_counted: { not_ruled: 1 } });
  expect(promises.by_year).toMatchObject([{ year: '2024', promises: 1 }]);
});

test('as of a day it is as it stood then', async () => {
  const { json } = await server.get(`/v1/speakers/${ada.id}/scorecard?as_of=2025-05-01`);
  expect(json).toMatchObject({ today: '2025-05-01', claims: { of: 0, rated: 0 }, ratings: [] });
  const now = await server.get(`/v1/speakers/${ada.id}/scorecard?as_of=2025-06-01`);
  expect(now.json.claims.of).toBe(7);
  expect(now.json.ratings).toHaveLength(2);
});

test('nobody has one who is not there, or not public', async () => {
  const draft = await server.speaker({ name: 'Draft Person' });
  expect((await server.get('/v1/speakers/nobody/scorecard')).status).toBe(404);
  expect((await server.get(`/v1/speakers/${draft.id}/scorecard`)).status).toBe(404);
});

test('stats count what is public by type and month, and change with it', async () => {
  const before = await server.get('/v1/stats');
  expect(before.status, before.body).toBe(200);
  expect(before.json.published.claim).toBe(8);
  expect(before.json.claims_by_kind).toEqual({ statement: 6, not_checkable: 1, promise: 1 });
  expect(before.json.by_month).toHaveLength(1);
  expect(before.json.by_month[0]).toMatchObject({ month: '2025-06', published: { claim: 8 } });
  const again = await server.ask('GET', '/v1/stats', {
    headers: { 'if-none-match': before.headers.etag ?? '' },
  });
  expect(again.status).toBe(304);
  await server.on('2025-07-02');
  const claim = await server.publicClaim({ text: 'One more.' });
  await server.withdraw(claim.id);
  await server.publicClaim({ text: 'And another.' });
  const after = (await server.get('/v1/stats')).json;
  expect(after.published.claim).toBe(9);
  expect(after.withdrawn.claim).toBe(1);
  expect(after.by_month.at(-1).month).toBe('2025-07');
});
