/** Another Onrecord's public claims, mirrored as theirs: by its log, verified, and only what is new. */
import Fastify from 'fastify';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../src/db/database.ts';
import { pull } from '../src/features/import/pull/pull.ts';
import { pulls } from '../src/features/import/pull/tables.ts';
import { logKey } from '../src/record/tables.ts';
import { BRIDGE, type Newsroom, openNewsroom, RULING, VERDICT, windowOf } from './setup/desk.ts';
import { footprint } from './setup/footprint.ts';
import { listen } from './setup/listen.ts';
import { freshDatabase } from './setup/server.ts';

let theirs: Newsroom;
let ours: Newsroom;
let url: string;
beforeAll(async () => {
  theirs = await openNewsroom({ settings: { ONRECORD_PUBLIC_URL: 'https://theirs.example' } });
  ours = await openNewsroom({ settings: { ONRECORD_OUTGOING_ALLOWED: '127.0.0.1' } });
  url = await listen(theirs);
});
afterAll(() => Promise.all([theirs.close(), ours.close()]));

const claimsHere = async () => (await ours.get('/v1/claims?limit=100')).json.data;
const mirrored = async (id: string) =>
  (await claimsHere()).find(({ same_as = [] }: { same_as?: string[] }) =>
    same_as.some((address) => address.endsWith(`/v1/claims/${id}`)),
  );

const endsOf = async (id: string): Promise<string[]> =>
  (await mirrored(id)).promise.deadlines.map(({ window_end }: { window_end: string }) => window_end);

describe('what they publish', () => {
  let statement: { id: string };
  let promise: { id: string };
  let quote: { id: string };

  test('comes in with its words, its people, its verdict and its ruling, said to be theirs', async () => {
    await theirs.scale();
    const speaker = await theirs.speaker({ name: 'Ann Theirs', wikidata_id: 'Q4242' });
    const source = await theirs.source({ url: 'https://paper.example/a', publisher: 'The Paper' });
    quote = await theirs.quote({
      speaker: speaker.id,
      source: source.id,
      text: 'We built the bridge.',
      said_on: '2025-03-01',
    });
    statement = await theirs.publicClaim({
      text: 'The bridge was built in 2024.',
      quotes: [quote.id],
      topics: ['bridges'],
      article_url: 'https://theirs.example/bridge',
    });
    await theirs.verdict(statement.id, 'published');
    promise = await theirs.publicPromise(windowOf('2025-04-01', '2025-12-31', { phrase: 'this year' }), {
      text: 'A second bridge will be built.',
      claimants: [speaker.id],
      first_said_on: '2025-03-01',
    });
    await theirs.outcome(promise.id, 'published', RULING);
    const later = await theirs.publicClaim({
      text: 'The second bridge is narrower.',
      quotes: [],
      claimants: [speaker.id],
      related: [{ claim: statement.id, relation: 'contradicts' }],
    });
    await theirs.claim({ text: 'A draft of theirs.' });

    const pulled = await pull(ours.server, `${url}/`);
    expect(pulled).toMatchObject({ origin: 'theirs.example', is_first: true, added: 3, left_out: [] });
    expect(await claimsHere()).toHaveLength(3);
    expect((await mirrored(later.id)).related).toEqual([
      { claim: (await mirrored(statement.id)).id, relation: 'contradicts' },
    ]);
    expect(await mirrored(statement.id)).toMatchObject({
      text: 'The bridge was built in 2024.',
      author: 'theirs.example',
      review: 'imported',
      topics: ['bridges'],
      claimants: [{ slug: 'ann-theirs', name: 'Ann Theirs' }],
      same_as: [`${url}/v1/claims/${statement.id}`, 'https://theirs.example/bridge'],
      quotes: [{ text: 'We built the bridge.', said_on: '2025-03-01', source: { publisher: 'The Paper' } }],
      verdict: { author: 'theirs.example', rating: { key: 'true' }, summary: VERDICT.summary },
    });
    expect(await mirrored(promise.id)).toMatchObject({
      promise: {
        action: BRIDGE.action,
        deadline: { phrase: 'this year', window_end: '2025-12-31' },
        result: 'kept',
      },
      outcomes: [{ kind: 'ruling', author: 'theirs.example', occurred_on: RULING.occurred_on }],
    });
    const person = (await ours.get('/v1/speakers/ann-theirs')).json;
    expect(person.wikidata_id).toBe('Q4242');
  });

  test('changes nothing when it is pulled again', async () => {
    const before = await footprint(ours);
    expect(await pull(ours.server, url)).toMatchObject({ is_first: false, entries: 0, added: 0, changed: 0 });
    expect(await footprint(ours)).toEqual(before);
  });

  test('is corrected, rated anew and added to as they do it, with what they say of it', async () => {
    await theirs.correct(statement.id, { text: 'The bridge was finished in 2024.' });
    await theirs.correct(quote.id, { text: 'We built a bridge.' }, 'typo');
    await theirs.verdict(statement.id, 'published', {
      rating: 'half_true',
      summary: 'Half of it.',
      reason: 'The other half is missing.',
    });
    const third = await theirs.publicClaim({ text: 'The river is 200 km long.' });
    expect(await pull(ours.server, url)).toMatchObject({ added: 1, changed: 1, left_out: [] });
    const here = await mirrored(statement.id);
    expect(here).toMatchObject({
      text: 'The bridge was finished in 2024.',
      quotes: [{ text: 'We built a bridge.' }],
      verdict: { rating: { key: 'half_true' }, summary: 'Half of it.', reason: 'The other half is missing.' },
      corrections: ['typo', 'correction'].map((kind) => ({
        kind,
        note: 'theirs.example: It read otherwise before.',
        fields: ['text'],
      })),
    });
    expect(await mirrored(third.id)).toMatchObject({ text: 'The river is 200 km long.' });
    const { data } = (await ours.get(`/v1/corrections?claim=${here.id}`)).json;
    expect(data.map(({ corrected_by }: { corrected_by: string }) => corrected_by)).toEqual([
      'theirs.example',
      'theirs.example',
    ]);
  });

  test('gains the deadlines that were given later and the clarifications, when it is new and when it is known', async () => {
    const postpone = async (id: string, end: string) => {
      const { position } = await theirs.deadline(id, windowOf('2025-04-01', end, { phrase: `by ${end}` }));
      await theirs.confirm(id, position);
    };
    const clarify = async (id: string, text: string) => {
      const { status } = await theirs.post(`/v1/claims/${id}/clarifications`, { text }, 'editor');
      expect(status).toBe(200);
    };
    const tunnel = await theirs.publicPromise(windowOf('2025-04-01', '2025-12-31'), {
      text: 'A tunnel will be built.',
    });
    await postpone(tunnel.id, '2026-12-31');
    await clarify(tunnel.id, 'Both tubes count.');
    expect(await pull(ours.server, url)).toMatchObject({ added: 1, changed: 0, left_out: [] });
    expect(await endsOf(tunnel.id)).toEqual(['2025-12-31', '2026-12-31']);
    expect((await mirrored(tunnel.id)).promise.clarifications).toMatchObject([
      { text: 'Both tubes count.', author: 'theirs.example' },
    ]);

    await postpone(tunnel.id, '2027-12-31');
    await clarify(tunnel.id, 'A trial run counts.');
    expect(await pull(ours.server, url)).toMatchObject({ added: 0, changed: 1, left_out: [] });
    expect(await endsOf(tunnel.id)).toEqual(['2025-12-31', '2026-12-31', '2027-12-31']);
    const { promise } = await mirrored(tunnel.id);
    expect(promise.deadline.window_end).toBe('2027-12-31');
    expect(promise.clarifications.map(({ text }: { text: string }) => text)).toEqual([
      'Both tubes count.',
      'A trial run counts.',
    ]);
  });

  test('is withdrawn as they withdraw it, with their reason', async () => {
    const { id } = await mirrored(promise.id);
    await theirs.withdraw(promise.id, 'It was nobody’s promise.');
    expect(await pull(ours.server, url)).toMatchObject({ withdrawn: 1, added: 0, changed: 0 });
    const gone = await ours.get(`/v1/claims/${id}`);
    expect(gone.status).toBe(410);
    expect(gone.body).toContain('theirs.example: It was nobody’s promise.');
    expect(await mirrored(promise.id)).toBeUndefined();
  });
});

describe('a server that does not keep to its log is refused, with nothing taken over', () => {
  const refused = async (address: string, why: RegExp): Promise<void> => {
    const before = await footprint(ours);
    await expect(pull(ours.server, address)).rejects.toThrow(why);
    expect(await footprint(ours)).toEqual(before);
  };

  test('one with another history under the same key', async () => {
    const [key] = await theirs.database.read.select().from(logKey);
    if (!key) throw new Error('there is no key');
    const { url: database_url, drop } = await freshDatabase();
    const database = await openDatabase(database_url);
    await database.write((tx) => tx.insert(logKey).values(key));
    await database.close();
    const other = await openNewsroom({ database_url });
    for (let i = 0; i < 20; i += 1) await other.publicClaim({ text: `Another history, ${i}.` });
    const address = await listen(other);
    const move = (from: string, to: string) =>
      ours.database.write((tx) => tx.update(pulls).set({ url: to }).where(eq(pulls.url, from)));
    await move(url, address);
    await refused(address, /shows another history than the one it signed/);
    await move(address, url);
    await other.close({ tampered: true });
    await drop();
  });

  test('one whose log is shorter than it was', async () => {
    const [known] = await ours.database.read.select().from(pulls).where(eq(pulls.url, url));
    if (!known) throw new Error('nothing was pulled');
    const set = (size: number) =>
      ours.database.write((tx) => tx.update(pulls).set({ size }).where(eq(pulls.url, url)));
    await set(known.size + 5);
    await refused(url, /shows another history/);
    await set(known.size);
  });

  test('one that shows a version otherwise than it was logged, or signs with another key', async () => {
    const between = Fastify();
    let change = (body: string): string => body.replaceAll('finished', 'painted');
    between.get('/*', async (request, reply) => {
      const answer = await fetch(`${url}${request.url}`);
      const body = await answer.text();
      const isChanged = request.url.startsWith('/v1/changes');
      return reply.code(answer.status).send(isChanged ? change(body) : body);
    });
    const address = await between.listen({ port: 0, host: '127.0.0.1' });
    await expect(pull(ours.server, address)).rejects.toThrow(/another text than the one logged/);
    change = (body) => body;
    await expect(pull(ours.server, address, { key: 'theirs.example+00000000+AAAA' })).rejects.toThrow(
      /another key|not signed by the key/,
    );
    await between.close();
  });

  test('one that nobody allowed to be asked', async () => {
    const closed = await openNewsroom();
    await expect(pull(closed.server, url)).rejects.toThrow(/not an address of the public internet/);
    await closed.close();
  });
});
