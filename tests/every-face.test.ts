/** Whatever the rules let in and make public, every face can show: no public route fails on any record. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { followCalendar } from '../src/features/reminders/transitions.ts';
import { typeOf } from '../src/record/ids.ts';
import { CLAIM_KINDS } from '../src/newsroom/claims/tables.ts';
import { PROGRESSES, RESULTS } from '../src/newsroom/findings/tables.ts';
import { CONDITION_STATUSES, DEADLINE_KINDS, TESTABILITIES } from '../src/newsroom/promises/tables.ts';
import { atLength } from './setup/length.ts';
import { EVIDENCE, openNewsroom, type Newsroom } from './setup/desk.ts';
import { ending, routesOf } from './setup/routes.ts';

let newsroom: Newsroom;
let speaker: string;
/** Of each type, the id that was made public last. */
const newest = new Map<string, string>();
beforeAll(async () => {
  newsroom = await openNewsroom();
  await newsroom.scale();
  speaker = (await newsroom.speaker({ name: 'Ann Example' })).id;
  newest.set('speaker', speaker);
  newest.set('source', (await newsroom.source()).id);
  newest.set('anchor', (await newsroom.anchor({ date: null })).id);
});
afterAll(() => newsroom.close());

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const day = fc.constantFrom(
  '2024-02-29',
  '2025-12-31',
  '2026-01-14',
  '2026-01-15',
  '2026-06-01',
  '9999-12-31',
);
const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);

const deadline = fc.record(
  {
    phrase: orNull(fc.constantFrom('in two weeks', 'soon', 'before the summit', 'by 2027', 'eventually')),
    reference_date: orNull(day),
    kind: oneOf(DEADLINE_KINDS),
    window_start: orNull(day),
    window_end: orNull(day),
    hedged: fc.boolean(),
    review_on: orNull(day),
  },
  { requiredKeys: [] },
);
const promise = fc.record(
  {
    action: text,
    criteria: text,
    testability: oneOf(TESTABILITIES),
    deadline: orNull(deadline),
    condition: orNull(fc.record({ text, status: oneOf(CONDITION_STATUSES) })),
  },
  { requiredKeys: ['action', 'criteria'] },
);
const claim = fc.record(
  {
    kind: oneOf(CLAIM_KINDS),
    text,
    language: orNull(fc.constantFrom('en', 'de', 'ar', 'zh-Hant')),
    first_said_on: orNull(day),
    topics: fc.array(text, { maxLength: 3 }),
    promise: orNull(promise),
  },
  { requiredKeys: ['kind', 'text'] },
);
const verdict = fc.record(
  { rating: oneOf(['false', 'half_true', 'true']), summary: orNull(text), decided_on: orNull(day) },
  { requiredKeys: ['rating'] },
);
const outcome = fc.record(
  {
    progress: orNull(oneOf(PROGRESSES)),
    result: orNull(oneOf(RESULTS)),
    occurred_on: orNull(day),
    became_known_on: orNull(day),
    note: text,
    searched: orNull(fc.record({ what: text, as_of: day })),
  },
  { requiredKeys: ['note'] },
);
const story = fc.record({
  claim,
  verdicts: fc.array(verdict, { maxLength: 2 }),
  outcomes: fc.array(outcome, { maxLength: 2 }),
  withdrawn: fc.boolean(),
});

/** Asks for a change; the rules may refuse it, and nothing may fail. */
const ask = async (path: string, body: object, as: 'reporter' | 'editor'): Promise<string | null> => {
  const { status, json, body: said } = await newsroom.post(path, body, as);
  expect(status, `${path} ${said}`).toBeLessThan(500);
  return status < 300 ? String(json.id) : null;
};

type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

const tell = async ({ claim, verdicts, outcomes, withdrawn }: Story): Promise<void> => {
  const members = { claimants: [speaker], sources: [newest.get('source')], ...claim };
  const id = await ask('/v1/claims?allow_duplicate=true', members, 'reporter');
  if (id === null || (await ask(`/v1/claims/${id}/publish`, {}, 'editor')) === null) return;
  newest.set('claim', id);
  const findings = [
    ...verdicts.map((body) => ['verdicts', { scale: 'truth', ...body }] as const),
    ...outcomes.map((body) => ['outcomes', body] as const),
  ];
  for (const [name, body] of findings) {
    const shared = { evidence: EVIDENCE, reason: 'It was looked into again.' };
    const found = await ask(`/v1/claims/${id}/${name}`, { ...shared, ...body }, 'reporter');
    if (found === null) continue;
    await ask(`/v1/${name}/${found}/submit`, {}, 'reporter');
    if (await ask(`/v1/${name}/${found}/publish`, {}, 'editor')) newest.set(typeOf(found), found);
  }
  if (withdrawn) await ask(`/v1/claims/${id}/withdraw`, { reason: 'It was nobody’s.' }, 'editor');
};

test('every public route answers whatever was made public', async () => {
  const routes = routesOf(newsroom).filter(
    ({ method, access, streams }) =>
      method === 'GET' && !streams && (access === 'public' || access === 'open'),
  );
  expect(routes.length).toBeGreaterThan(40);
  await fc.assert(
    fc.asyncProperty(fc.array(story, { minLength: 3, maxLength: 5 }), async (stories) => {
      for (const told of stories) await tell(told);
      await followCalendar(newsroom.server);
      for (const { url } of routes) {
        const path = url.replaceAll(/\b([a-z]+)_01k2m8r3v5e9gaqz6n7t4s0wxy/g, (whole, type: string) => {
          return newest.get(type) ?? whole;
        });
        const { status, body } = await newsroom.get(ending(path));
        expect(status, `${path} ${body}`).toBeLessThan(500);
      }
    }),
    { numRuns: atLength(6, 12) },
  );
});
