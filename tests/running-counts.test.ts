/** Counts that are kept in memory are those that counting anew finds, whatever changes and whoever changes it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../src/app.ts';
import { openDatabase } from '../src/db/database.ts';
import { createPromiseCounts, type Group, promiseGroups } from '../src/newsroom/promises/summary.ts';
import { type Newsroom, openNewsroom, windowOf } from './setup/desk.ts';

const inOrder = (groups: readonly Group[]): string[] => groups.map((group) => JSON.stringify(group)).sort();

describe('kept counts', () => {
  let server: Newsroom;
  let counts: ReturnType<typeof createPromiseCounts>;

  beforeAll(async () => {
    server = await openNewsroom({ now: '2025-08-20T12:00:00.000Z' });
    await server.scale();
    counts = createPromiseCounts(server.database.search);
  });
  afterAll(() => server.close());

  const expectRight = async (): Promise<Group[]> => {
    const query = { today: server.server.today(), about: [] };
    const kept = await counts(query);
    expect(inOrder(kept)).toEqual(inOrder(await promiseGroups(server.database.search, query)));
    // What one term leads to is what a filter of several values finds.
    const of = (...values: string[]) => counts({ ...query, about: [{ term: 'topic', values }] });
    expect(inOrder(await of('harbours'))).toEqual(inOrder(await of('harbours', 'nothing')));
    return kept;
  };

  test('of promises follow what is published, ruled, put off, corrected and withdrawn, and the days', async () => {
    expect(await expectRight()).toEqual([]);
    const due = await server.publicPromise(windowOf('2025-08-01', '2025-08-25'), { topics: ['Harbours'] });
    const later = await server.publicPromise(windowOf('2025-09-01', '2025-09-05'));
    await server.publicPromise(null, { topics: ['harbours', 'quays'] });
    await server.promise(windowOf('2025-08-01', '2025-08-25'));
    expect((await expectRight()).map(({ timeliness }) => timeliness).sort()).toEqual([
      'in_window',
      'no_deadline',
      'not_due',
    ]);
    server.on('2025-08-26');
    expect((await expectRight()).map(({ timeliness }) => timeliness)).toContain('overdue');
    await server.deadline(due.id, { ...windowOf('2025-08-27', '2025-09-30'), phrase: 'by autumn' });
    await server.confirm(due.id, 2);
    expect((await expectRight()).map(({ timeliness }) => timeliness)).not.toContain('overdue');
    server.on('2025-09-03');
    await server.outcome(later.id, 'published', { occurred_on: '2025-09-02' });
    await server.outcome(due.id, 'published', { progress: 'stalled' });
    const ruled = await expectRight();
    expect(ruled.find(({ result }) => result === 'kept')).toMatchObject({
      timeliness: 'on_time',
      promises: 1,
    });
    expect(ruled.find(({ progress }) => progress === 'stalled')).toMatchObject({ promises: 1 });
    await server.correct(later.id, { promise: { testability: 'untestable' } });
    await server.withdraw(due.id);
    expect((await expectRight()).reduce((sum, { promises }) => sum + promises, 0)).toBe(2);
    // As another process would see it: nothing has told these counts of the changes.
    const others = createPromiseCounts(server.database.search);
    expect(inOrder(await others({ today: server.server.today(), about: [] }))).toEqual(
      inOrder(await expectRight()),
    );
  });

  test('of facets follow what they are of, and stay where something else has changed', async () => {
    const countsOf = async (list: string): Promise<Record<string, number>> => {
      const { facets } = (await server.get(`${list}&facets=kind,speaker`)).json;
      return Object.fromEntries(
        facets.flatMap(({ values }: { values: { label: string; count: number }[] }) =>
          values.map(({ label, count }) => [label, count]),
        ),
      );
    };
    const ada = await server.speaker({ name: 'Ada Example', slug: 'ada' });
    const about = { claimants: [ada.id], topics: ['bridges'] };
    const { id } = await server.publicClaim({ ...about, text: 'The bridge is open.' });
    const list = '/v1/claims?topic=bridges';
    expect(await countsOf(list)).toEqual({ statement: 1, 'Ada Example': 1 });
    await server.publicClaim({ ...about, topics: ['roads'], text: 'The road is open.' });
    expect(await countsOf(list)).toEqual({ statement: 1, 'Ada Example': 1 });
    await server.publicClaim({ ...about, kind: 'prediction', text: 'The bridge will last.' });
    expect(await countsOf(list)).toEqual({ statement: 1, prediction: 1, 'Ada Example': 2 });
    await server.correct(ada.id, { name: 'Ada Renamed' });
    expect(await countsOf(list)).toEqual({ statement: 1, prediction: 1, 'Ada Renamed': 2 });
    await server.correct(id, { topics: ['roads'] });
    expect(await countsOf(list)).toEqual({ prediction: 1, 'Ada Renamed': 1 });
    expect(await countsOf('/v1/claims?topic=roads')).toEqual({ statement: 2, 'Ada Renamed': 2 });
  });

  test('of what the record holds and of topics follow what is published, corrected and withdrawn', async () => {
    const asked = ['/v1/stats', '/v1/topics?limit=100'];
    const expectSame = async () => {
      const database = await openDatabase(server.database_url);
      const app = await buildApp(server.config, database, { clock: server.clock });
      const [stats, topics] = await Promise.all(asked.map(async (path) => (await app.inject(path)).json()));
      await app.close();
      const kept = await Promise.all(asked.map(async (path) => (await server.get(path)).json));
      expect(kept).toEqual([stats, topics]);
      return { ...stats, topics: topics.data.map(({ topic }: { topic: string }) => topic) };
    };
    const { published } = await expectSame();
    const { id } = await server.publicClaim({ text: 'The pier is open.', topics: ['Piers'] });
    const speaker = await server.speaker({ name: 'Grace Example' });
    await server.publicClaim({ text: 'The pier will stay.', kind: 'prediction', claimants: [speaker.id] });
    await server.claim({ text: 'A draft counts nowhere.' });
    const second = await expectSame();
    expect(second.published.claim).toBe(published.claim + 2);
    expect(second.topics).toContain('Piers');
    server.on('2025-10-02');
    await server.correct(id, { kind: 'not_checkable' });
    await server.publicClaim({ text: 'The pier is new.', topics: ['piers', 'Wharves'] });
    await server.withdraw(id);
    const last = await expectSame();
    expect(last.topics).toEqual(expect.arrayContaining(['piers', 'Wharves']));
    expect(last.topics).not.toContain('Piers');
    expect(last).toMatchObject({
      published: { claim: published.claim + 2 },
      by_month: expect.arrayContaining([{ month: '2025-10', published: { claim: 1 } }]),
    });
  });
});
