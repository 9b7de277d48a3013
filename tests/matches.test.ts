/** What people decided of two claims: remembered, used, shown, and counted. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Newsroom, openNewsroom } from './setup/desk.ts';

let server: Newsroom;
const ids: Record<string, string> = {};
beforeAll(async () => {
  server = await openNewsroom();
  const speaker = (await server.speaker({ name: 'Ada Lind' })).id;
  const claim = async (name: string, text: string, first_said_on: string | null) => {
    const made = { text, first_said_on, language: 'en', claimants: [speaker], topics: ['Bridges'] };
    ids[name] = (await server.publicClaim(made)).id;
  };
  await claim('first', 'The harbour bridge cost taxpayers $1.2 billion.', '2024-01-01');
  await claim('second', 'Taxpayers paid $1.2 billion for the harbour bridge.', '2025-03-01');
  await claim('third', 'That harbour bridge cost us $1.2 billion.', '2025-06-01');
  await claim('unlike', 'The harbour bridge was painted green.', null);
  ids.draft = (
    await server.claim({ text: 'The bridge cost $1.2 billion, I say.', first_said_on: '2025-09-01' })
  ).id;
});
afterAll(() => server.close());

const decide = (
  id: string | undefined,
  claim: string | undefined,
  members: object = {},
  as: 'editor' | 'reporter' = 'editor',
) => server.post(`/v1/claims/${id}/matches`, { claim, relation: 'repeats', ...members }, as);
const said = async (name: string) => (await server.read(ids[name] ?? '')).said;
const similarTo = async (name: string) =>
  (await server.get(`/v1/claims/similar?claim=${ids[name]}&limit=10`)).json.data.map(
    (match: { claim: { id: string }; relation?: string }) => [
      Object.keys(ids).find((known) => ids[known] === match.claim.id),
      match.relation,
    ],
  );

describe('a confirmed repeat', () => {
  test('shows on both claims how often it was said and when last, once an editor has confirmed it', async () => {
    expect((await decide(ids.first, ids.second, {}, 'reporter')).status).toBe(403);
    expect(await said('first')).toBeUndefined();
    const decided = await decide(ids.second, ids.first, { note: 'Word for word.' });
    expect(decided.status, decided.body).toBe(200);
    expect(decided.json).toMatchObject({ claim: ids.first, relation: 'repeats', state: 'confirmed' });
    for (const [name, other] of [
      ['first', 'second'],
      ['second', 'first'],
    ] as const) {
      expect(await said(name)).toEqual({
        times: 2,
        first_on: '2024-01-01',
        last_on: '2025-03-01',
        claims: [ids[other]],
      });
    }
  });

  test('counts over several matches, and is found by how often it was said', async () => {
    await decide(ids.second, ids.third, { relation: 'same' });
    expect(await said('first')).toMatchObject({ times: 3, last_on: '2025-06-01' });
    const atLeast = async (times: number) =>
      (await server.get(`/v1/claims?said_times=${times}`)).json.data.map((one: { id: string }) => one.id);
    expect(new Set(await atLeast(2))).toEqual(new Set([ids.first, ids.second, ids.third]));
    expect(await atLeast(3)).toHaveLength(3);
    expect(await atLeast(4)).toEqual([]);
  });

  test('of a draft is not public before the draft is', async () => {
    await decide(ids.draft, ids.first);
    expect(await said('first')).toMatchObject({ times: 3 });
    await server.publish(ids.draft ?? '');
    expect(await said('first')).toMatchObject({ times: 4, last_on: '2025-09-01' });
    expect(await said('draft')).toMatchObject({ times: 4, first_on: '2024-01-01' });
  });

  test('follows when a claim is withdrawn or its day is corrected', async () => {
    await server.correct(ids.third ?? '', { first_said_on: '2023-06-01' });
    expect(await said('second')).toMatchObject({ times: 4, first_on: '2023-06-01' });
    await server.withdraw(ids.draft ?? '');
    expect(await said('second')).toMatchObject({ times: 3, last_on: '2025-03-01' });
    expect((await said('second')).claims).not.toContain(ids.draft);
  });
});

describe('what was decided is used', () => {
  test('a confirmed match comes first, a rejected one is not offered again', async () => {
    expect((await similarTo('unlike')).map(([name]: [string]) => name)).toContain('first');
    await decide(ids.unlike, ids.first, { state: 'rejected', relation: 'same' });
    await decide(ids.unlike, ids.third, { relation: 'related' });
    const near = await similarTo('unlike');
    expect(near[0]).toEqual(['third', 'related']);
    expect(near.map(([name]: [string]) => name)).not.toContain('first');
    expect((await similarTo('first')).map(([name]: [string]) => name)).not.toContain('unlike');
  });

  test('a decision can be taken back', async () => {
    await decide(ids.second, ids.third, { relation: 'same', state: 'rejected' });
    expect(await said('third')).toBeUndefined();
    expect(await said('first')).toMatchObject({ times: 2 });
    expect((await similarTo('second')).map(([name]: [string]) => name)).not.toContain('third');
  });
});

test('the public sees what was confirmed of public claims, the newsroom all of it with notes', async () => {
  const list = async (as: 'reporter' | null) =>
    (await server.get(`/v1/claims/${ids.unlike}/matches`, as)).json.data;
  expect(await list(null)).toMatchObject([{ claim: ids.third, relation: 'related', note: null }]);
  expect(await list('reporter')).toHaveLength(2);
  const ofSecond = (await server.get(`/v1/claims/${ids.second}/matches`, 'reporter')).json.data;
  expect(ofSecond.map((one: { note: string | null }) => one.note)).toContain('Word for word.');
});

test('related claims: recorded ones, those of the same speaker and topic, and similar ones, each once', async () => {
  const { status, json, body } = await server.get(`/v1/claims/${ids.unlike}/related`);
  expect(status, body).toBe(200);
  expect(json.recorded).toMatchObject([{ relation: 'related', claim: { id: ids.third } }]);
  const others = json.same_speaker_and_topic.map((one: { id: string }) => one.id);
  expect(others).toEqual([ids.second, ids.first]);
  const all = [
    ...json.recorded.map((one: { claim: { id: string } }) => one.claim),
    ...json.same_speaker_and_topic,
    ...json.similar,
  ];
  expect(new Set(all.map((one: { id: string }) => one.id)).size).toBe(all.length);
  expect((await server.get(`/v1/claims/${(await server.claim()).id}/related`)).status).toBe(404);
});

test('a new claim is told which are likely the same in other words, and is written all the same', async () => {
  const body = {
    kind: 'statement',
    text: 'We taxpayers paid $1.2 billion for the harbour bridge.',
    language: 'en',
  };
  const made = await server.post('/v1/claims', body, 'reporter');
  expect(made.status, made.body).toBe(201);
  expect(made.json.possible_duplicates).toContain(`/v1/claims/${ids.second}`);
  const other = await server.post(
    '/v1/claims',
    { ...body, text: 'Nobody swam across the lake.' },
    'reporter',
  );
  expect(other.json).not.toHaveProperty('possible_duplicates');
});

test('a match that cannot be is refused and changes nothing', async () => {
  const refused = async (id: string | undefined, claim: string | undefined) =>
    (await decide(id, claim)).status;
  expect(await refused(ids.first, ids.first)).toBe(422);
  expect(await refused(ids.first, 'claim_01k2m8r3v5e9gaqz6n7t4s0wxy')).toBe(422);
  expect(await refused('claim_01k2m8r3v5e9gaqz6n7t4s0wxy', ids.first)).toBe(404);
  expect(await refused(ids.first, ids.draft)).toBe(422);
  expect((await decide(ids.first, ids.second, { relation: 'twin' })).status).toBe(400);
  expect(await said('first')).toMatchObject({ times: 2 });
});
