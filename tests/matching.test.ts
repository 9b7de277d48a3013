/** Has this been checked? What is found, what it says of it, and what the public never sees. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServices } from '../src/services.ts';
import { openDatabase } from '../src/db/database.ts';
import { parseBundle } from '../src/features/import/check.ts';
import { importBundle } from '../src/features/import/import.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';

let server: Newsroom;
let bridge: string;
beforeAll(async () => {
  server = await openNewsroom();
  const speaker = (await server.speaker({ name: 'Ada Lind' })).id;
  bridge = (
    await server.publicClaim({
      text: 'The harbour bridge cost taxpayers $1.2 billion.',
      language: 'en',
      claimants: [speaker],
      first_said_on: '2025-11-03',
    })
  ).id;
  for (const text of [
    'Unemployment in the county fell to 3.4 percent last year.',
    'The mayor voted against the new tram line.',
    'Every school in the county has a library.',
    'Wolves killed forty sheep in the northern valleys.',
  ]) {
    (await server.publicClaim({ text, language: 'en' })).id;
  }
});
afterAll(() => server.close());

const similar = async (body: object) => {
  const reply = await server.post('/v1/claims/similar', body, null);
  expect(reply.status, reply.body).toBe(200);
  return reply.json;
};

describe('a statement in other words', () => {
  test('finds the claim first, with reasons', async () => {
    const { data, claims } = await similar({
      text: 'We taxpayers paid $1.2 billion for that harbour bridge!',
    });
    expect(claims).toBe(5);
    expect(data[0].claim).toMatchObject({ id: bridge, path: `/v1/claims/${bridge}`, rating: null });
    const kinds = data[0].reasons.map((reason: { kind: string }) => reason.kind);
    expect(kinds).toContain('words');
    expect(kinds).toContain('number');
    expect(data[0].differs).toEqual([]);
  });
});

describe('what is not the same', () => {
  test.each([
    ['polarity', 'Not every school in the county has a library.'],
    ['polarity', 'The mayor voted for the new tram line.'],
    ['number', 'Unemployment in the county fell to 5.1 percent last year.'],
  ])('differs in %s, with the words: %s', async (kind, text) => {
    const { data } = await similar({ text, language: 'en' });
    expect(data[0].differs).toEqual([expect.objectContaining({ kind })]);
    expect(`${data[0].differs[0].asked}${data[0].differs[0].claim}`).not.toBe('');
  });

  test('a sentence of a text that denies a claim is never matched to it without saying so', async () => {
    const text = 'Good evening. The mayor did not vote against the new tram line. Thank you all.';
    const reply = await server.post('/v1/claims/similar/batch', { text, min_score: 0 }, null);
    const lines = reply.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const denied = lines
      .flatMap((line) => line.data)
      .filter(
        (match) => match.claim.text === 'The mayor voted against the new tram line.' && match.score > 0.1,
      );
    expect(denied).not.toEqual([]);
    for (const match of denied) expect(match.differs[0].kind).toBe('polarity');
  });
});

describe('what the public may see', () => {
  test('a claim is found as soon as it is published, not before, and no longer once it is withdrawn', async () => {
    const text = 'Beavers dammed the upper river twice.';
    const asked = async () =>
      (await similar({ text })).data.map((match: { claim: { id: string } }) => match.claim.id);
    const id = (await server.claim({ text, language: 'en' })).id;
    expect(await asked()).not.toContain(id);
    expect((await server.post(`/v1/claims/${id}/publish`, {}, 'editor')).status).toBe(200);
    expect(await asked()).toContain(id);
    await server.withdraw(id);
    expect(await asked()).not.toContain(id);
  });

  test('what another process publishes is found as well', async () => {
    const other = await openDatabase(server.database_url);
    try {
      const { recorder } = createServices(server.config, other, { clock: server.clock });
      await importBundle(
        recorder,
        parseBundle(
          JSON.stringify({
            format: 'onrecord-bundle/1',
            origin: 'elsewhere',
            title: 'From elsewhere',
            claims: [{ key: 'eels', kind: 'statement', text: 'Eels were seen in the canal again.' }],
          }),
        ),
      );
    } finally {
      await other.close();
    }
    const { data } = await similar({ text: 'There are eels in our canal.' });
    expect(data[0].claim.text).toBe('Eels were seen in the canal again.');
  });

  test('a draft is not found by its id either', async () => {
    const id = (await server.claim({ text: 'Nobody has read this yet.' })).id;
    expect((await server.get(`/v1/claims/similar?claim=${id}`)).status).toBe(400);
  });
});

describe('what helps', () => {
  test('a claim that came in with a source alone is found by its headline, and its day is that of the source', async () => {
    const { recorder } = createServices(server.config, server.database, { clock: server.clock });
    await importBundle(
      recorder,
      parseBundle(
        JSON.stringify({
          format: 'onrecord-bundle/1',
          origin: 'checked-by-others',
          title: 'Checked by others',
          sources: [
            {
              key: 'check',
              kind: 'article',
              title: 'Did a Squirrel Waterski at the Regatta?',
              published_on: '2025-07-08',
            },
          ],
          claims: [
            {
              key: 'squirrel',
              kind: 'statement',
              text: 'A video shows a rodent.',
              language: 'en',
              sources: ['check'],
            },
          ],
        }),
      ),
    );
    const { data } = await similar({ text: 'A squirrel that can waterski!', date: '2025-07-07' });
    expect(data[0].claim.text).toBe('A video shows a rodent.');
    expect(data[0].reasons).toContainEqual(expect.objectContaining({ kind: 'day', shared: ['2025-07-08'] }));
  });

  test('the speaker and the day are reasons', async () => {
    const { data } = await similar({
      text: 'The bridge cost too much.',
      speaker: 'Lind',
      date: '2025-11-04',
    });
    expect(data[0].claim.id).toBe(bridge);
    const reasons = data[0].reasons.map((reason: { kind: string; text: string }) => [
      reason.kind,
      reason.text,
    ]);
    expect(reasons).toContainEqual(['speaker', 'Ada Lind said it.']);
    expect(reasons).toContainEqual(['day', 'They are a day apart.']);
  });

  test('a post is read without its addresses, its handles as words, its day from under it', async () => {
    const text =
      'So much for the #HarbourBridge: taxpayers paid! https://t.co/x pic.twitter.com/y — Jo (@jo_1) November 4, 2025';
    const { data } = await similar({ text });
    expect(data[0].claim.id).toBe(bridge);
    expect(data[0].reasons.map((reason: { kind: string }) => reason.kind)).toContain('day');
  });

  test('other languages go by their words', async () => {
    const id = (
      await server.publicClaim({
        text: 'Die Bürgermeisterin hat die Straßenbahn verhindert.',
        language: 'de',
      })
    ).id;
    const { data } = await similar({ text: 'Die Straßenbahn wurde von der Bürgermeisterin verhindert!' });
    expect(data[0].claim.id).toBe(id);
  });

  test('a recorded claim is not similar to itself', async () => {
    const reply = await server.get(`/v1/claims/similar?claim=${bridge}&limit=20`);
    expect(reply.status).toBe(200);
    expect(reply.json.data.map((match: { claim: { id: string } }) => match.claim.id)).not.toContain(bridge);
  });
});

describe('a text', () => {
  test('gives its checked sentences in order, each where it stands and with what is beside it', async () => {
    const text =
      'Thank you. Wolves killed forty sheep in the northern valleys. I like music. Every school in the county has a library.';
    const reply = await server.post('/v1/claims/similar/batch', { text, min_score: 0.2 }, null);
    expect(reply.headers['content-type']).toBe('application/x-ndjson');
    const lines = reply.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.sentence)).toEqual([
      'Wolves killed forty sheep in the northern valleys.',
      'Every school in the county has a library.',
    ]);
    const [wolves] = lines;
    expect(text.slice(wolves.start)).toMatch(/^Wolves/);
    expect([wolves.before, wolves.after]).toEqual(['Thank you.', 'I like music.']);
    expect(wolves.data[0].claim.text).toBe(wolves.sentence);
  });
});

describe('bad questions', () => {
  test.each([
    ['neither text nor claim', 'GET', '/v1/claims/similar', undefined],
    [
      'both text and claim',
      'GET',
      '/v1/claims/similar?text=a&claim=claim_01k2m8r3v5e9gaqz6n7t4s0wxy',
      undefined,
    ],
    ['no text', 'POST', '/v1/claims/similar', {}],
    ['a blank text', 'POST', '/v1/claims/similar', { text: ' ' }],
    ['a text that is too long', 'POST', '/v1/claims/similar', { text: 'a'.repeat(10_001) }],
    ['too many claims', 'POST', '/v1/claims/similar', { text: 'a', limit: 21 }],
    ['a day that there is not', 'POST', '/v1/claims/similar', { text: 'a', date: '2025-02-30' }],
    ['a score above 1', 'POST', '/v1/claims/similar/batch', { text: 'a', min_score: 2 }],
  ])('%s is a 400', async (_, method, url, body) => {
    expect((await server.ask(method, url, { body })).status).toBe(400);
  });

  test.each([
    '.',
    '???',
    '   .   ',
    '🎉🎉',
    'ا',
    '\u202e',
    '— (@a) x',
    'a'.repeat(9_000),
    '1'.repeat(9_000),
    '("'.repeat(4_000),
  ])('text that says nothing is answered all the same (%#)', async (text) => {
    const reply = await server.post('/v1/claims/similar', { text: `x${text}` }, null);
    expect(reply.status).toBe(200);
  });
});
