/** A correction of a quote counts for every claim that carries it: who was wronged is not found by it any more. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toldRows } from '../src/features/told.ts';
import { verifyRecord } from '../src/features/verify/record.ts';
import { type Newsroom, openNewsroom, pathOf, RULING, windowOf } from './setup/desk.ts';
import { atLength } from './setup/length.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom({ now: '2025-12-01T12:00:00.000Z' });
  await newsroom.scale();
});
afterAll(() => newsroom.close());

const ids = async (url: string, as?: 'reporter'): Promise<string[]> =>
  (await newsroom.get(url, as)).json.data.map(({ id }: { id: string }) => id);

let count = 0;
/** A public promise that carries a quote of somebody who never said it. */
const misattributed = async (members: object = {}) => {
  count += 1;
  const [wronged, right] = [
    await newsroom.speaker({ name: `Wilma Wronged${count}` }),
    await newsroom.speaker({ name: `Rita Right${count}` }),
  ];
  const quote = await newsroom.quote({
    speaker: wronged.id,
    said_on: '2025-05-01',
    text: `Bridge ${count}.`,
  });
  const { id } = await newsroom.publicPromise(windowOf('2025-10-01', '2025-10-31'), {
    text: `A bridge is built: ${count}.`,
    quotes: [quote.id],
    topics: [`bridge ${count}`],
    ...members,
  });
  return { wronged, right, quote: quote.id, claim: id };
};

describe('the speaker of a quote is corrected', () => {
  test('the claim is the other’s in its document, in filters, lists, search, feeds and calendar, and says why', async () => {
    const { wronged, right, quote, claim } = await misattributed();
    await newsroom.verdict(claim, 'published', { scale: 'truth' });
    await newsroom.outcome(claim, 'published', { occurred_on: '2025-11-10' });
    const before = await newsroom.read(claim);
    expect(before.derived).toEqual(['claimants', 'first_said_on']);
    newsroom.clock.set('2025-12-02T12:00:00.000Z');
    await newsroom.correct(quote, { speaker: right.id });
    const after = await newsroom.read(claim);
    expect(after.version).toBe(before.version + 1);
    expect(after.claimants).toMatchObject([{ id: right.id }]);
    expect(after.corrections).toMatchObject([{ subject_id: quote, fields: ['speaker'] }]);
    for (const list of ['claims', 'promises', 'quotes']) {
      expect(await ids(`/v1/${list}?speaker=${wronged.slug}`), list).toEqual([]);
      expect(await ids(`/v1/${list}?speaker=${right.slug}`), list).toHaveLength(1);
      if (list !== 'promises') {
        expect(await ids(`/v1/${list}?q=wronged${count}`), list).toEqual([]);
        expect(await ids(`/v1/${list}?q=right${count}`), list).toHaveLength(1);
      }
    }
    for (const path of [
      '/v1/claims/feed.json',
      '/v1/verdicts/feed.json',
      '/v1/promises/feed.json',
      '/v1/promises/calendar.ics',
    ]) {
      const of = async (slug: string) => (await newsroom.get(`${path}?speaker=${slug}`)).body;
      expect(await of(wronged.slug), path).not.toContain(claim);
      expect(await of(right.slug), path).toContain(claim);
    }
    expect(await newsroom.read(`/v1/promises/summary?speaker=${wronged.slug}`)).toMatchObject({
      all: { promises: 0 },
    });
    expect(await newsroom.read(`/v1/promises/summary?speaker=${right.slug}`)).toMatchObject({
      all: { promises: 1 },
    });
    expect(await ids(`/v1/corrections?claim=${claim}`)).toHaveLength(1);
    // The past is answered as it stood.
    expect(await ids(`/v1/claims?speaker=${wronged.slug}&as_of=2025-12-01`)).toEqual([claim]);
    expect(await ids(`/v1/claims?speaker=${right.slug}&as_of=2025-12-01`)).toEqual([]);
    expect((await newsroom.get(`${pathOf(claim)}?as_of=2025-12-01`)).json.claimants).toMatchObject([
      { id: wronged.id },
    ]);
    const events = (await newsroom.get(`/v1/events?subject=${claim}`, 'editor')).json.data;
    expect(events[0]).toMatchObject({
      action: 'claim.changed',
      before: { claimants: [wronged.id] },
      after: { claimants: [right.id] },
    });
    expect((await verifyRecord(newsroom.database.read, toldRows)).findings).toEqual([]);
  });

  test('every claim that carries it follows, drafts too', async () => {
    const { wronged, right, quote, claim } = await misattributed();
    const second = await newsroom.publicClaim({ text: 'Another claim.', quotes: [quote] });
    const draft = await newsroom.claim({ text: 'A draft.', quotes: [quote] });
    await newsroom.correct(quote, { speaker: right.id });
    for (const id of [claim, second.id, draft.id]) {
      expect((await newsroom.read(id, 'reporter')).claimants).toMatchObject([{ id: right.id }]);
    }
    expect(await ids(`/v1/claims?speaker=${wronged.id}&publication=draft`, 'reporter')).toEqual([]);
    expect(await ids(`/v1/claims?speaker=${right.id}&publication=draft`, 'reporter')).toEqual([draft.id]);
  });

  test('who has said something else of it goes on claiming it', async () => {
    const { wronged, right, quote } = await misattributed();
    const own = await newsroom.quote({ speaker: wronged.id });
    const { id } = await newsroom.publicClaim({ text: 'Both said so.', quotes: [own.id, quote] });
    await newsroom.correct(quote, { speaker: right.id });
    expect((await newsroom.read(id)).claimants).toMatchObject([{ id: wronged.id }, { id: right.id }]);
  });

  test('claimants whom a person has set stay, until they are to follow again', async () => {
    const { wronged, right, quote } = await misattributed();
    const { id } = await newsroom.publicClaim({
      text: 'Set by a person.',
      quotes: [quote],
      claimants: [wronged.id],
      first_said_on: '2025-04-30',
    });
    expect(await newsroom.read(id)).not.toHaveProperty('derived');
    await newsroom.correct(quote, { speaker: right.id, said_on: '2025-05-02' });
    const stays = await newsroom.read(id);
    expect(stays).toMatchObject({ first_said_on: '2025-04-30', claimants: [{ id: wronged.id }] });
    const follows = await newsroom.correct(id, { claimants: null, first_said_on: null });
    expect(follows).toMatchObject({
      derived: ['claimants', 'first_said_on'],
      first_said_on: '2025-05-02',
      claimants: [{ id: right.id }],
    });
    const { before, after } = (await newsroom.get(`/v1/corrections?claim=${id}&limit=1`)).json.data[0];
    expect(before).toEqual({ claimants: [wronged.id], first_said_on: '2025-04-30', derived: [] });
    expect(after).toEqual({
      claimants: [right.id],
      first_said_on: '2025-05-02',
      derived: ['claimants', 'first_said_on'],
    });
  });
});

test('a day that a person set leaves the claimants to the quotes, whatever else is corrected', async () => {
  const { claim } = await misattributed();
  await newsroom.correct(claim, { first_said_on: '2025-04-30' });
  const corrected = await newsroom.correct(claim, { text: 'The bridge stands, as was said' });
  expect(corrected).toMatchObject({ first_said_on: '2025-04-30', derived: ['claimants'] });
});

test('the day of a quote is corrected: the claim was first said then, in lists and filters', async () => {
  const { quote, claim } = await misattributed();
  const { version } = await newsroom.read(claim);
  await newsroom.correct(quote, { said_on: '2025-04-02' });
  expect(await newsroom.read(claim)).toMatchObject({ version: version + 1, first_said_on: '2025-04-02' });
  expect(await ids('/v1/claims?said_from=2025-04-02&said_to=2025-04-02')).toEqual([claim]);
});

test('the day of a quote in a draft is corrected: what the grammar read is read anew, what a person set stays', async () => {
  const drafted = async (deadline: Record<string, unknown>) => {
    const quote = await newsroom.quote({ text: 'We build it within two weeks.', said_on: '2025-05-01' });
    const { id } = await newsroom.promise(deadline, {
      text: `Within two weeks: ${quote.id}.`,
      quotes: [quote.id],
    });
    await newsroom.change(quote.id, { said_on: '2025-05-11' });
    return (await newsroom.read(id, 'reporter')).promise.deadline;
  };
  expect(await drafted({ phrase: 'within two weeks' })).toMatchObject({
    reference_date: '2025-05-11',
    window_end: '2025-05-25',
    set_by: 'grammar',
  });
  const window = windowOf('2025-05-01', '2025-05-15', { phrase: 'within two weeks' });
  expect(await drafted(window)).toMatchObject({ window_end: '2025-05-15', set_by: 'person' });
  // The day from which somebody counts does not hang on the quote's.
  expect(await drafted({ phrase: 'within two weeks', reference_date: '2025-05-02' })).toMatchObject({
    reference_date: '2025-05-02',
    window_end: '2025-05-16',
    set_by: 'grammar',
  });
});

test('a claim that takes other quotes takes over what they say, and its correction shows it', async () => {
  const { wronged, claim } = await misattributed();
  const other = await newsroom.quote({ said_on: '2025-03-03' });
  const changed = await newsroom.correct(claim, {
    quotes: [other.id],
    promise: { deadline: windowOf('2025-10-01', '2025-10-31', { quote: other.id }) },
  });
  expect(changed).toMatchObject({ first_said_on: '2025-03-03', claimants: [{ id: other.speaker.id }] });
  const [{ before, after }] = (await newsroom.get(`/v1/corrections?claim=${claim}`)).json.data;
  expect(before).toMatchObject({ claimants: [wronged.id], first_said_on: '2025-05-01' });
  expect(after).toMatchObject({ claimants: [other.speaker.id], first_said_on: '2025-03-03' });
});

test('whoever gives a later deadline for it claims nothing, whatever is changed afterwards', async () => {
  const { wronged, claim } = await misattributed();
  const later = await newsroom.quote({ said_on: '2025-06-01' });
  const deadline = windowOf('2025-11-01', '2025-11-30', { phrase: 'in November', quote: later.id });
  const { position } = await newsroom.deadline(claim, deadline);
  await newsroom.confirm(claim, position);
  const corrected = await newsroom.correct(claim, { text: 'A bridge is built, with two lanes.' });
  expect(corrected.quotes).toHaveLength(2);
  expect(corrected).toMatchObject({ claimants: [{ id: wronged.id }], first_said_on: '2025-05-01' });
  const [{ after }] = (await newsroom.get(`/v1/corrections?claim=${claim}`)).json.data;
  expect(Object.keys(after)).toEqual(['text']);
});

test('two speakers who are joined claim it once, and it follows its quotes as before', async () => {
  const { wronged, right, quote, claim } = await misattributed();
  const joined = await newsroom.speaker({ name: 'Wilma W.' });
  await newsroom.make(`/v1/speakers/${wronged.id}/merge`, { into: joined.id, note: 'One person.' }, 'editor');
  expect(await newsroom.read(claim)).toMatchObject({ claimants: [{ id: joined.id }] });
  await newsroom.correct(quote, { speaker: right.id });
  expect(await newsroom.read(claim)).toMatchObject({ claimants: [{ id: right.id }] });
  expect(await ids(`/v1/claims?speaker=${joined.id}`)).toEqual([]);
});

describe('whatever is corrected, and in whatever order', () => {
  const SPEAKERS = 3;
  const QUOTES = 4;
  const DAYS = ['2025-01-01', '2025-02-02', '2025-03-03', null];
  type Step =
    | { is: 'quote'; quote: number; speaker: number; day: number }
    | { is: 'carry'; quotes: number[] }
    | { is: 'set'; speakers: number[]; day: number }
    | { is: 'follow' };
  const quote = fc.nat(QUOTES - 1);
  const speaker = fc.nat(SPEAKERS - 1);
  const day = fc.nat(DAYS.length - 1);
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ is: fc.constant('quote' as const), quote, speaker, day }) },
    fc.record({
      is: fc.constant('carry' as const),
      quotes: fc.uniqueArray(quote, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ is: fc.constant('set' as const), speakers: fc.uniqueArray(speaker, { minLength: 1 }), day }),
    fc.record({ is: fc.constant('follow' as const) }),
  );

  test('a claim says what its quotes say, or what a person set, and is found by that alone', async () => {
    const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      count += 1;
      const speakers: string[] = [];
      for (let i = 0; i < SPEAKERS; i += 1) speakers.push((await newsroom.speaker()).id);
      const quotes: string[] = [];
      const says: { speaker: number; day: number }[] = [];
      for (let i = 0; i < QUOTES; i += 1) {
        const said = { speaker: i % SPEAKERS, day: i % DAYS.length };
        says.push(said);
        const made = await newsroom.quote({ speaker: speakers[said.speaker], said_on: DAYS[said.day] });
        quotes.push((await newsroom.publish(made.id)).id);
      }
      const { id } = await newsroom.publicClaim({ text: `Whatever: ${count}.`, quotes: quotes.slice(0, 2) });
      let carried = [0, 1];
      let set: { claimants: string[]; first_said_on: string | null } | null = null;
      const correct = async (what: string, members: object) => {
        const body = { ...members, correction: { kind: 'correction', note: 'It was otherwise.' } };
        expect((await newsroom.patch(pathOf(what), body, 'editor')).status).toBe(200);
      };
      for (const one of steps) {
        if (one.is === 'quote') {
          says[one.quote] = { speaker: one.speaker, day: one.day };
          await correct(quotes[one.quote] ?? '', {
            speaker: speakers[one.speaker],
            said_on: DAYS[one.day] ?? null,
          });
        } else if (one.is === 'carry') {
          carried = one.quotes;
          await correct(id, { quotes: carried.map((i) => quotes[i]) });
        } else if (one.is === 'set') {
          const claimants = one.speakers.map((i) => speakers[i] ?? '');
          set = { claimants, first_said_on: DAYS[one.day] ?? null };
          await correct(id, set);
        } else {
          set = null;
          await correct(id, { claimants: null, first_said_on: null });
        }
        const said = carried.map((i) => says[i] ?? { speaker: 0, day: 0 });
        const claimants = set?.claimants ?? said.map((of) => speakers[of.speaker] ?? '');
        const first = said.flatMap((of) => DAYS[of.day] ?? []).sort()[0] ?? null;
        const read = await newsroom.read(id);
        const ids_of = read.claimants.map((of: { id: string }) => of.id);
        expect(ids_of.toSorted()).toEqual([...new Set(claimants)].sort());
        expect(read.first_said_on).toBe(set?.first_said_on ?? first);
        for (const who of speakers) {
          expect(await ids(`/v1/claims?speaker=${who}`)).toEqual(claimants.includes(who) ? [id] : []);
        }
      }
    });
    await fc.assert(property, { numRuns: atLength(12, 24) });
  });
});

test('a correction is found by whoever it was about before and by whoever it is about since, and by nobody else', async () => {
  const [wronged, right, other] = [
    await newsroom.speaker(),
    await newsroom.speaker(),
    await newsroom.speaker(),
  ];
  const quote = await newsroom.quote({ speaker: wronged.id, text: 'I never said that it was mine.' });
  const { id } = await newsroom.publicClaim({ text: 'It was not his.', quotes: [quote.id] });
  const set = await newsroom.publicClaim({ text: 'It was hers.', claimants: [wronged.id] });
  await newsroom.publicClaim({ text: 'Another’s.', claimants: [other.id] });
  await newsroom.correct(quote.id, { text: 'I never said it was mine.' }, 'typo');
  await newsroom.correct(quote.id, { speaker: right.id });
  await newsroom.correct(set.id, { claimants: [right.id] });
  const of = async (who: string): Promise<string[]> =>
    (await newsroom.get(`/v1/corrections?speaker=${who}`)).json.data.map(
      ({ subject_id }: { subject_id: string }) => subject_id,
    );
  const all = [quote.id, quote.id, set.id].sort();
  expect((await of(wronged.slug)).toSorted()).toEqual(all);
  expect((await of(right.id)).toSorted()).toEqual(all);
  expect(await of(other.id)).toEqual([]);
  expect(await ids(`/v1/claims?speaker=${wronged.id}`)).toEqual([]);
  expect(await ids(`/v1/claims?speaker=${right.id}`)).toContain(id);
});

test('no promise comes to be given after what came of it, by a correction of its quote or by another quote', async () => {
  const [speaker, source] = [await newsroom.speaker(), await newsroom.source()];
  const said = (said_on: string, text: string) =>
    newsroom.quote({ speaker: speaker.id, source: source.id, text, said_on });
  const [early, late] = [await said('2025-03-01', 'We will build it.'), await said('2025-10-01', 'Soon.')];
  const { id } = await newsroom.publicPromise(null, { text: 'It will be built.', quotes: [early.id] });
  await newsroom.outcome(id, 'published', { ...RULING, occurred_on: '2025-09-01' });
  const correction = { kind: 'correction', note: 'It was another day.' };
  const moved = await newsroom.patch(pathOf(early.id), { said_on: '2025-09-02', correction }, 'editor');
  expect(moved).toMatchObject({ status: 422, json: { errors: [{ pointer: '/said_on' }] } });
  const other = await newsroom.patch(pathOf(id), { quotes: [late.id], correction }, 'editor');
  expect(other).toMatchObject({ status: 422, json: { errors: [{ pointer: '/quotes' }] } });
  expect((await newsroom.read(id)).first_said_on).toBe('2025-03-01');
  await newsroom.correct(early.id, { said_on: '2025-08-31' });
  expect((await newsroom.read(id)).first_said_on).toBe('2025-08-31');
});
