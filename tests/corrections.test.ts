import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Newsroom, openNewsroom } from './setup/desk.ts';

let server: Newsroom;
beforeAll(async () => {
  server = await openNewsroom();
  await server.scale();
});
afterAll(() => server.close());

/** A published claim with a quote by a speaker of its own. */
let story: { claim: string; quote: string; speaker: string; source: string };
beforeEach(async () => {
  const speaker = (await server.speaker({ name: 'Élise Müller' })).id;
  const source = (
    await server.source({
      title: 'A speech',
      text: 'We finished the bridge in 2020. PRIVATE TEXT',
    })
  ).id;
  const quote = (await server.quote({ speaker, source, text: 'We finished the bridge in 2020.' })).id;
  const claim = (await server.publicClaim({ quotes: [quote] })).id;
  story = { claim, quote, speaker, source };
});

const list = async (query: string) => (await server.get(`/v1/corrections?${query}`)).json.data;

test.each(['claims', 'quotes', 'verdicts', 'outcomes'])(
  'what is published of %s changes only together with a correction, which keeps before and after',
  async (type) => {
    const verdict = (await server.verdict(story.claim, 'published')).id;
    const outcome = (await server.outcome(story.claim, 'published', { progress: 'in_progress' })).id;
    const [id, patch] = {
      claims: [story.claim, { text: 'The bridge was finished in 2021.' }] as const,
      quotes: [story.quote, { venue: 'Parliament' }] as const,
      verdicts: [verdict, { summary: 'It was, in May.' }] as const,
      outcomes: [outcome, { note: 'It was seen twice.' }] as const,
    }[type as 'claims'];
    const path = `/v1/${type}/${id}`;
    const before = (await server.get(path)).json;
    const refused = await server.patch(path, patch, 'editor');
    expect(refused).toMatchObject({
      status: 409,
      json: { type: 'http://onrecord.test/problems/correction-needed' },
    });
    expect((await server.get(path)).json).toEqual(before);

    const corrected = await server.correct(path, patch, 'clarification');
    expect(corrected).toMatchObject({ ...patch, version: before.version + 1 });
    const [field = ''] = Object.keys(patch);
    const [newest] = await list(`claim=${story.claim}`);
    expect(newest).toMatchObject({
      subject_id: id,
      kind: 'clarification',
      note: 'It read otherwise before.',
      before: { [field]: before[field] },
      after: patch,
      corrected_by: 'The editor',
    });
    const { corrections } = (await server.get(`/v1/claims/${story.claim}`)).json;
    expect(corrections).toMatchObject([{ id: newest.id, subject_id: id, fields: [field] }]);
  },
);

test('a patch that changes nothing needs no correction and leaves none', async () => {
  const path = `/v1/claims/${story.claim}`;
  const { json } = await server.get(path);
  const same = await server.patch(path, { text: json.text }, 'editor');
  expect(same).toMatchObject({ status: 200, json: { version: json.version } });
  await server.correct(path, { text: json.text });
  expect(await list(`claim=${story.claim}`)).toEqual([]);
});

test('a reporter cannot correct what is published, and a draft changes without a correction', async () => {
  const patch = { text: 'Otherwise.', correction: { kind: 'typo', note: 'A letter.' } };
  expect((await server.patch(`/v1/claims/${story.claim}`, patch, 'reporter')).status).toBe(403);
  const draft = (await server.claim()).id;
  expect((await server.patch(`/v1/claims/${draft}`, { text: 'Better.' }, 'reporter')).status).toBe(200);
  expect((await server.patch(`/v1/claims/${draft}`, patch, 'reporter')).status).toBe(200);
  expect(await list(`claim=${draft}`)).toEqual([]);
});

test('a correction of a quote counts for the claims that carry it', async () => {
  const other = (await server.publicClaim({ text: 'Bridges are finished.', quotes: [story.quote] })).id;
  await server.correct(story.quote, { venue: 'Parliament' }, 'typo');
  for (const claim of [story.claim, other]) {
    expect(await list(`claim=${claim}`)).toMatchObject([{ subject_id: story.quote, claim_id: null }]);
  }
});

test('a withdrawal stands among the corrections as a retraction with its reason', async () => {
  await server.withdraw(story.claim, 'Nobody said so.');
  const gone = await server.get(`/v1/claims/${story.claim}`);
  expect(gone).toMatchObject({
    status: 410,
    json: { tombstone: { reason: 'Nobody said so.', withdrawn_by: 'The editor', publication: 'withdrawn' } },
  });
  expect(await list(`claim=${story.claim}`)).toMatchObject([
    {
      kind: 'retraction',
      note: 'Nobody said so.',
      before: { publication: 'published' },
      after: { publication: 'withdrawn' },
    },
  ]);
  await server.withdraw(story.quote, 'Misheard.');
  expect(await list(`speaker=${story.speaker}`)).toMatchObject([
    { note: 'Misheard.' },
    { note: 'Nobody said so.' },
  ]);
});

test('corrections are filtered by speaker, kind and dates, newest first', async () => {
  await server.correct(story.quote, { venue: 'Parliament' }, 'typo');
  server.clock.set('2026-01-16T09:00:00.000Z');
  await server.correct(story.claim, { topics: ['bridges'] }, 'clarification');
  server.clock.set('2026-01-17T09:00:00.000Z');
  const verdict = (await server.verdict(story.claim, 'published')).id;
  await server.correct(verdict, { summary: 'It was, in May.' }, 'correction');
  const kinds = async (query: string) =>
    (await list(`speaker=${story.speaker}&${query}`)).map((found: { kind: string }) => found.kind);
  expect(await kinds('')).toEqual(['correction', 'clarification', 'typo']);
  expect(await kinds('kind=typo')).toEqual(['typo']);
  expect(await kinds('from=2026-01-16')).toEqual(['correction', 'clarification']);
  expect(await kinds('to=2026-01-16')).toEqual(['clarification', 'typo']);
  expect(await kinds('from=2026-01-16&to=2026-01-16')).toEqual(['clarification']);
  expect(await kinds('from=2026-01-16T09:00:00.001Z')).toEqual(['correction']);
  const { slug } = (await server.get(`/v1/speakers/${story.speaker}`)).json;
  expect(await list(`speaker=${slug}`)).toHaveLength(3);
  expect(await kinds('kind=typo,clarification')).toEqual(['clarification', 'typo']);
  expect((await server.get('/v1/corrections?speaker=nobody-known')).status).toBe(400);
  expect((await server.get('/v1/corrections?kind=error')).status).toBe(400);
});

test('the pages of the list join without a gap or a repetition', async () => {
  for (let n = 0; n < 5; n += 1) {
    await server.correct(story.claim, { topics: [`bridges ${n}`] }, 'typo');
  }
  const query = `claim=${story.claim}`;
  const ids = (found: { id: string }[]) => found.map(({ id }) => id);
  const whole = ids(await list(query));
  const joined: string[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const page = await server.get(`/v1/corrections?${query}&limit=2${next && `&cursor=${next}`}`);
    joined.push(...ids(page.json.data));
    next = page.json.next;
  }
  expect(joined).toEqual(whole);
  expect(new Set(joined).size).toBe(5);
  const { next } = (await server.get(`/v1/corrections?${query}&limit=2`)).json;
  expect((await server.get(`/v1/corrections?limit=2&cursor=${next}`)).status).toBe(400);
});

test('the private text of a source stands in no correction, only its hash', async () => {
  const path = `/v1/sources/${story.source}`;
  await server.correct(path, {
    text: 'We finished the bridge in 2020. ANOTHER PRIVATE TEXT',
    title: 'Speech',
  });
  const answer = await server.get('/v1/corrections');
  expect(answer.body).not.toContain('PRIVATE TEXT');
  expect(answer.json.data[0]).toMatchObject({
    subject_id: story.source,
    before: { title: 'A speech', text: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
    after: { title: 'Speech', text: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
  });
});

test('nobody learns from the filters that a draft carries a corrected quote', async () => {
  await server.correct(story.quote, { venue: 'Parliament' }, 'typo');
  const other = (await server.speaker({ name: 'Somebody Else' })).id;
  const draft = (await server.claim({ quotes: [story.quote], claimants: [other] })).id;
  expect(await list(`claim=${draft}`)).toEqual([]);
  expect((await server.get(`/v1/corrections?speaker=${other}`)).status).toBe(400);
  expect((await server.get(`/v1/corrections?claim=${draft}`, 'reporter')).json.data).toHaveLength(1);
  await server.publish(draft);
  expect(await list(`claim=${draft}`)).toHaveLength(1);
  expect(await list(`speaker=${other}`)).toHaveLength(1);
});

test('a new verdict supersedes the old one with a reason, and the old stays readable with its evidence', async () => {
  const first = (await server.verdict(story.claim, 'published')).id;
  const second = (await server.verdict(story.claim, 'in_review', { rating: 'false', reason: null })).id;
  const refused = await server.post(`/v1/verdicts/${second}/publish`, {}, 'editor');
  expect(refused).toMatchObject({ status: 409, json: { errors: [{ pointer: '/reason' }] } });
  await server.patch(`/v1/verdicts/${second}`, { reason: 'A new register.' }, 'reporter');
  await server.post(`/v1/verdicts/${second}/submit`, {}, 'reporter');
  await server.publish(second);
  const { data } = (await server.get(`/v1/claims/${story.claim}/verdicts`)).json;
  const line = Object.fromEntries(data.map((verdict: { id: string }) => [verdict.id, verdict]));
  expect(line[first]).toMatchObject({
    state: 'superseded',
    superseded_by: second,
    evidence: [{ title: 'Register' }],
  });
  expect(line[second]).toMatchObject({ state: 'published', supersedes: first, reason: 'A new register.' });
  expect((await server.get(`/v1/claims/${story.claim}`)).json.verdict.id).toBe(second);
});

test('a published rating does not change by a correction', async () => {
  const verdict = (await server.verdict(story.claim, 'published')).id;
  const correction = { kind: 'correction', note: 'It was wrong.' };
  const refused = await server.patch(`/v1/verdicts/${verdict}`, { rating: 'false', correction }, 'editor');
  expect(refused.status).toBe(409);
  expect(await list(`claim=${story.claim}`)).toEqual([]);
});

test('a ruling on a promise is superseded as a verdict is', async () => {
  const promise = { action: 'Build it', criteria: 'It stands' };
  const claim = (await server.publicClaim({ kind: 'promise', text: 'They will build it.', promise })).id;
  const first = (await server.outcome(claim, 'published', { result: 'not_kept' })).id;
  const second = (
    await server.outcome(claim, 'published', {
      result: 'kept',
      occurred_on: '2026-01-02',
      reason: 'Found.',
    })
  ).id;
  const { json } = await server.get(`/v1/claims/${claim}`);
  expect(json.promise.result).toBe('kept');
  expect(json.outcomes).toMatchObject([
    { id: first, state: 'superseded', superseded_by: second },
    { id: second, supersedes: first, reason: 'Found.' },
  ]);
});
