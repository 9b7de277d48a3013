/** Days that are known in part, in and out; and days on which nothing can have been said, found or done. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseBundle } from '../src/features/import/check.ts';
import { importBundle, ImportRefused } from '../src/features/import/import.ts';
import { planImport } from '../src/features/import/plan.ts';
import { dayOf } from '../src/features/import/evaluate.ts';
import { readDay } from '../src/features/import/claimreview/texts.ts';
import { firstDay, lastDay } from '../src/record/days.ts';
import { BRIDGE, EVIDENCE, type Newsroom, openNewsroom, RULING, SCALE, windowOf } from './setup/desk.ts';

let newsroom: Newsroom;
let source: string;
beforeAll(async () => {
  newsroom = await openNewsroom();
  await newsroom.scale();
  await newsroom.speaker({ slug: 'ada' });
  source = (await newsroom.source({ published_on: '2019' })).id;
});
afterAll(() => newsroom.close());

const said = (text: string, said_on: string | null) => ({ speaker: 'ada', source, text, said_on });

test('a month or a year is shown as it is known, wherever it is shown', async () => {
  const claim = await newsroom.publicClaim({ quotes: [said('In spring.', '2019-03')] });
  expect(claim).toMatchObject({
    first_said_on: '2019-03',
    quotes: [{ said_on: '2019-03', source: { published_on: '2019' } }],
  });
  const evidence = [{ title: 'Register', accessed_on: '2020' }];
  await newsroom.verdict(claim.id, 'published', { decided_on: '2020-05', evidence });
  const { json, body } = await newsroom.get(`/v1/claims/${claim.id}`);
  expect(json.verdict).toMatchObject({ decided_on: '2020-05', evidence: [{ accessed_on: '2020' }] });
  expect(body).not.toMatch(/2019-03-01|2019-01-01|2020-05-01|2020-01-01/);
  const review = (await newsroom.get(`/v1/claims/${claim.id}/claimreview`)).json;
  expect(review).toMatchObject({ datePublished: '2020-05', itemReviewed: { datePublished: '2019-03' } });
  expect((await newsroom.post('/v1/claimreview/validate', review, null)).json.valid).toBe(true);
  const google = (await newsroom.get('/v1alpha1/claims:search?query=finished')).json;
  // A Timestamp cannot say it.
  expect(google.claims[0]).not.toHaveProperty('claimDate');
  expect(google.claims[0].claimReview[0]).not.toHaveProperty('reviewDate');
  const corrected = await newsroom.correct(claim.id, { first_said_on: '2019-03-04' });
  expect(corrected.first_said_on).toBe('2019-03-04');
});

describe('a range takes what may lie in it', () => {
  const DAYS = ['2018-12-31', '2019', '2019-01', '2019-02-28', '2019-03', '2019-03-10', '2019-12', '2020'];
  let by: string;
  beforeAll(async () => {
    by = (await newsroom.speaker({ slug: 'by-days' })).id;
    for (const day of [...DAYS, null]) {
      await newsroom.publicClaim({
        text: `Said ${day}.`,
        claimants: [by],
        first_said_on: day,
        topics: ['days'],
      });
    }
  });
  const daysOf = async (query: string): Promise<string[]> => {
    const found: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const url: string = `/v1/claims?speaker=by-days&${query}&limit=2${cursor && `&cursor=${cursor}`}`;
      const { json, status, body } = await newsroom.get(url);
      expect(status, body).toBe(200);
      found.push(...json.data.map(({ first_said_on }: { first_said_on: string }) => first_said_on));
      cursor = json.next;
    }
    return found;
  };

  test('in the order of the first day that each may be, what is known less before what is known better', async () => {
    expect(await daysOf('said_from=0001&sort=first_said_on')).toEqual(DAYS);
    expect(await daysOf('said_from=0001&sort=-first_said_on')).toEqual(DAYS.toReversed());
  });

  test.each([
    ['said_from=2019-03-05', ['2019', '2019-03', '2019-03-10', '2019-12', '2020']],
    ['said_from=2019-03', ['2019', '2019-03', '2019-03-10', '2019-12', '2020']],
    ['said_to=2019-01-15', ['2018-12-31', '2019', '2019-01']],
    ['said_to=2019-01', ['2018-12-31', '2019', '2019-01']],
    ['said_from=2019&said_to=2019', DAYS.slice(1, -1)],
    ['said_from=2019-02-28&said_to=2019-02-28', ['2019', '2019-02-28']],
  ])('%s', async (query, expected) => {
    expect(await daysOf(`${query}&sort=first_said_on`)).toEqual(expected);
  });

  test('whatever it is sorted by, counted or combined with', async () => {
    const bound = fc.constantFrom(
      '2018',
      '2018-12',
      '2019',
      '2019-02',
      '2019-03-09',
      '2019-03-11',
      '2019-12-01',
      '2020-06',
    );
    await fc.assert(
      fc.asyncProperty(bound, bound, async (from, to) => {
        const expected = DAYS.filter((day) => lastDay(day) >= firstDay(from) && firstDay(day) <= lastDay(to));
        const range = `said_from=${from}&said_to=${to}`;
        for (const more of [
          '',
          '&sort=published_at',
          '&as_of=2030-01-01',
          '&topic=days',
          '&kind=statement',
          '&q=said',
        ]) {
          expect((await daysOf(range + more)).toSorted(), `${range}${more}`).toEqual(expected);
        }
        const { count } = (await newsroom.get(`/v1/claims?topic=days&${range}&count=exact`)).json;
        expect(count.value).toBe(expected.length);
      }),
      { numRuns: 25 },
    );
  });
});

describe('a deadline counted from a day that is known in part', () => {
  const deadlineOf = async (deadline: object, said_on: string) =>
    (
      await newsroom.promise(deadline as Record<string, unknown>, {
        quotes: [said(`Words of ${said_on}.`, said_on)],
      })
    ).promise.deadline;

  test('reaches from where it may begin to where it may end, and is not hedged for that', async () => {
    expect(await deadlineOf({ phrase: 'in two weeks' }, '2019-03')).toMatchObject({
      reference_date: '2019-03',
      window_start: '2019-03-15',
      window_end: '2019-04-14',
      hedged: false,
      convention_note: expect.stringContaining('some day of 2019-03'),
    });
    expect(await deadlineOf({ phrase: 'by the end of the year' }, '2019')).toMatchObject({
      window_start: '2019-01-01',
      window_end: '2019-12-31',
    });
    expect(await deadlineOf({ phrase: 'soon' }, '2019')).toMatchObject({ kind: 'vague', window_end: null });
    const body = { phrase: 'maybe in two weeks', reference_date: '2019-03' };
    const { json } = await newsroom.post('/v1/deadlines/parse', body, null);
    expect(json).toMatchObject({ window_end: '2019-04-14', hedged: true, confidence: 'medium' });
  });

  test('hangs on an event of a month', async () => {
    const { key } = await newsroom.anchor({ date: '2019-06', phrases: ['the vote'] });
    const on = { kind: 'event', reference_date: '2019-03', anchor: { key, relation: 'before' } };
    expect(await deadlineOf(on, '2019-03')).toMatchObject({
      window_start: '2019-03-01',
      window_end: '2019-06-29',
      anchor: { date: '2019-06' },
    });
  });

  test('is met late only where the whole of the day on which it was met lies after it', async () => {
    const kept = async (occurred_on: string) => {
      const { id } = await newsroom.publicPromise(windowOf('2019-04-01', '2019-05-15'), {
        first_said_on: '2019-03',
      });
      return newsroom.outcome(id, 'published', { occurred_on });
    };
    expect(await kept('2019-05')).toMatchObject({ occurred_on: '2019-05', timeliness: 'on_time' });
    expect(await kept('2019-06')).toMatchObject({ timeliness: 'late', days_late: 17 });
  });
});

describe('nothing is said, found or done in the future, or kept before it was promised', () => {
  const TODAY = '2026-01-15';
  const promised = () =>
    newsroom.publicPromise(windowOf('2025-04-01', '2025-05-01'), { first_said_on: '2025-03-10' });
  const CASES: [string, () => Promise<[string, object]>, string][] = [
    ['a quote said tomorrow', async () => ['/v1/quotes', said('Tomorrow.', '2026-01-16')], '/said_on'],
    ['a quote said next month', async () => ['/v1/quotes', said('Later.', '2026-02')], '/said_on'],
    [
      'a quote that comes along',
      async () => [
        '/v1/claims',
        { kind: 'statement', text: 'A.', quotes: [said('Tomorrow.', '2026-01-16')] },
      ],
      '/quotes/0/said_on',
    ],
    [
      'a claim first said tomorrow',
      async () => ['/v1/claims', { kind: 'statement', text: 'B.', first_said_on: '2026-01-16' }],
      '/first_said_on',
    ],
    [
      'a source that is not published yet',
      async () => ['/v1/sources', { kind: 'article', title: 'C', published_on: '2027' }],
      '/published_on',
    ],
    [
      'a verdict of tomorrow',
      async () => [
        `/v1/claims/${(await newsroom.publicClaim()).id}/verdicts`,
        { rating: 'true', decided_on: '2026-01-16' },
      ],
      '/decided_on',
    ],
    [
      'evidence read tomorrow',
      async () => [
        `/v1/claims/${(await newsroom.publicClaim()).id}/verdicts`,
        { rating: 'true', evidence: [...EVIDENCE, { title: 'A', accessed_on: '2026-01-16' }] },
      ],
      '/evidence/1/accessed_on',
    ],
    [
      'something done tomorrow',
      async () => [`/v1/claims/${(await promised()).id}/outcomes`, { ...RULING, occurred_on: '2026-01-16' }],
      '/occurred_on',
    ],
    [
      'something done before it was promised',
      async () => [`/v1/claims/${(await promised()).id}/outcomes`, { ...RULING, occurred_on: '2025-02' }],
      '/occurred_on',
    ],
    [
      'something known before it happened',
      async () => [
        `/v1/claims/${(await promised()).id}/outcomes`,
        { ...RULING, occurred_on: '2025-09-01', became_known_on: '2025-08-31' },
      ],
      '/became_known_on',
    ],
    [
      'a search of tomorrow',
      async () => [
        `/v1/claims/${(await promised()).id}/outcomes`,
        { progress: 'no_action_found', note: 'No.', searched: { what: 'All', as_of: '2026-01-16' } },
      ],
      '/searched/as_of',
    ],
    [
      'a window that ended before the words',
      async () => [
        '/v1/claims',
        {
          kind: 'promise',
          text: 'D.',
          first_said_on: '2025-03-10',
          promise: { ...BRIDGE, deadline: windowOf('2024-03-01', '2024-04-01') },
        },
      ],
      '/promise/deadline/window_end',
    ],
    [
      'a deadline of words spoken tomorrow',
      async () => [
        '/v1/claims',
        {
          kind: 'promise',
          text: 'E.',
          promise: { ...BRIDGE, deadline: { phrase: 'soon', reference_date: '2026-01-16' } },
        },
      ],
      '/promise/deadline/reference_date',
    ],
    [
      'a postponement spoken tomorrow',
      async () => [
        `/v1/claims/${(await promised()).id}/deadlines`,
        { phrase: 'in May', reference_date: '2026-01-16' },
      ],
      '/reference_date',
    ],
  ];
  test.each(CASES)('%s is a 422 with its place', async (_, request, pointer) => {
    newsroom.clock.set(`${TODAY}T12:00:00.000Z`);
    const [url, body] = await request();
    const { status, json } = await newsroom.post(url, body, 'reporter');
    expect([status, json.errors]).toEqual([422, [{ pointer, detail: expect.any(String) }]]);
  });

  test('what lies in part in the past may be, and so may today where the newsroom is', async () => {
    for (const day of ['2026-01-15', '2026-01', '2026']) {
      expect((await newsroom.post('/v1/quotes', said(`Said ${day}.`, day), 'reporter')).status, day).toBe(
        201,
      );
    }
    const auckland = await openNewsroom({ settings: { ONRECORD_TIMEZONE: 'Pacific/Auckland' } });
    auckland.clock.set('2026-01-15T12:00:00.000Z');
    const on = (first_said_on: string) =>
      auckland.post(
        '/v1/claims',
        { kind: 'statement', text: `Said ${first_said_on}.`, first_said_on },
        'reporter',
      );
    expect((await on('2026-01-16')).status).toBe(201);
    expect((await on('2026-01-17')).status).toBe(422);
    await auckland.close();
  });

  test('a window that had ended is taken where that is said to be meant', async () => {
    const deadline = windowOf('2024-03-01', '2024-04-01', { window_passed: true });
    const { id, promise } = await newsroom.promise(deadline, { first_said_on: '2025-03-10' });
    expect(promise.deadline).toMatchObject({ window_end: '2024-04-01' });
    await newsroom.publish(id);
    const { json } = await newsroom.patch(
      `/v1/claims/${id}`,
      { text: 'Otherwise.', correction: { kind: 'typo', note: 'A letter.' } },
      'editor',
    );
    expect(json.text).toBe('Otherwise.');
  });

  test('a month is not before a day of it: what was promised on the tenth may be kept in that month', async () => {
    const { id } = await promised();
    const kept = await newsroom.post(
      `/v1/claims/${id}/outcomes`,
      { ...RULING, occurred_on: '2025-03' },
      'reporter',
    );
    expect(kept.status, kept.body).toBe(201);
  });

  test('a change is refused likewise, also of the day on which a promise was given', async () => {
    const { id } = await newsroom.claim({ first_said_on: '2026-01-15' });
    expect((await newsroom.patch(`/v1/claims/${id}`, { first_said_on: '2026-02' }, 'reporter')).status).toBe(
      422,
    );
    const claim = await promised();
    await newsroom.outcome(claim.id, 'published', { occurred_on: '2025-04-02' });
    const later = { first_said_on: '2025-04-03', correction: { kind: 'correction', note: 'Heard anew.' } };
    const { status, json } = await newsroom.patch(`/v1/claims/${claim.id}`, later, 'editor');
    expect([status, json.errors[0].pointer]).toEqual([422, '/first_said_on']);
  });
});

test('an import refuses the same, names every place in the file, and leaves nothing', async () => {
  const bundle = parseBundle(
    JSON.stringify({
      format: 'onrecord-bundle/1',
      origin: 'tomorrow',
      title: 'Of tomorrow',
      rating_scales: [{ ...SCALE, version: 1 }],
      speakers: [{ key: 's', slug: 'someone-else', name: 'Somebody' }],
      sources: [{ key: 'a', kind: 'article', title: 'A', published_on: '2026-02' }],
      quotes: [{ key: 'q', speaker: 's', source: 'a', text: 'A.', said_on: '2026-02-01' }],
      claims: [
        { key: 'c', kind: 'statement', text: 'C.', first_said_on: '2027' },
        {
          key: 'p',
          kind: 'promise',
          text: 'P.',
          first_said_on: '2025-03',
          promise: { ...BRIDGE, deadline: { ...windowOf('2024-01-01', '2024-02-01') } },
        },
        {
          key: 'k',
          kind: 'promise',
          text: 'K.',
          first_said_on: '2025-03',
          promise: BRIDGE,
          outcomes: [{ key: 'o', kind: 'ruling', ...RULING, occurred_on: '2024' }],
        },
      ],
    }),
  );
  const places = [
    ['sources', 0, 'published_on'],
    ['quotes', 0, 'said_on'],
    ['claims', 0, 'first_said_on'],
    ['claims', 1, 'promise', 'deadline', 'window_end'],
    ['claims', 2, 'outcomes', 0, 'occurred_on'],
  ];
  const plan = await planImport(newsroom.database.read, newsroom.server.today(), bundle);
  expect(plan.faults.map(({ path }) => path)).toEqual(places);
  const refused = await importBundle(newsroom.server.recorder, bundle).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ImportRefused);
  expect((await newsroom.get('/v1/speakers/someone-else', 'reporter')).status).toBe(404);
});

test.each([
  ['March 2019', ['D MMMM YYYY', 'MMMM YYYY'], '2019-03'],
  ['2019', ['DD.MM.YYYY', 'YYYY'], '2019'],
  ['03/2019', ['MM/YYYY'], '2019-03'],
  ['13/2019', ['MM/YYYY'], null],
  ['4 March 2019', ['D MMMM YYYY', 'MMMM YYYY'], '2019-03-04'],
])('a mapping reads %s as %j say: %s', (word, formats, day) => expect(dayOf(word, formats)).toBe(day));

test.each([
  ['2019-03', '2019-03'],
  ['2019', '2019'],
  ['March 2019', '2019-03'],
  ['Sept. 2019', '2019-09'],
  ['sometime 2019', null],
])('a review of others that says %s says %s', (text, day) => expect(readDay(text)).toBe(day));

test('a source known by its year is found by days of it', async () => {
  const { json } = await newsroom.get('/v1/sources?published_from=2019-06-01&published_to=2019-06-30');
  expect(json.data.map(({ id }: { id: string }) => id)).toContain(source);
});
