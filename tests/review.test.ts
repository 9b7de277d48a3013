import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Newsroom, openNewsroom } from './setup/desk.ts';
import type { Who } from './setup/server.ts';

let server: Newsroom;
beforeAll(async () => {
  server = await openNewsroom();
  await server.scale();
});
afterAll(() => server.close());

const inbox = async (as: Who, query = '') => (await server.get(`/v1/review?${query}`, as)).json.data;
const find = async (as: Who, id: string) =>
  (await inbox(as, 'limit=100')).find((item: { id: string }) => item.id === id);

test('the inbox lists verdicts, outcomes, claims and quotes that await approval, oldest first', async () => {
  const claim = (await server.publicClaim()).id;
  const speaker = (await server.speaker({ name: 'Somebody' })).id;
  const source = (await server.source()).id;
  server.clock.set('2026-02-01T10:00:00.000Z');
  const verdict = (await server.verdict(claim, 'draft', { summary: 'First words.' })).id;
  server.clock.set('2026-02-01T11:00:00.000Z');
  const draft = (await server.claim({ text: 'A draft.' })).id;
  server.clock.set('2026-02-01T12:00:00.000Z');
  const quote = (await server.quote({ speaker, source, text: 'Some words.' })).id;
  server.clock.set('2026-02-01T13:00:00.000Z');
  expect(await find('editor', verdict)).toBeUndefined();
  await server.post(`/v1/verdicts/${verdict}/submit`, {}, 'reporter');
  server.clock.set('2026-02-01T14:00:00.000Z');
  const outcome = (await server.outcome(claim, 'in_review', { progress: 'stalled' })).id;
  expect(await inbox('editor')).toMatchObject([
    { type: 'claim', id: draft, text: 'A draft.', since: '2026-02-01T11:00:00.000Z' },
    { type: 'quote', id: quote, text: 'Some words.', since: '2026-02-01T12:00:00.000Z' },
    {
      type: 'verdict',
      id: verdict,
      claim_id: claim,
      since: '2026-02-01T13:00:00.000Z',
      author: 'The reporter',
    },
    { type: 'outcome', id: outcome, claim_id: claim, since: '2026-02-01T14:00:00.000Z' },
  ]);
  expect(await inbox('editor', 'type=verdict')).toMatchObject([
    { id: verdict, path: `/v1/verdicts/${verdict}` },
  ]);
  const first = await server.get('/v1/review?limit=3', 'editor');
  const second = await server.get(`/v1/review?limit=3&cursor=${first.json.next}`, 'editor');
  expect(second.json).toMatchObject({ data: [{ id: outcome }], next: null });
  await server.publish(verdict);
  await server.publish(draft);
  expect(await inbox('editor')).toMatchObject([{ id: quote }, { id: outcome }]);
});

test('the inbox says whether the calling key may approve, and that is what then happens', async () => {
  const claim = (await server.publicClaim()).id;
  const verdict = (await server.verdict(claim, 'in_review', { rationale: null })).id;
  expect(await find('reporter', verdict)).toMatchObject({
    may_approve: false,
    why_not: [
      'Only an editor approves.',
      'You proposed it or changed it, so somebody else must approve.',
      'It still needs: rationale.',
    ],
  });
  // An editor who amends it has proposed it too.
  await server.patch(`/v1/verdicts/${verdict}`, { rationale: 'So it says.' }, 'editor');
  await server.post(`/v1/verdicts/${verdict}/submit`, {}, 'reporter');
  expect(await find('editor', verdict)).toMatchObject({ may_approve: false });
  expect((await server.post(`/v1/verdicts/${verdict}/publish`, {}, 'editor')).status).toBe(403);
  expect(await find('editor2', verdict)).toMatchObject({ may_approve: true, why_not: [] });
  expect((await server.post(`/v1/verdicts/${verdict}/publish`, {}, 'editor2')).status).toBe(200);
});

test('who proposed a quote may not approve the draft that carries it', async () => {
  const speaker = (await server.speaker({ name: 'Somebody' })).id;
  const source = (await server.source()).id;
  const quote = (await server.post('/v1/quotes', { speaker, source, text: 'Words.' }, 'editor')).json.id;
  const claim = (await server.claim({ quotes: [quote] })).id;
  expect(await find('editor', claim)).toMatchObject({ may_approve: false });
  expect((await server.post(`/v1/claims/${claim}/publish`, {}, 'editor')).status).toBe(403);
  expect(await find('editor2', claim)).toMatchObject({ may_approve: true });
});

test('a rejection needs a reason, which its author sees, and amending opens the review anew', async () => {
  const claim = (await server.publicClaim()).id;
  const verdict = (await server.verdict(claim, 'in_review')).id;
  expect((await server.post(`/v1/verdicts/${verdict}/reject`, {}, 'editor')).status).toBe(400);
  expect(
    (await server.post(`/v1/verdicts/${verdict}/reject`, { reason: 'Too thin.' }, 'reporter')).status,
  ).toBe(403);
  expect(
    (await server.post(`/v1/verdicts/${verdict}/reject`, { reason: 'Too thin.' }, 'editor')).status,
  ).toBe(200);
  expect((await server.get(`/v1/verdicts/${verdict}`, 'reporter')).json).toMatchObject({
    state: 'rejected',
    rejection: 'Too thin.',
  });
  expect(await find('editor', verdict)).toBeUndefined();
  expect((await server.post(`/v1/verdicts/${verdict}/publish`, {}, 'editor')).status).toBe(409);
  await server.patch(`/v1/verdicts/${verdict}`, { rationale: 'Two registers say so.' }, 'reporter');
  expect((await server.get(`/v1/verdicts/${verdict}`, 'reporter')).json.state).toBe('draft');
  const again = await server.post(`/v1/verdicts/${verdict}/submit`, {}, 'reporter');
  expect(again.json).not.toHaveProperty('rejection');
  expect(await find('editor', verdict)).toMatchObject({ may_approve: true });
});

test('a draft of a claim is sent back with a reason, stands among what was sent back, and waits again once it is changed', async () => {
  const { id } = await server.claim({ text: 'The mole is paved.' });
  const path = `/v1/claims/${id}`;
  const sentBack = async () =>
    (await server.get('/v1/review?sent_back=true&limit=100', 'reporter')).json.data.find(
      (item: { id: string }) => item.id === id,
    );
  expect((await server.post(`${path}/reject`, {}, 'editor')).status).toBe(400);
  expect((await server.post(`${path}/reject`, { reason: 'Which?' }, 'reporter')).status).toBe(403);
  expect(await sentBack()).toBeUndefined();
  const rejected = await server.post(`${path}/reject`, { reason: 'Which one?' }, 'editor');
  expect(rejected.json).toMatchObject({ publication: 'draft', rejection: 'Which one?' });
  expect(await find('editor', id)).toBeUndefined();
  expect(await sentBack()).toMatchObject({ type: 'claim', rejection: 'Which one?' });
  expect((await server.patch(path, { text: 'The old mole is paved.' }, 'reporter')).json.rejection).toBe(
    undefined,
  );
  expect(await sentBack()).toBeUndefined();
  expect(await find('editor2', id)).toMatchObject({ may_approve: true });
  await server.post(`${path}/reject`, { reason: 'Since when?' }, 'editor');
  const published = await server.post(`${path}/publish`, {}, 'editor2');
  expect(published.json.rejection).toBeUndefined();
  expect(await sentBack()).toBeUndefined();
  expect((await server.post(`${path}/reject`, { reason: 'Too late.' }, 'editor')).status).toBe(409);
});

test('a proposal that is amended leaves the inbox until it is submitted again', async () => {
  const claim = (await server.publicClaim()).id;
  const outcome = (await server.outcome(claim, 'in_review', { progress: 'stalled' })).id;
  await server.patch(`/v1/outcomes/${outcome}`, { note: 'It stalled in May.' }, 'reporter');
  expect(await find('editor', outcome)).toBeUndefined();
  expect((await server.post(`/v1/outcomes/${outcome}/publish`, {}, 'editor')).status).toBe(409);
});

test('a proposal about a withdrawn claim can no longer be approved and leaves the inbox', async () => {
  const claim = (await server.publicClaim()).id;
  const verdict = (await server.verdict(claim, 'in_review')).id;
  await server.withdraw(claim);
  expect(await find('editor', verdict)).toBeUndefined();
  expect((await server.post(`/v1/verdicts/${verdict}/publish`, {}, 'editor')).status).toBe(409);
  expect((await server.get(`/v1/verdicts/${verdict}/versions`)).status).toBe(404);
});

test('a draft keeps its place in the inbox when something it names changes', async () => {
  const speaker = (await server.speaker({ name: 'Nobody Yet' })).id;
  server.clock.set('2026-03-01T10:00:00.000Z');
  const claim = (await server.claim({ claimants: [speaker] })).id;
  server.clock.set('2026-03-02T10:00:00.000Z');
  await server.patch(`/v1/speakers/${speaker}`, { name: 'Somebody Now' }, 'reporter');
  expect(await find('editor', claim)).toMatchObject({ since: '2026-03-01T10:00:00.000Z' });
});

test('the inbox is for those who write', async () => {
  expect((await server.get('/v1/review')).status).toBe(401);
  expect((await server.get('/v1/review', 'reader')).status).toBe(403);
});

test('a newsroom of one approves itself, and the public document says so', async () => {
  const single = await openNewsroom({ settings: { ONRECORD_REVIEW: 'single' } });
  await single.scale();
  const { id } = (
    await single.post('/v1/claims?allow_duplicate=true', { kind: 'statement', text: 'It rains.' }, 'editor')
  ).json;
  expect((await single.get('/v1/review', 'editor')).json.data).toMatchObject([{ id, may_approve: true }]);
  expect((await single.post(`/v1/claims/${id}/publish`, {}, 'editor')).status).toBe(200);
  const verdict = {
    rating: 'true',
    summary: 'It does.',
    rationale: 'Look.',
    evidence: [{ title: 'A window' }],
  };
  const finding = (await single.post(`/v1/claims/${id}/verdicts`, verdict, 'editor')).json.id;
  await single.post(`/v1/verdicts/${finding}/submit`, {}, 'editor');
  expect((await single.post(`/v1/verdicts/${finding}/publish`, {}, 'editor')).status).toBe(200);
  expect((await single.get(`/v1/claims/${id}`)).json).toMatchObject({
    review: 'reviewed_by_its_author',
    verdict: { review: 'reviewed_by_its_author', reviewer: 'The editor' },
  });
  await single.close();
});

test('its pages lose and repeat nothing when many drafts have one instant', async () => {
  const busy = await openNewsroom();
  await busy.scale();
  const { id } = await busy.publicPromise(null);
  const waiting: string[] = [];
  for (let n = 0; n < 4; n += 1) {
    waiting.push((await busy.claim()).id, (await busy.quote()).id);
    waiting.push((await busy.verdict(id, 'in_review')).id, (await busy.outcome(id, 'in_review')).id);
  }
  const pages = async (limit: number): Promise<string[]> => {
    const found: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const { json } = await busy.get(`/v1/review?limit=${limit}${next && `&cursor=${next}`}`, 'editor');
      found.push(...json.data.map((item: { id: string }) => item.id));
      next = json.next;
    }
    return found;
  };
  const whole = await pages(100);
  expect(whole.toSorted()).toEqual(waiting.toSorted());
  for (const limit of [1, 3, 5]) expect(await pages(limit)).toEqual(whole);
  await busy.close();
});

test('what would take the place of another needs a reason, and the inbox says so of verdicts and rulings', async () => {
  const desk = await openNewsroom();
  await desk.scale();
  const { id } = await desk.publicPromise(null);
  for (const findings of ['verdicts', 'outcomes'] as const) {
    const seen = async (finding: string) =>
      (await desk.get('/v1/review', 'editor')).json.data.find((item: { id: string }) => item.id === finding);
    const first = await desk.finding(findings, id, 'in_review', { reason: null });
    expect(await seen(first.id)).toMatchObject({ may_approve: true, why_not: [] });
    await desk.publish(first.id);
    const second = await desk.finding(findings, id, 'in_review', { reason: null });
    expect(await seen(second.id)).toMatchObject({
      may_approve: false,
      why_not: ['It still needs: reason.'],
    });
    expect((await desk.post(`/v1/${findings}/${second.id}/publish`, {}, 'editor')).status).toBe(409);
  }
  const update = await desk.outcome(id, 'in_review', { progress: 'stalled', reason: null });
  const { data } = (await desk.get('/v1/review', 'editor')).json;
  expect(data.find((item: { id: string }) => item.id === update.id)).toMatchObject({ may_approve: true });
  await desk.close();
});

test('the inbox says of each key what stands in its way', async () => {
  const desk = await openNewsroom();
  const quote = await desk.quote({}, 'editor');
  const { id } = await desk.claim({ quotes: [quote.id] });
  const why = async (as: Who) =>
    (await desk.get('/v1/review?type=claim', as)).json.data.find((item: { id: string }) => item.id === id);
  const own = 'You proposed it or changed it, so somebody else must approve.';
  expect((await why('reporter')).why_not).toEqual(['Only an editor approves.', own]);
  expect((await why('reporter2')).why_not).toEqual(['Only an editor approves.']);
  expect((await why('editor')).why_not).toEqual([own]);
  expect(await why('editor2')).toMatchObject({ may_approve: true, why_not: [] });
  await desk.close();
});
