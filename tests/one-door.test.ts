/**
 * One door: what the API refuses an import refuses too, and what both take reads alike in public. Entries go through
 * the API, proposed by a reporter and approved by an editor, and through a bundle.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BundleError, parseBundle } from '../src/features/import/check.ts';
import { ImportConflict, importBundle, ImportRefused } from '../src/features/import/import.ts';
import { idFromKey } from '../src/record/ids.ts';
import { footprint } from './setup/footprint.ts';
import { type Newsroom, openNewsroom, pathOf, SCALE } from './setup/desk.ts';
import { atLength } from './setup/length.ts';
import type { Who } from './setup/server.ts';

type Members = Record<string, unknown>;
interface Quote extends Members {
  speaker: 'one' | 'two';
}
interface Entry {
  /** Of a claim, but for what follows. */
  claim: Members;
  /** Keys of speakers; null: left out. */
  claimants: ('one' | 'two')[] | null;
  quotes: Quote[];
  /** Whether the claim names its first quote once more. */
  twice: boolean;
  verdicts: Members[];
  outcomes: Members[];
  /** Why its quotes are published although their words are not the source's. */
  override?: string;
}

const EVIDENCE = [{ title: 'Register' }];
const STATEMENT: Entry = {
  claim: { kind: 'statement', text: 'The bridge stands.' },
  claimants: null,
  quotes: [{ speaker: 'one', text: 'It stands.', said_on: '2025-03-01' }],
  twice: false,
  verdicts: [],
  outcomes: [],
};
const BRIDGE = { action: 'Build it.', criteria: 'It stands.', testability: 'testable' };
const DEADLINE = {
  kind: 'calendar',
  window_start: '2025-06-01',
  window_end: '2025-06-30',
  phrase: 'in June',
};
const PROMISE: Entry = { ...STATEMENT, claim: { kind: 'promise', text: 'They will.', promise: BRIDGE } };
const VERDICT = {
  rating: 'true',
  summary: 'It does.',
  rationale: 'The register says so.',
  evidence: EVIDENCE,
};
const UPDATE = { kind: 'update', progress: 'in_progress', note: 'Begun.', evidence: EVIDENCE };
const RULING = {
  kind: 'ruling',
  result: 'kept',
  occurred_on: '2025-06-10',
  note: 'It stands.',
  evidence: EVIDENCE,
};
const promising = (promise: Members): Entry => ({
  ...PROMISE,
  claim: { ...PROMISE.claim, promise: { ...BRIDGE, ...promise } },
});
const reading = (claim: Members): Entry => ({ ...STATEMENT, claim: { ...STATEMENT.claim, ...claim } });

const ORIGIN = 'one-door';
const SPEAKERS = ['one', 'two'].map((key) => ({ key, slug: `speaker-${key}`, name: `Speaker ${key}` }));
const SOURCE = {
  key: 'source',
  kind: 'speech',
  title: 'A speech',
  text: 'It stands. It stands still. It does.',
};
const source = idFromKey('source', ORIGIN, 'source');

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom();
  await importBundle(newsroom.server.recorder, parseBundle(bundled({})));
});
afterAll(() => newsroom.close());

const bundled = (more: Members): string =>
  JSON.stringify({
    format: 'onrecord-bundle/1',
    origin: ORIGIN,
    title: 'One door',
    rating_scales: [{ ...SCALE, version: 1 }],
    speakers: SPEAKERS,
    sources: [SOURCE],
    ...more,
  });

/** What a claim reads like wherever it came from: without ids, instants, and who wrote and approved it. */
const SET_ASIDE = new Set([
  ...['id', 'version', 'published_at', 'first_published_at', 'author', 'reviewer', 'review', 'confirmed_by'],
  ...['given_by', 'given_at'],
]);
const NAMES_ANOTHER = new Set(['supersedes', 'superseded_by', 'quote_id', 'subject_id']);
const asRead = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asRead);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !SET_ASIDE.has(name))
      .map(([name, member]) => [name, NAMES_ANOTHER.has(name) ? member !== null : asRead(member)]),
  );
};

let entries = 0;

type Passage = { refused: true } | { claim: unknown };
const REFUSED = { refused: true } as const;

/** Thrown where the API says no. */
class Refusal extends Error {}

const throughTheApi = async ({
  claim,
  claimants,
  quotes,
  twice,
  override,
  ...findings
}: Entry): Promise<Passage> => {
  const post = async (url: string, body: unknown, as: Who) => {
    const reply = await newsroom.post(url, body, as);
    if (reply.status >= 400) throw new Refusal(`${url}: ${reply.body}`);
    return reply.json;
  };
  try {
    const carried: string[] = [];
    for (const quote of quotes) {
      const body = { ...quote, speaker: `speaker-${quote.speaker}`, source };
      carried.push((await post('/v1/quotes', body, 'reporter')).id);
    }
    const named = claimants && { claimants: claimants.map((key) => `speaker-${key}`) };
    const body = { ...claim, ...named, quotes: twice ? [...carried, ...carried.slice(0, 1)] : carried };
    const { id } = await post('/v1/claims?allow_duplicate=true', body, 'reporter');
    const reason = override === undefined ? {} : { override: { reason: override } };
    await post(`${pathOf(id)}/publish`, reason, 'editor');
    for (const kind of ['verdicts', 'outcomes'] as const) {
      for (const finding of findings[kind]) {
        const proposed = await post(`${pathOf(id)}/${kind}`, finding, 'reporter');
        await post(`/v1/${kind}/${proposed.id}/submit`, {}, 'reporter');
        await post(`/v1/${kind}/${proposed.id}/publish`, {}, 'editor');
      }
    }
    return { claim: asRead(await newsroom.read(id)) };
  } catch (error) {
    if (error instanceof Refusal) return REFUSED;
    throw error;
  }
};

const throughABundle = async ({
  claim,
  claimants,
  quotes,
  twice,
  override,
  ...findings
}: Entry): Promise<Passage> => {
  entries += 1;
  const key = (name: string, i = 0) => `${name}-${entries}-${i}`;
  const before = await footprint(newsroom);
  const carried = quotes.map((_, i) => key('quote', i));
  const text = bundled({
    quotes: quotes.map((quote, i) => ({
      ...quote,
      ...(override === undefined ? {} : { override: { reason: override } }),
      key: key('quote', i),
      source: 'source',
    })),
    claims: [
      {
        ...claim,
        key: key('claim'),
        ...(claimants && { claimants }),
        quotes: twice ? [...carried, ...carried.slice(0, 1)] : carried,
        verdicts: findings.verdicts.map((verdict, i) => ({
          ...verdict,
          key: key('verdict', i),
          rating_scale: 'truth',
        })),
        outcomes: findings.outcomes.map((outcome, i) => ({ ...outcome, key: key('outcome', i) })),
      },
    ],
  });
  try {
    await importBundle(newsroom.server.recorder, parseBundle(text), undefined, { allow_duplicates: true });
  } catch (error) {
    const refusals = [BundleError, ImportConflict, ImportRefused];
    if (!refusals.some((refusal) => error instanceof refusal)) throw error;
    expect(await footprint(newsroom), 'what a refused bundle leaves').toEqual(before);
    return REFUSED;
  }
  return { claim: asRead(await newsroom.read(idFromKey('claim', ORIGIN, key('claim')))) };
};

const isRefused = (passage: Passage): boolean => 'refused' in passage;

const TAKEN: Record<string, Entry> = {
  'a statement': STATEMENT,
  'a statement that names one quote twice': { ...STATEMENT, twice: true },
  'a promise': PROMISE,
  'a promise with its deadline': promising({ deadline: DEADLINE }),
  'words that are not the source’s, with a reason': {
    ...STATEMENT,
    quotes: [{ speaker: 'one', text: 'It fell down in the night.' }],
    override: 'It was heard so.',
  },
  'words that are the source’s, with a reason that nobody needs': {
    ...STATEMENT,
    override: 'It was heard so.',
  },
  'days that are known in part': {
    ...promising({
      deadline: {
        phrase: 'in two weeks',
        kind: 'duration',
        window_start: '2025-03-15',
        window_end: '2025-04-14',
      },
    }),
    quotes: [{ speaker: 'one', text: 'It stands.', said_on: '2025-03' }],
    outcomes: [{ ...RULING, occurred_on: '2025-04' }],
  },
  'a claim without a quote': { ...STATEMENT, quotes: [] },
  'claimants who are not those quoted': { ...STATEMENT, claimants: ['two', 'one', 'two'] },
  'the earliest day of several quotes': {
    ...STATEMENT,
    quotes: [
      { speaker: 'one', text: 'It stands.', said_on: '2025-03-01' },
      { speaker: 'two', text: 'It does.', said_on: '2024-03-01' },
    ],
  },
  'a verdict, and another in its place': {
    ...STATEMENT,
    verdicts: [VERDICT, { ...VERDICT, rating: 'false', reason: 'It fell.' }],
  },
  'an update and a ruling': { ...promising({ deadline: DEADLINE }), outcomes: [UPDATE, RULING] },
  'a ruling, and another in its place': {
    ...PROMISE,
    outcomes: [RULING, { ...RULING, result: 'partly_kept', reason: 'It leans.' }],
  },
  'a ruling of condition_not_met': {
    ...promising({ condition: { text: 'If it is dry.', status: 'not_met' } }),
    outcomes: [{ ...RULING, result: 'condition_not_met', occurred_on: null }],
  },
};

describe('both doors take alike', () => {
  test.each(Object.keys(TAKEN))('%s', async (name) => {
    const entry = TAKEN[name] ?? STATEMENT;
    const [api, bundle] = [await throughTheApi(entry), await throughABundle(entry)];
    expect(isRefused(api)).toBe(false);
    expect(bundle).toEqual(api);
  });
});

const quoting = (members: Members): Entry => ({
  ...STATEMENT,
  quotes: [{ speaker: 'one', text: 'It stands.', ...members }],
});

const REFUSED_BY_BOTH: Record<string, Entry> = {
  'words that are not in the source': quoting({ text: 'It fell down in the night.' }),
  'words that are near those of the source': quoting({ text: 'It does not stand still.' }),
  'a place that ends before it begins': quoting({
    selectors: [{ type: 'TextPositionSelector', start: 9, end: 3 }],
  }),
  'a time of no day': quoting({ said_at: '15:00' }),
  'a title of no article': reading({ article_title: 'A title' }),
  'a text of blanks': reading({ text: '  ' }),
  'a member that nobody knows': reading({ colour: 'red' }),
  'a promise of a statement': reading({ promise: BRIDGE }),
  'a window that ends before it starts': promising({
    deadline: { ...DEADLINE, window_end: '2025-05-01' },
  }),
  'a window of what is vague': promising({ deadline: { ...DEADLINE, kind: 'vague' } }),
  'a verdict without evidence': { ...STATEMENT, verdicts: [{ ...VERDICT, evidence: [] }] },
  'a rating that the scale does not have': { ...STATEMENT, verdicts: [{ ...VERDICT, rating: 'green' }] },
  'a second verdict without a reason': { ...STATEMENT, verdicts: [VERDICT, VERDICT] },
  'an update with a result': { ...PROMISE, outcomes: [{ ...UPDATE, result: 'kept' }] },
  'a quote said tomorrow': {
    ...STATEMENT,
    quotes: [{ speaker: 'one', text: 'It stands.', said_on: '2026-01-16' }],
  },
  'a claim first said next year': reading({ first_said_on: '2027' }),
  'a ruling of what was done tomorrow': { ...PROMISE, outcomes: [{ ...RULING, occurred_on: '2026-01-16' }] },
  'a ruling of what was done before it was promised': {
    ...PROMISE,
    outcomes: [{ ...RULING, occurred_on: '2025-02' }],
  },
  'a window that ended before the words': promising({
    deadline: { ...DEADLINE, window_start: '2024-01-01', window_end: '2024-12-31' },
  }),
  'a verdict of tomorrow': { ...STATEMENT, verdicts: [{ ...VERDICT, decided_on: '2026-01-16' }] },
  'a ruling without evidence': { ...PROMISE, outcomes: [{ ...RULING, evidence: [] }] },
};

/** What the API refuses and an import lets in, until both go by the same rules. */
const REFUSED_BY_THE_API: Record<string, Entry> = {
  'a verdict on what is not checkable': { ...reading({ kind: 'not_checkable' }), verdicts: [VERDICT] },
  'a ruling on a statement': { ...STATEMENT, outcomes: [RULING] },
  'a ruling on what is not checkable': { ...reading({ kind: 'not_checkable' }), outcomes: [RULING] },
  'kept without its day': { ...PROMISE, outcomes: [{ ...RULING, occurred_on: null }] },
  'kept where the condition was not met': {
    ...promising({ condition: { text: 'If it is dry.', status: 'not_met' } }),
    outcomes: [RULING],
  },
  'condition_not_met without a condition': {
    ...PROMISE,
    outcomes: [{ ...RULING, result: 'condition_not_met' }],
  },
  'no_action_found without what was searched': {
    ...PROMISE,
    outcomes: [{ ...UPDATE, progress: 'no_action_found', evidence: [] }],
  },
  'a second ruling without a reason': { ...PROMISE, outcomes: [RULING, RULING] },
  'a topic with a blank in front': reading({ topics: [' roads'] }),
  'a topic with a blank behind': reading({ topics: ['roads', 'rivers '] }),
};

describe('both doors refuse', () => {
  test.each(Object.keys(REFUSED_BY_BOTH))('%s', async (name) => {
    const entry = REFUSED_BY_BOTH[name] ?? STATEMENT;
    expect(await throughTheApi(entry)).toEqual(REFUSED);
    expect(await throughABundle(entry)).toEqual(REFUSED);
  });
  test.each(Object.keys(REFUSED_BY_THE_API))('%s, as the API does', async (name) => {
    expect(await throughTheApi(REFUSED_BY_THE_API[name] ?? STATEMENT)).toEqual(REFUSED);
  });
  test.each(Object.keys(REFUSED_BY_THE_API))('%s, as an import does', async (name) => {
    expect(await throughABundle(REFUSED_BY_THE_API[name] ?? STATEMENT)).toEqual(REFUSED);
  });
});

describe('what is there already is refused by both doors, unless it is let in', () => {
  const there = {
    speakers: [{ key: 'there', slug: 'there', name: 'There', wikidata_id: 'Q777' }],
    sources: [
      { key: 'there', kind: 'article', title: 'There', url: 'https://example.org/there?utm_source=a' },
    ],
    claims: [{ key: 'there', kind: 'statement', text: 'It is there.', claimants: ['there'] }],
  };
  const bundleOf = (origin: string, members: object): string =>
    JSON.stringify({ format: 'onrecord-bundle/1', origin, title: origin, ...members });
  const bring = (text: string, allow_duplicates?: boolean) =>
    importBundle(newsroom.server.recorder, parseBundle(text), undefined, { allow_duplicates });
  beforeAll(() => bring(bundleOf('there', there)));

  const AGAIN = {
    'a page under another address': {
      at: '/sources/0/url',
      api: ['/v1/sources', { kind: 'article', title: 'Again', url: 'http://www.example.org/there/' }],
      bundle: (key: string) => ({
        sources: [{ key, kind: 'article', title: 'Again', url: 'http://www.example.org/there/' }],
      }),
    },
    'a person under another name': {
      at: '/speakers/0/wikidata_id',
      api: ['/v1/speakers', { name: 'Again', wikidata_id: 'Q777' }],
      bundle: (key: string) => ({ speakers: [{ key, slug: key, name: 'Again', wikidata_id: 'Q777' }] }),
    },
    'a claim of the same speaker': {
      at: '/claims/0/text',
      api: ['/v1/claims', { kind: 'statement', text: 'IT IS  THERE.', claimants: ['there'] }],
      bundle: (key: string) => ({
        speakers: [{ key: 'x', slug: 'there', name: 'There' }],
        claims: [{ key, kind: 'statement', text: 'IT IS  THERE.', claimants: ['x'] }],
      }),
    },
  } as const;
  test.each(Object.keys(AGAIN) as (keyof typeof AGAIN)[])('%s', async (name) => {
    const { at, api, bundle } = AGAIN[name];
    const [url, body] = api;
    const list = url.slice('/v1/'.length);
    const key = `again-${list}`;
    expect((await newsroom.post(url, body, 'reporter')).status).toBe(409);
    const before = await footprint(newsroom);
    await expect(bring(bundleOf(key, bundle(key)))).rejects.toThrow(`${at}: is there already: ${url}/`);
    expect(await footprint(newsroom)).toEqual(before);
    expect((await newsroom.post(`${url}?allow_duplicate=true`, body, 'reporter')).status).toBe(201);
    expect((await bring(bundleOf(key, bundle(key)), true)).added).toBeGreaterThan(0);
  });

  test('within one bundle too', async () => {
    const source = { kind: 'article', title: 'Twice', url: 'https://example.org/twice' };
    const text = bundleOf('twice', {
      sources: [
        { ...source, key: 'a' },
        { ...source, key: 'b' },
      ],
    });
    await expect(bring(text)).rejects.toThrow('/sources/1/url: is there already: /sources/0');
    expect((await bring(text, true)).added).toBe(2);
    const slug = { slug: 'twice', name: 'Twice' };
    const speakers = [
      { ...slug, key: 'a' },
      { ...slug, key: 'b' },
    ];
    await expect(bring(bundleOf('slugs', { speakers }), true)).rejects.toThrow('/speakers/1/slug');
  });

  test('by a change too', async () => {
    const refused = async (id: string, members: object, existing: string) => {
      const reply = await newsroom.patch(pathOf(id), members, 'editor');
      expect(reply.status, reply.body).toBe(409);
      expect(reply.json.existing).toContain(existing);
      const path = `${pathOf(id)}?allow_duplicate=true`;
      const { headers } = await newsroom.get(pathOf(id), 'editor');
      const etag = { 'if-match': headers.etag ?? '' };
      const allowed = await newsroom.ask('PATCH', path, { as: 'editor', body: members, headers: etag });
      expect(allowed.status, allowed.body).toBe(200);
      // What it says already it may go on saying.
      const again = await newsroom.patch(pathOf(id), members, 'editor');
      expect(again.status, again.body).toBe(200);
    };
    await refused((await newsroom.source()).id, { url: 'https://example.org/there#top' }, 'source_');
    await refused((await newsroom.speaker()).id, { wikidata_id: 'Q777' }, 'speaker_');
    await refused((await newsroom.claim({ claimants: ['there'] })).id, { text: 'It is there.' }, 'claim_');
    const { id } = await newsroom.claim({ text: 'It is there.' });
    await refused(id, { claimants: ['there'] }, 'claim_');
  });
});

test('a topic that stands twice is one topic by both doors', async () => {
  const entry = reading({ topics: ['roads', 'rivers', 'roads'] });
  expect(await throughABundle(entry)).toEqual(await throughTheApi(entry));
  expect((await newsroom.claim({ topics: ['roads', 'rivers', 'roads'] })).topics).toEqual([
    'roads',
    'rivers',
  ]);
});

const days = fc.constantFrom('2024-02-29', '2025-03-01', '2025-06-10', '2025-07-01');
/** A member that may be left out or be null. */
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 3 });
const mostly = <T>(right: fc.Arbitrary<T>, ...wrong: T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 25, arbitrary: right }, { weight: 1, arbitrary: fc.constantFrom(...wrong) });
const mostlyIs = <T>(right: T, ...wrong: T[]): fc.Arbitrary<T> => mostly(fc.constant(right), ...wrong);
const written = (shape: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Members> =>
  fc
    .record(shape)
    .map((members) => Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)));

const windows = written({
  kind: fc.constantFrom('calendar', 'duration', 'event'),
  window_start: days,
  window_end: mostlyIs('2025-07-31', '2024-01-01'),
});
const deadlines = fc
  .tuple(
    fc.oneof(windows, written({ kind: fc.constantFrom('vague', 'none') })),
    written({
      phrase: maybe(fc.constantFrom('in June', 'It stands')),
      review_on: maybe(days),
      hedged: fc.boolean(),
    }),
  )
  .map(([window, words]) => ({ ...window, ...words }));
const promises = written({
  action: mostlyIs('Build it.', ' '),
  criteria: mostlyIs('It stands.', ''),
  testability: fc.constantFrom('testable', 'untestable'),
  condition: fc.oneof(
    { weight: 3, arbitrary: fc.constant(null) },
    {
      weight: 1,
      arbitrary: written({ text: fc.constant('If so.'), status: fc.constantFrom('met', 'not_met') }),
    },
  ),
  deadline: maybe(deadlines),
});

const evidence = mostlyIs<unknown[]>(EVIDENCE, [], [{ excerpt: 'Nothing.' }]);
const reason = mostlyIs<string | null>('It was looked into again.', null);
const verdicts = written({
  rating: mostly(fc.constantFrom('true', 'false'), 'green'),
  summary: mostlyIs('It does.', ''),
  rationale: mostlyIs('So it is written.', '\t'),
  decided_on: maybe(days),
  evidence,
  reason,
});
const updates = written({
  kind: mostlyIs('update', 'ruling'),
  progress: fc.constantFrom('in_progress', 'stalled', 'no_action_found'),
  became_known_on: maybe(days),
  note: mostlyIs('It was seen.', ' '),
  searched: mostlyIs<Members | null>({ what: 'Tenders', as_of: '2025-06-01' }, null),
  evidence,
  reason,
});
const rulings = written({
  kind: mostlyIs('ruling', 'update'),
  result: mostly(fc.constantFrom('kept', 'partly_kept', 'not_kept'), 'condition_not_met'),
  occurred_on: mostly<string | null>(days, null),
  note: fc.constant('It was seen.'),
  evidence,
  reason,
});

const speakers = fc.constantFrom<'one' | 'two'>('one', 'two');
const entryOf = (kind: string): fc.Arbitrary<Entry> =>
  fc.record({
    claim: written({
      kind: fc.constant(kind),
      text: mostlyIs('It is so.', '', '  '),
      language: mostly<unknown>(fc.constantFrom(undefined, null, 'en', 'pt-BR'), 'no language'),
      first_said_on: maybe(days),
      topics: fc.array(mostly(fc.constantFrom('roads', 'Straßenbau', 'rivers'), ' roads', 'roads ', ''), {
        maxLength: 3,
      }),
      promise: kind === 'promise' ? maybe(promises) : mostlyIs<Members | null>(null, BRIDGE),
    }),
    claimants: maybe(fc.array(speakers, { maxLength: 3 })),
    quotes: fc.array(
      fc
        .tuple(
          speakers,
          written({
            text: mostlyIs('It stands.', '', 'It fell down in the night.'),
            said_on: maybe(days),
            said_at: mostlyIs<string | null>(null, '15:00'),
          }),
        )
        .map(([speaker, members]) => ({ ...members, speaker })),
      { maxLength: 3 },
    ),
    twice: fc.boolean(),
    verdicts:
      kind === 'not_checkable' ? mostlyIs<Members[]>([], [VERDICT]) : fc.array(verdicts, { maxLength: 2 }),
    outcomes: fc.array(kind === 'promise' ? fc.oneof(updates, rulings) : mostly(updates, RULING), {
      maxLength: 2,
    }),
  });
const anEntry = fc
  .constantFrom('statement', 'prediction', 'promise', 'promise', 'not_checkable')
  .chain(entryOf);

test('whatever comes is taken or refused by both doors, and reads alike where it is taken', async () => {
  const property = fc.asyncProperty(anEntry, async (entry) => {
    expect(await throughABundle(entry)).toEqual(await throughTheApi(entry));
  });
  await fc.assert(property, { numRuns: atLength(60, 300) });
});
