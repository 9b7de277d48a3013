/** One change shows everywhere: in each document that carries what was changed, in the same transaction. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BRIDGE, type Newsroom, openNewsroom, RULING, windowOf } from './setup/desk.ts';
import { parseBundle } from '../src/features/import/check.ts';
import { importBundle } from '../src/features/import/import.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom({ now: '2026-01-15T12:00:00.000Z' });
  await newsroom.scale();
});
afterAll(() => newsroom.close());

/** Everything public of one promise: the ids of its parts. */
const wholeStory = async () => {
  const speaker = await newsroom.speaker({ name: 'Ada Bridge' });
  const source = await newsroom.source({ title: 'The speech' });
  const named = await newsroom.source({ title: 'The paper' });
  const quote = await newsroom.quote({ speaker: speaker.id, source: source.id });
  const claim = await newsroom.publicPromise(windowOf('2025-10-01', '2025-10-31'), {
    quotes: [quote.id],
    sources: [named.id],
  });
  return { speaker: speaker.id, source: source.id, named: named.id, quote: quote.id, claim: claim.id };
};

describe('a source’s new title', () => {
  test('shows in its quotes, and in the claims that carry these, each in a version of its own', async () => {
    const { source, quote, claim } = await wholeStory();
    const before = [await newsroom.read(quote), await newsroom.read(claim)];
    await newsroom.correct(source, { title: 'The speech of May' });
    const after = [await newsroom.read(quote), await newsroom.read(claim)];
    expect(after[0].source.title).toBe('The speech of May');
    expect(after[1].quotes[0].source.title).toBe('The speech of May');
    expect(after.map(({ version }) => version)).toEqual(before.map(({ version }) => version + 1));
  });

  test('shows in a claim that names it without a quote', async () => {
    const { named, quote, claim } = await wholeStory();
    const [{ version }, { version: quoteVersion }] = [await newsroom.read(claim), await newsroom.read(quote)];
    await newsroom.correct(named, { title: 'The paper of record' });
    const read = await newsroom.read(claim);
    expect(read.sources[0].title).toBe('The paper of record');
    expect(read.version).toBe(version + 1);
    expect((await newsroom.read(quote)).version).toBe(quoteVersion);
  });

  test('shows in drafts and in lists too', async () => {
    const { source, quote } = await wholeStory();
    const draft = await newsroom.claim({ quotes: [quote] });
    await newsroom.correct(source, { title: 'The speech of June' });
    expect((await newsroom.read(draft.id, 'reporter')).quotes[0].source.title).toBe('The speech of June');
    const { json } = await newsroom.get(`/v1/claims?source=${source}`);
    expect(json.data[0].quotes[0].source.title).toBe('The speech of June');
  });
});

test('a speaker’s new name shows in quotes, in claims by its quotes, and in claims that name the claimant', async () => {
  const { speaker, quote, claim } = await wholeStory();
  const other = await newsroom.publicClaim({ claimants: [speaker] });
  await newsroom.correct(speaker, { name: 'Ada Bridges' });
  expect((await newsroom.read(quote)).speaker.name).toBe('Ada Bridges');
  const read = await newsroom.read(claim);
  expect([read.claimants[0].name, read.quotes[0].speaker.name]).toEqual(['Ada Bridges', 'Ada Bridges']);
  expect((await newsroom.read(other.id)).claimants[0].name).toBe('Ada Bridges');
  const found = (await newsroom.get('/v1/claims?q=%22Ada%20Bridges%22')).json.data;
  expect(found.map(({ id }: { id: string }) => id).sort()).toEqual([claim, other.id].sort());
});

describe('a corrected quote', () => {
  test('reads so in each claim that carries it, with its correction', async () => {
    const { quote, claim } = await wholeStory();
    const other = await newsroom.publicClaim({ quotes: [quote] });
    await newsroom.correct(quote, { text: 'What was really said.' });
    for (const id of [claim, other.id]) {
      const read = await newsroom.read(id);
      expect(read.quotes[0].text).toBe('What was really said.');
      expect(read.corrections).toMatchObject([{ subject_id: quote, fields: ['text'] }]);
    }
  });

  test('to a speaker and a source that are drafts makes these public with it', async () => {
    const { quote } = await wholeStory();
    const speaker = await newsroom.speaker();
    const source = await newsroom.source();
    const read = await newsroom.correct(quote, { speaker: speaker.id, source: source.id });
    expect(read).toMatchObject({ publication: 'published', reviewer: 'The editor' });
    expect(await newsroom.read(speaker.id)).toMatchObject({ publication: 'published', version: 1 });
    expect(await newsroom.read(source.id)).toMatchObject({ publication: 'published', version: 1 });
  });
});

describe('a claim’s lists', () => {
  const parts = async () => {
    const speakers = [await newsroom.speaker(), await newsroom.speaker(), await newsroom.speaker()];
    const sources = [await newsroom.source(), await newsroom.source(), await newsroom.source()];
    const quotes = [await newsroom.quote(), await newsroom.quote(), await newsroom.quote()];
    const ids = (things: { id: string }[]) => things.map(({ id }) => id);
    return { claimants: ids(speakers), sources: ids(sources), quotes: ids(quotes) };
  };
  type Lists = Awaited<ReturnType<typeof parts>>;
  const listsOf = (claim: Record<keyof Lists, { id: string }[]>): Lists => ({
    claimants: claim.claimants.map(({ id }) => id),
    sources: claim.sources.map(({ id }) => id),
    quotes: claim.quotes.map(({ id }) => id),
  });
  /** The last two in the other order. */
  const turned = (lists: Lists): Lists => ({
    claimants: lists.claimants.toReversed().slice(0, 2),
    sources: lists.sources.toReversed().slice(0, 2),
    quotes: lists.quotes.toReversed().slice(0, 2),
  });

  test('hold what was written, in its order, in a draft and after each change of it', async () => {
    const lists = await parts();
    const draft = await newsroom.claim({ ...lists });
    expect(listsOf(draft)).toEqual(lists);
    expect(listsOf(await newsroom.change(draft.id, turned(lists)))).toEqual(turned(lists));
    expect(listsOf(await newsroom.change(draft.id, { sources: [] }))).toEqual({
      ...turned(lists),
      sources: [],
    });
  });

  test('hold exactly what a correction leaves, and what it brings in is made public', async () => {
    const lists = await parts();
    const { id } = await newsroom.publicClaim({ ...lists });
    expect(listsOf(await newsroom.correct(id, turned(lists)))).toEqual(turned(lists));
    const more = await parts();
    expect(listsOf(await newsroom.correct(id, more))).toEqual(more);
    for (const part of [...more.claimants, ...more.sources, ...more.quotes]) {
      expect(await newsroom.read(part)).toMatchObject({ publication: 'published' });
    }
    for (const part of lists.sources) {
      expect((await newsroom.get(`/v1/claims?source=${part}`)).json.data).toEqual([]);
    }
  });

  test('it was first said on the earliest day of its quotes, whatever their order', async () => {
    const quotes = [];
    for (const said_on of ['2025-03-03', '2024-02-02', '2026-01-01']) {
      quotes.push((await newsroom.quote({ said_on })).id);
    }
    expect(await newsroom.claim({ quotes })).toMatchObject({ first_said_on: '2024-02-02' });
    expect(await newsroom.claim({ quotes, first_said_on: '2023-12-31' })).toMatchObject({
      first_said_on: '2023-12-31',
    });
  });
});

describe('a deadline that changes', () => {
  const late = async () => {
    const { claim } = await wholeStory();
    const ruling = await newsroom.outcome(claim, 'published', { occurred_on: '2025-11-10' });
    expect(ruling).toMatchObject({ timeliness: 'late', days_late: 10, version: 1 });
    return { claim, ruling: ruling.id };
  };
  const onTime = { timeliness: 'on_time', days_late: null, version: 2 };

  test('by a postponement that is confirmed makes a late ruling one in time, in its own document too', async () => {
    const { claim, ruling } = await late();
    const { position } = await newsroom.deadline(
      claim,
      windowOf('2025-11-01', '2025-11-30', { phrase: 'in November' }),
    );
    expect(await newsroom.read(ruling)).toMatchObject({ timeliness: 'late', version: 1 });
    await newsroom.confirm(claim, position);
    expect(await newsroom.read(ruling)).toMatchObject(onTime);
    expect(await newsroom.read(claim)).toMatchObject({
      outcomes: [{ timeliness: 'on_time' }],
      promise: { timeliness: 'on_time', deadlines: [{ days_late: 10 }, { days_late: null }] },
    });
  });

  test('by a correction does so too', async () => {
    const { claim, ruling } = await late();
    await newsroom.correct(claim, { promise: { deadline: windowOf('2025-10-01', '2025-11-30') } });
    expect(await newsroom.read(ruling)).toMatchObject(onTime);
  });

  test('in a draft does so for an approved ruling that goes public with it', async () => {
    const { id } = await newsroom.promise(windowOf('2025-10-01', '2025-10-31'));
    const ruling = await newsroom.outcome(id, 'published', { occurred_on: '2025-11-10' });
    await newsroom.change(id, { promise: { deadline: windowOf('2025-10-01', '2025-11-30') } });
    expect(await newsroom.read(ruling.id, 'reporter')).toMatchObject({ timeliness: 'on_time' });
    await newsroom.publish(id);
    expect(await newsroom.read(ruling.id)).toMatchObject({ timeliness: 'on_time', version: 1 });
  });

  test('on the last day of the one before replaces a window that was not over', async () => {
    const replaced = async (said_on: string) => {
      const { claim } = await wholeStory();
      const quote = await newsroom.quote({ said_on });
      const later = windowOf('2025-11-01', '2025-11-30', { phrase: 'in November', quote: quote.id });
      const { position } = await newsroom.deadline(claim, later);
      return (await newsroom.confirm(claim, position)).promise.deadlines[0];
    };
    expect(await replaced('2025-10-31')).toMatchObject({
      replaced_on: '2025-10-31',
      days_overdue_when_replaced: null,
    });
    expect(await replaced('2025-11-01')).toMatchObject({
      replaced_on: '2025-11-01',
      days_overdue_when_replaced: 1,
    });
  });
});

describe('a finding', () => {
  test.each(['verdicts', 'outcomes'] as const)(
    'of a new one in %s shows in the one it supersedes',
    async (findings) => {
      const { claim } = await wholeStory();
      const first = await newsroom.finding(findings, claim, 'published');
      const second = await newsroom.finding(findings, claim, 'published');
      expect(await newsroom.read(first.id)).toMatchObject({
        state: 'superseded',
        superseded_by: second.id,
        version: 2,
      });
      expect(await newsroom.read(second.id)).toMatchObject({ supersedes: first.id, version: 1 });
    },
  );

  test.each(['verdicts', 'outcomes'] as const)(
    'of %s that is corrected shows so in its claim',
    async (findings) => {
      const { claim } = await wholeStory();
      const { id } = await newsroom.finding(findings, claim, 'published');
      const { version } = await newsroom.read(claim);
      await newsroom.correct(id, { reason: 'For another reason.' });
      const read = await newsroom.read(claim);
      expect(read.version).toBe(version + 1);
      expect(findings === 'verdicts' ? read.verdict : read.outcomes[0]).toMatchObject({
        reason: 'For another reason.',
      });
      expect(read.corrections).toMatchObject([{ subject_id: id, fields: ['reason'] }]);
    },
  );

  test.each(['verdicts', 'outcomes'] as const)(
    'of %s that was approved before its claim and then amended was never published',
    async (findings) => {
      const { id: claim } = await newsroom.promise(null);
      const approved = await newsroom.finding(findings, claim, 'published');
      expect(approved.first_published_at).not.toBeNull();
      const amended = await newsroom.change(approved.id, { reason: 'Amended.' });
      expect(amended).toMatchObject({
        state: 'draft',
        first_published_at: null,
        reviewer: null,
        review: null,
      });
    },
  );

  test('leaves a tombstone in every place where it stood when its claim is withdrawn', async () => {
    const { claim, quote } = await wholeStory();
    const verdict = await newsroom.verdict(claim, 'published');
    const outcome = await newsroom.outcome(claim, 'published');
    await newsroom.withdraw(claim);
    for (const path of [
      `/v1/claims/${claim}`,
      `/v1/verdicts/${verdict.id}`,
      `/v1/outcomes/${outcome.id}`,
      `/v1/claims/${claim}/verdicts`,
      `/v1/claims/${claim}/outcomes`,
      `/v1/claims/${claim}/deadlines`,
    ]) {
      for (const as of [null, 'reporter', 'editor'] as const) {
        const { status, json } = await newsroom.get(path, as);
        expect(status, path).toBe(410);
        expect(json.tombstone).toMatchObject({ reason: 'It was nobody’s claim.' });
      }
    }
    expect((await newsroom.get(`/v1/quotes/${quote}`)).status).toBe(200);
    for (const list of ['claims', 'promises', 'quotes?sort=published_at']) {
      expect((await newsroom.get(`/v1/${list}`)).body).not.toContain(claim);
    }
  });
});

test('a new version of a scale rates what comes after it, and leaves what was rated', async () => {
  const { claim } = await wholeStory();
  const first = await newsroom.verdict(claim, 'published', { scale: 'truth' });
  const ratings = (label: string) => [
    { key: 'true', labels: { en: label }, order: 1, value: null, description: label },
  ];
  expect(await newsroom.scale({ ratings: ratings('Right') })).toMatchObject({ scale_version: 2 });
  const second = await newsroom.verdict(claim, 'published', { scale: 'truth' });
  expect(second.rating).toMatchObject({ scale_version: 2, labels: { en: 'Right' } });
  expect(await newsroom.scale({ ratings: ratings('Correct') })).toMatchObject({ scale_version: 3 });
  expect((await newsroom.read(first.id)).rating).toMatchObject({ scale_version: 1 });
  expect((await newsroom.read(claim)).verdict.rating).toMatchObject({ scale_version: 2 });
});

test('two verdicts that come in a bundle are one superseded and one in force, linked both ways', async () => {
  const verdict = {
    rating_scale: 'truth',
    rating: 'true',
    summary: 'So it is.',
    rationale: 'The register says so.',
    evidence: [{ title: 'Register' }],
  };
  const ruling = { ...RULING, kind: 'ruling' };
  const bundle = {
    format: 'onrecord-bundle/1',
    origin: 'two-findings',
    title: 'Two findings',
    claims: [
      {
        key: 'c1',
        kind: 'promise',
        text: 'It will be so.',
        promise: { ...BRIDGE },
        verdicts: [
          { ...verdict, key: 'v1' },
          { ...verdict, key: 'v2', reason: 'A new register.' },
        ],
        outcomes: [
          { ...ruling, key: 'o1' },
          { ...ruling, key: 'o2', reason: 'A new visit.' },
        ],
      },
    ],
  };
  await importBundle(newsroom.server.recorder, parseBundle(JSON.stringify(bundle)));
  const [claim] = (await newsroom.get('/v1/claims?q=%22it%20will%20be%20so%22')).json.data;
  for (const findings of ['verdicts', 'outcomes'] as const) {
    const { data } = (await newsroom.get(`/v1/claims/${claim.id}/${findings}`)).json;
    const inForce = data.find(({ state }: { state: string }) => state === 'published');
    const former = data.find(({ state }: { state: string }) => state === 'superseded');
    expect(data).toHaveLength(2);
    expect(inForce.supersedes).toBe(former.id);
    expect(former.superseded_by).toBe(inForce.id);
  }
  expect(claim.verdict).toMatchObject({ reason: 'A new register.' });
  expect(claim.outcomes.map(({ state }: { state: string }) => state)).toEqual(['superseded', 'published']);
});
