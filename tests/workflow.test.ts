/** From a draft to a public finding: who may move what, and when. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Findings,
  type Newsroom,
  openNewsroom,
  PROMISE,
  type State,
  UPDATE,
  VERDICT,
} from './setup/desk.ts';

let server: Newsroom;
beforeAll(async () => {
  server = await openNewsroom();
  await server.scale();
});
afterAll(() => server.close());

const POSSIBLE: Record<State, string[]> = {
  draft: ['submit'],
  in_review: ['publish', 'reject'],
  published: [],
  superseded: [],
  rejected: [],
};
const STATES = Object.keys(POSSIBLE) as State[];
const MOVES = { submit: {}, publish: {}, reject: { reason: 'Not convincing.' } };
const AFTER = { submit: 'in_review', publish: 'published', reject: 'rejected' };

describe.each(['verdicts', 'outcomes'] as Findings[])('%s', (findings) => {
  for (const state of STATES) {
    for (const [move, body] of Object.entries(MOVES)) {
      const possible = POSSIBLE[state].includes(move);
      test(`${state}: ${move} is ${possible ? 'possible' : 'a 409 that says what is'}`, async () => {
        const claim = await server.publicClaim(PROMISE);
        const finding = await server.finding(findings, claim.id, state);
        const { status, json } = await server.post(`/v1/${findings}/${finding.id}/${move}`, body, 'editor');
        if (possible) {
          expect(json.state).toBe(AFTER[move as keyof typeof AFTER]);
        } else {
          expect(status).toBe(409);
          expect(json).toMatchObject({ state, possible: POSSIBLE[state] });
        }
      });
    }
  }

  test('neither the key that proposed nor one that amended may approve, another may', async () => {
    const claim = await server.publicClaim(PROMISE);
    const own = await server.finding(findings, claim.id);
    const url = `/v1/${findings}/${own.id}`;
    expect((await server.patch(url, { reason: 'Amended.' }, 'editor')).status).toBe(200);
    await server.post(`${url}/submit`, {}, 'reporter');
    expect((await server.post(`${url}/publish`, {}, 'editor')).status).toBe(403);
    const approved = await server.post(`${url}/publish`, {}, 'editor2');
    expect(approved.json).toMatchObject({
      state: 'published',
      author: 'The reporter',
      reviewer: 'The editor2',
      review: 'reviewed_by_another',
    });
  });

  test('an editor’s own proposal takes another editor', async () => {
    const claim = await server.publicClaim(PROMISE);
    const { id } = await server.finding(findings, claim.id);
    const { json } = await server.get(`/v1/${findings}/${id}`, 'editor');
    const { rating, progress, result, note, summary, rationale, occurred_on, evidence } = json;
    const body =
      findings === 'verdicts'
        ? { rating: rating.key, summary, rationale, evidence }
        : { progress, result, note, occurred_on, evidence };
    const own = await server.post(`/v1/claims/${claim.id}/${findings}`, body, 'editor');
    await server.post(`/v1/${findings}/${own.json.id}/submit`, {}, 'editor');
    expect((await server.post(`/v1/${findings}/${own.json.id}/publish`, {}, 'editor')).status).toBe(403);
    expect((await server.post(`/v1/${findings}/${own.json.id}/publish`, {}, 'editor2')).status).toBe(200);
  });

  test.each(['in_review', 'rejected'] as const)(
    'amending what is %s makes it a draft again',
    async (state) => {
      const claim = await server.publicClaim(PROMISE);
      const { id } = await server.finding(findings, claim.id, state);
      const amended = await server.patch(`/v1/${findings}/${id}`, { reason: 'Better said.' }, 'reporter');
      expect(amended.json).toMatchObject({ state: 'draft', reason: 'Better said.', reviewer: null });
      expect((await server.post(`/v1/${findings}/${id}/publish`, {}, 'editor')).status).toBe(409);
    },
  );

  test('its author sees why it was rejected, the public sees nothing of it', async () => {
    const claim = await server.publicClaim(PROMISE);
    const { id } = await server.finding(findings, claim.id, 'rejected');
    const seen = await server.get(`/v1/${findings}/${id}`, 'reporter');
    expect(seen.json).toMatchObject({ state: 'rejected', rejection: 'The register is from 2019.' });
    expect((await server.get(`/v1/${findings}/${id}`)).status).toBe(404);
    expect((await server.get(`/v1/claims/${claim.id}`)).body).not.toContain(id);
  });

  test('a new finding supersedes the one in force and both say so', async () => {
    const claim = await server.publicClaim(PROMISE);
    const first = await server.finding(findings, claim.id, 'published');
    const second = await server.finding(findings, claim.id, 'published', { reason: 'A new register.' });
    expect(second).toMatchObject({ supersedes: first.id, reason: 'A new register.', state: 'published' });
    const old = await server.get(`/v1/${findings}/${first.id}`);
    expect(old.json).toMatchObject({ state: 'superseded', superseded_by: second.id });
    const { json } = await server.get(`/v1/claims/${claim.id}/${findings}`);
    expect(json.data.map((finding: { id: string }) => finding.id)).toEqual([second.id, first.id]);
    const read = (await server.get(`/v1/claims/${claim.id}`)).json;
    if (findings === 'verdicts') expect(read.verdict.id).toBe(second.id);
    else
      expect(read.outcomes.map((o: { state: string }) => o.state).sort()).toEqual([
        'published',
        'superseded',
      ]);
  });

  test('to supersede needs a reason', async () => {
    const claim = await server.publicClaim(PROMISE);
    await server.finding(findings, claim.id, 'published');
    const next = await server.finding(findings, claim.id, 'in_review', { reason: null });
    const { status, json } = await server.post(`/v1/${findings}/${next.id}/publish`, {}, 'editor');
    expect(status).toBe(409);
    expect(json.errors).toEqual([expect.objectContaining({ pointer: '/reason' })]);
  });

  test('what is published changes only by an editor, with a correction, and the claim shows it', async () => {
    const claim = await server.publicClaim(PROMISE);
    const { id } = await server.finding(findings, claim.id, 'published');
    const url = `/v1/${findings}/${id}`;
    const change = { evidence: [{ title: 'Another register' }] };
    const correction = { kind: 'correction', note: 'The wrong register was cited.' };
    expect((await server.patch(url, { ...change, correction }, 'reporter')).status).toBe(403);
    expect((await server.patch(url, change, 'editor')).json.type).toMatch(/correction-needed$/);
    const corrected = await server.patch(url, { ...change, correction }, 'editor');
    expect(corrected.json).toMatchObject({ state: 'published', version: 2 });
    const read = (await server.get(`/v1/claims/${claim.id}`)).json;
    expect(read.corrections).toEqual([
      expect.objectContaining({
        subject_id: id,
        fields: ['evidence'],
        ...correction,
        corrected_by: 'The editor',
      }),
    ]);
  });

  test('an approved finding of a draft claim that is amended gives its place back', async () => {
    const claim = await server.claim(PROMISE);
    const first = await server.finding(findings, claim.id, 'published');
    const second = await server.finding(findings, claim.id, 'published', { reason: 'Newer.' });
    expect((await server.patch(`/v1/${findings}/${first.id}`, { reason: 'x' }, 'reporter')).status).toBe(409);
    await server.patch(`/v1/${findings}/${second.id}`, { reason: 'Newest.' }, 'reporter');
    expect((await server.get(`/v1/${findings}/${first.id}`, 'reporter')).json.state).toBe('published');
    expect((await server.get(`/v1/${findings}/${second.id}`, 'reporter')).json).toMatchObject({
      state: 'draft',
      supersedes: null,
    });
  });

  test('goes public only with its claim, and goes with it', async () => {
    const claim = await server.claim(PROMISE);
    const approved = await server.finding(findings, claim.id, 'published');
    const proposed = await server.finding(findings, claim.id);
    expect((await server.get(`/v1/${findings}/${approved.id}`)).status).toBe(404);
    await server.post(`/v1/claims/${claim.id}/publish`, {}, 'editor');
    expect((await server.get(`/v1/${findings}/${approved.id}`)).status).toBe(200);
    await server.post(`/v1/claims/${claim.id}/withdraw`, { reason: 'Wrong person.' }, 'editor');
    const gone = await server.get(`/v1/${findings}/${approved.id}`);
    expect(gone.status).toBe(410);
    expect(gone.json.tombstone).toMatchObject({ reason: 'Wrong person.', claim_id: claim.id });
    expect((await server.get(`/v1/${findings}/${proposed.id}`)).status).toBe(404);
    const move = await server.post(`/v1/${findings}/${proposed.id}/submit`, {}, 'reporter');
    expect(move.status).toBe(409);
    expect(move.json).toMatchObject({ state: 'withdrawn', possible: [] });
    const fields = findings === 'verdicts' ? VERDICT : UPDATE;
    const another = await server.post(`/v1/claims/${claim.id}/${findings}`, fields, 'reporter');
    expect(another.status).toBe(409);
  });
});

test.each(['summary', 'rationale', 'evidence'])('a verdict without %s is not published', async (name) => {
  const claim = await server.publicClaim();
  const empty = name === 'evidence' ? [] : null;
  const { id } = await server.finding('verdicts', claim.id, 'in_review', { [name]: empty });
  const { status, json } = await server.post(`/v1/verdicts/${id}/publish`, {}, 'editor');
  expect(status).toBe(409);
  expect(json.errors).toEqual([expect.objectContaining({ pointer: `/${name}` })]);
  expect(json).toMatchObject({ state: 'in_review', possible: ['reject'] });
});

test.each([
  ['a ruling without evidence', { evidence: [] }, ['/evidence']],
  [
    'an update that found action, without evidence',
    { result: null, progress: 'in_progress', evidence: [], occurred_on: null },
    ['/evidence'],
  ],
  ['a ruling of kept without its day', { occurred_on: null }, ['/occurred_on']],
  [
    'an update that found no action without what was searched',
    { result: null, progress: 'no_action_found', evidence: [] },
    ['/searched'],
  ],
])('%s is not published', async (_, members, pointers) => {
  const claim = await server.publicClaim(PROMISE);
  const { id } = await server.finding('outcomes', claim.id, 'in_review', members);
  const { status, json } = await server.post(`/v1/outcomes/${id}/publish`, {}, 'editor');
  expect(status).toBe(409);
  expect(json.errors.map((fault: { pointer: string }) => fault.pointer)).toEqual(pointers);
});

test('a published rating and a published result stand; only a new finding takes their place', async () => {
  const claim = await server.publicClaim(PROMISE);
  const correction = { kind: 'correction', note: 'x' };
  const verdict = await server.finding('verdicts', claim.id, 'published');
  const ruling = await server.finding('outcomes', claim.id, 'published');
  const rerated = await server.patch(`/v1/verdicts/${verdict.id}`, { rating: 'false', correction }, 'editor');
  expect(rerated.status).toBe(409);
  const reruled = await server.patch(
    `/v1/outcomes/${ruling.id}`,
    { result: 'not_kept', correction },
    'editor',
  );
  expect(reruled.status).toBe(409);
});

test('a published rating stays on its scale, even where another knows the same rating', async () => {
  const newsroom = await openNewsroom();
  await newsroom.scale();
  await newsroom.scale({ key: 'other' });
  const claim = await newsroom.publicClaim();
  const { id } = await newsroom.verdict(claim.id, 'published', { scale: 'truth' });
  const correction = { kind: 'correction', note: 'By the other scale.' };
  const moved = await newsroom.patch(`/v1/verdicts/${id}`, { scale: 'other', correction }, 'editor');
  expect(moved.status).toBe(409);
  expect(await newsroom.read(id)).toMatchObject({ version: 1, rating: { scale: 'truth' } });
  await newsroom.close();
});

test('the kind of a claim must fit its findings', async () => {
  const claim = await server.claim(PROMISE);
  await server.finding('outcomes', claim.id);
  const url = `/v1/claims/${claim.id}`;
  expect((await server.patch(url, { kind: 'statement', promise: null }, 'reporter')).status).toBe(422);
  const other = await server.claim();
  await server.finding('verdicts', other.id);
  expect((await server.patch(`/v1/claims/${other.id}`, { kind: 'not_checkable' }, 'reporter')).status).toBe(
    422,
  );
  const quote = await server.claim({ kind: 'not_checkable' });
  const verdict = await server.post(`/v1/claims/${quote.id}/verdicts`, { rating: 'true' }, 'reporter');
  expect(verdict.status).toBe(422);
});

test('in a newsroom of one the author may approve, and the document says so', async () => {
  const alone = await openNewsroom({ settings: { ONRECORD_REVIEW: 'single' } });
  await alone.scale();
  const claim = await alone.claim({}, 'editor');
  const published = await alone.post(`/v1/claims/${claim.id}/publish`, {}, 'editor');
  expect(published.json).toMatchObject({ review: 'reviewed_by_its_author', reviewer: 'The editor' });
  const quote = await alone.quote();
  const other = await alone.post(`/v1/quotes/${quote.id}/publish`, {}, 'editor');
  expect(other.json.review).toBe('reviewed_by_another');
  await alone.close();
});
