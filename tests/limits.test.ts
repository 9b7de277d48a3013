/** What docs/limits.md says of a request and of a claim: that much is taken, and one more is refused. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anchors } from '../src/newsroom/anchors/tables.ts';
import { outcomes, verdicts } from '../src/newsroom/findings/tables.ts';
import { parseBundle } from '../src/features/import/check.ts';
import { promiseTransitions } from '../src/newsroom/promises/tables.ts';
import { LIMITS } from '../src/limits.ts';
import { corrections } from '../src/record/tables.ts';
import { type Newsroom, openNewsroom, PROMISE, UPDATE, VERDICT } from './setup/desk.ts';
import type { Who } from './setup/server.ts';

let server: Newsroom;
let speaker: string;
let source: string;
let claim: string;
const speakers: string[] = [];
const sources: string[] = [];
const quotes: string[] = [];
beforeAll(async () => {
  server = await openNewsroom();
  await server.scale();
  speaker = (await server.speaker()).id;
  source = (await server.source()).id;
  claim = (await server.publicClaim()).id;
  for (let i = 0; i <= LIMITS.claimants; i += 1) speakers.push((await server.speaker()).id);
  for (let i = 0; i <= LIMITS.sources_per_claim; i += 1) sources.push((await server.source()).id);
  for (let i = 0; i <= LIMITS.quotes_per_claim; i += 1) {
    quotes.push((await server.quote({ speaker: speakers[i % 2], source })).id);
  }
});
// What fills a record to its limits is written past it, which verify rightly finds.
afterAll(() => server.close({ tampered: true }));

const letters = (n: number): string => 'x'.repeat(n);
const many = <T>(n: number, one: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => one(i));
const evidence = (n: number) => many(n, () => ({ title: 'Register', stance: 'supports' }));
const label = (n: number): [string, string] => [`en-x${n}`, 'True'];
const rating = (key: string, languages = 1) => ({
  key,
  labels: Object.fromEntries(many(languages, label)),
  order: 1,
  value: null,
  description: 'So it is',
});
const scale = { key: 'limits', title: 'Limits' };
const quote = () => ({ speaker, source, text: letters(9) });
const exact = { type: 'TextQuoteSelector', exact: letters(9) };
const verdict = { ...VERDICT, scale: 'truth' };
const statement = { kind: 'statement', text: 'A claim.' };

/** A list or text of `n`, where it stands, and what the fault is called. */
const BODIES: [name: keyof typeof LIMITS, url: () => string, body: (n: number) => object, fault: string][] = [
  ['text_short', () => '/v1/speakers', (n) => ({ name: letters(n) }), '/name'],
  ['aliases', () => '/v1/speakers', (n) => ({ name: 'A', aliases: many(n, String) }), '/aliases'],
  ['text_medium', () => '/v1/claims', (n) => ({ ...statement, text: letters(n) }), '/text'],
  ['topics', () => '/v1/claims', (n) => ({ ...statement, topics: many(n, String) }), '/topics'],
  ['topic_length', () => '/v1/claims', (n) => ({ ...statement, topics: [letters(n)] }), '/topics/0'],
  ['claimants', () => '/v1/claims', (n) => ({ ...statement, claimants: speakers.slice(0, n) }), '/claimants'],
  [
    'quotes_per_claim',
    () => '/v1/claims',
    (n) => ({ ...statement, text: `With ${n} quotes`, quotes: quotes.slice(0, n) }),
    '/quotes',
  ],
  [
    'sources_per_claim',
    () => '/v1/claims',
    (n) => ({ ...statement, sources: sources.slice(0, n) }),
    '/sources',
  ],
  ['text_long', () => '/v1/quotes', (n) => ({ ...quote(), text: letters(n) }), '/text'],
  [
    'selector_context',
    () => '/v1/quotes',
    (n) => ({ ...quote(), selectors: [{ ...exact, prefix: letters(n) }] }),
    '/selectors/0/prefix',
  ],
  ['source_text', () => '/v1/sources', (n) => ({ kind: 'speech', title: 'S', text: letters(n) }), '/text'],
  [
    'url',
    () => '/v1/sources',
    (n) => ({ kind: 'speech', title: 'S', url: 'https://example.org/'.padEnd(n, 'x') }),
    '/url',
  ],
  [
    'rationale',
    () => `/v1/claims/${claim}/verdicts`,
    (n) => ({ ...verdict, rationale: letters(n) }),
    '/rationale',
  ],
  [
    'evidence',
    () => `/v1/claims/${claim}/verdicts`,
    (n) => ({ ...verdict, evidence: evidence(n) }),
    '/evidence',
  ],
  [
    'ratings_per_scale',
    () => '/v1/rating-scales',
    (n) => ({ ...scale, ratings: many(n, (i) => rating(`r${i}`)) }),
    '/ratings',
  ],
  [
    'labels_per_rating',
    () => '/v1/rating-scales',
    (n) => ({ ...scale, ratings: [rating('r', n)] }),
    '/ratings/0/labels',
  ],
  [
    'anchor_phrases',
    () => '/v1/anchors',
    (n) => ({ key: `a${n}`, title: 'A', phrases: many(n, (i) => `phrase ${i}`) }),
    '/phrases',
  ],
  [
    'deadline_phrase',
    () => '/v1/deadlines/parse',
    (n) => ({ phrase: 'by May '.padEnd(n, 'x'), reference_date: '2025-01-01' }),
    '/phrase',
  ],
];

test.each(BODIES)('%s: as much is taken, and more refused', async (name, url, body, fault) => {
  const limit = LIMITS[name];
  const taken = await server.post(url(), body(limit), 'admin');
  expect(taken.status, taken.body.slice(0, 300)).toBeLessThan(300);
  const refused = await server.post(url(), body(limit + 1), 'admin');
  expect(refused).toMatchObject({ status: 400, json: { errors: [{ pointer: fault }] } });
});

const PARAMETERS: [name: keyof typeof LIMITS, url: (n: number) => string, fault: string][] = [
  ['list_max', (n) => `/v1/claims?limit=${n}`, 'limit'],
  ['log_entries_max', (n) => `/v1/log/entries?start=0&limit=${n}`, 'limit'],
  ['query_length', (n) => `/v1/claims?q=${letters(n)}`, 'q'],
  ['topic_length', (n) => `/v1/claims?topic=${'t'.repeat(n)}`, 'topic'],
];

test.each(PARAMETERS)('%s: as much may be asked for, and no more', async (name, url, fault) => {
  if (name === 'topic_length') await server.publicClaim({ topics: ['t'.repeat(LIMITS.topic_length)] });
  expect((await server.get(url(LIMITS[name]))).status).toBe(200);
  const refused = await server.get(url(LIMITS[name] + 1));
  expect(refused).toMatchObject({ status: 400, json: { errors: [{ parameter: fault }] } });
});

test('faults: so many are named', async () => {
  const unknown = Object.fromEntries(many(2 * LIMITS.faults, (i) => [`member_${i}`, i]));
  const { status, json } = await server.post('/v1/claims', { ...statement, ...unknown }, 'reporter');
  expect(status).toBe(400);
  expect(json.errors).toHaveLength(LIMITS.faults);
});

test('search_terms and search_word_length: so many must all occur, of more most; what comes after does not count', async () => {
  const words = many(LIMITS.search_terms - 1, (i) => `word${i}`);
  const long = letters(LIMITS.search_word_length);
  const whole = await server.publicClaim({ text: `${words.join(' ')} last ${long}tail` });
  const most = await server.publicClaim({ text: words.join(' ') });
  const found = async (q: string) =>
    (await server.get(`/v1/claims?q=${encodeURIComponent(q)}`)).json.data.map(
      (one: { id: string }) => one.id,
    );
  expect(await found(`${words.join(' ')} last`)).toEqual([whole.id]);
  expect(new Set(await found(`${words.join(' ')} last more`))).toEqual(new Set([whole.id, most.id]));
  expect(await found(`${long}other`)).toEqual([whole.id]);
});

test('sort_name_length, cursor_key_length and cursor_length: the longest names can be paged through', async () => {
  const names = ['首', '相', '首'].map((sign, i) => `${sign.repeat(LIMITS.text_short - 1)}${i}`);
  const ids: string[] = [];
  for (const name of names) ids.push((await server.speaker({ name })).id);
  const found: string[] = [];
  for (let cursor = ''; ; ) {
    const url = `/v1/speakers?publication=draft&sort=name&q=${'首'.repeat(3)}&limit=1${cursor}`;
    const { data, next } = (await server.get(url, 'reporter')).json;
    found.push(...data.map((one: { id: string }) => one.id));
    if (next === null) break;
    expect(next.length).toBeLessThanOrEqual(LIMITS.cursor_length);
    cursor = `&cursor=${next}`;
  }
  expect(found).toEqual([ids[0], ids[2]]);
});

describe('of one claim', () => {
  const full = { status: 409, json: { state: 'full', possible: [] } };

  test.each([
    ['verdicts', verdicts, verdict],
    ['outcomes', outcomes, UPDATE],
  ] as const)('findings_per_claim: one more of its %s is refused', async (findings, table, body) => {
    const { id } = await server.publicClaim();
    const url = `/v1/claims/${id}/${findings}`;
    const first = await server.make(url, body);
    const position = LIMITS.findings_per_claim - 1;
    await server.database.write((tx) => tx.update(table).set({ position }).where(eq(table.id, first.id)));
    await server.make(url, body);
    expect(await server.post(url, body, 'reporter')).toMatchObject(full);
    const other = await server.publicClaim();
    await server.make(`/v1/claims/${other.id}/${findings}`, body);
  });

  test('claimants: quotes of more speakers than a claim may have do not make it theirs', async () => {
    const spoken = [];
    for (const one of speakers) spoken.push((await server.quote({ speaker: one, source })).id);
    expect((await server.claim({ quotes: spoken.slice(1) })).claimants).toHaveLength(LIMITS.claimants);
    const refused = await server.post('/v1/claims', { ...statement, quotes: spoken }, 'reporter');
    expect(refused).toMatchObject({ status: 422, json: { errors: [{ pointer: '/quotes' }] } });
    const named = await server.claim({ quotes: spoken, claimants: [speaker] });
    expect(named.quotes).toHaveLength(spoken.length);
  });

  test('deadlines_per_claim and clarifications_per_promise: one more is refused', async () => {
    const deadline = { phrase: 'soon', kind: 'vague', reference_date: '2025-01-01', review_on: '2025-07-01' };
    const { id } = await server.publicClaim(PROMISE);
    const additions: [url: string, limit: number, body: object, as: Who][] = [
      [`/v1/claims/${id}/deadlines`, LIMITS.deadlines_per_claim, deadline, 'reporter'],
      [`/v1/claims/${id}/clarifications`, LIMITS.clarifications_per_promise, { text: 'So.' }, 'editor'],
    ];
    for (const [url, limit, body, as] of additions) {
      for (let i = 0; i < limit; i += 1) await server.make(url, body, as);
      expect(await server.post(url, body, as)).toMatchObject(full);
    }
  });

  test('corrections_shown: the newest in the claim, and all in the list', async () => {
    const { id } = await server.publicClaim();
    const old = many(LIMITS.corrections_shown, (i) => ({
      id: `correction_${String(i).padStart(26, '0')}`,
      subject_id: id,
      claim_id: id,
      kind: 'typo' as const,
      note: `Note ${i}`,
      before: { text: 'a' },
      after: { text: 'b' },
      corrected_at: '2025-01-01T00:00:00.000Z',
      corrected_by: 'Somebody',
    }));
    await server.database.write(async (tx) => {
      for (let i = 0; i < old.length; i += 100) await tx.insert(corrections).values(old.slice(i, i + 100));
    });
    const correction = { kind: 'typo', note: 'The newest.' };
    const { json } = await server.patch(`/v1/claims/${id}`, { text: 'Corrected.', correction }, 'editor');
    expect(json.corrections).toHaveLength(LIMITS.corrections_shown);
    expect(json.corrections[0].note).toBe('Note 1');
    expect(json.corrections.at(-1).note).toBe('The newest.');
    const notes: string[] = [];
    for (let cursor = ''; ; ) {
      const page = (await server.get(`/v1/corrections?claim=${id}&limit=${LIMITS.list_max}${cursor}`)).json;
      notes.push(...page.data.map((one: { note: string }) => one.note));
      if (page.next === null) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(notes).toHaveLength(LIMITS.corrections_shown + 1);
    expect([notes[0], notes.at(-1)]).toEqual(['The newest.', 'Note 0']);
  });

  test('feed_items: a feed has the newest of more', async () => {
    const { id } = await server.publicClaim(PROMISE);
    const days = many(LIMITS.feed_items + 5, (i) => new Date(Date.UTC(2025, 0, 1 + i)).toISOString());
    await server.database.write((tx) =>
      tx.insert(promiseTransitions).values(
        days.map((written_at) => ({
          claim_id: id,
          transition: 'opened' as const,
          day: written_at.slice(0, 10),
          window_start: written_at.slice(0, 10),
          window_end: '',
          review_on: '',
          written_at,
        })),
      ),
    );
    const { items } = (await server.get('/v1/promises/feed.json')).json;
    const shown = items.map((item: { date_published: string }) => item.date_published);
    expect(shown).toEqual(days.toReversed().slice(0, LIMITS.feed_items));
    const atom = (await server.get('/v1/promises/feed.atom')).body;
    expect(atom.match(/<entry>/g)).toHaveLength(LIMITS.feed_items);
  });
});

test('anchors: a newsroom has no more', async () => {
  const [known] = await server.database.read.select().from(anchors);
  if (!known) throw new Error('there is no anchor yet');
  const more = many(LIMITS.anchors - 2, (i) => ({
    ...known,
    id: `anchor_${String(i).padStart(26, '0')}`,
    key: `more_${i}`,
  }));
  await server.database.write(async (tx) => {
    for (let i = 0; i < more.length; i += 100) await tx.insert(anchors).values(more.slice(i, i + 100));
  });
  await server.make('/v1/anchors', { key: 'last', title: 'The last' }, 'editor');
  const refused = await server.post('/v1/anchors', { key: 'one_more', title: 'One more' }, 'editor');
  expect(refused).toMatchObject({ status: 409, json: { state: 'full' } });
});

test('claimants: a bundle may not give a claim more of them by its quotes either', () => {
  const keys = many(LIMITS.claimants + 1, (i) => `k${i}`);
  const bundle = (n: number) => ({
    format: 'onrecord-bundle/1',
    origin: 'limits',
    title: 'Limits',
    speakers: keys.map((key) => ({ key, slug: key, name: key })),
    sources: [{ key: 's', kind: 'speech', title: 'S' }],
    quotes: keys.map((key) => ({ key, speaker: key, source: 's', text: 'Words' })),
    claims: [{ key: 'c', kind: 'statement', text: 'A claim.', quotes: keys.slice(0, n) }],
  });
  expect(parseBundle(JSON.stringify(bundle(LIMITS.claimants))).claims).toHaveLength(1);
  expect(() => parseBundle(JSON.stringify(bundle(LIMITS.claimants + 1)))).toThrow(
    expect.objectContaining({ faults: [expect.objectContaining({ pointer: '/claims/0/quotes' })] }),
  );
});
