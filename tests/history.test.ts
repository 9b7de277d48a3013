import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Newsroom, openNewsroom } from './setup/desk.ts';
import { atLength } from './setup/length.ts';

describe('versions', () => {
  let server: Newsroom;
  let claim: string;
  beforeAll(async () => {
    server = await openNewsroom();
    await server.scale();
    const speaker = (await server.speaker({ name: 'Élise Müller' })).id;
    claim = (await server.publicClaim({ claimants: [speaker], topics: ['bridges', 'roads'] })).id;
    server.clock.set('2026-01-16T12:00:00.000Z');
    await server.correct(claim, {
      text: 'The bridge was finished in 2021.',
      topics: ['bridges'],
    });
    (await server.verdict(claim, 'published')).id;
    server.clock.set('2026-01-17T12:00:00.000Z');
    await server.withdraw(claim);
  });
  afterAll(() => server.close());

  test('every version is listed, newest first, with its hash and place in the log', async () => {
    const { data } = (await server.get(`/v1/claims/${claim}/versions`)).json;
    expect(data.map((found: { version: number }) => found.version)).toEqual([4, 3, 2, 1]);
    expect(data.map((found: { publication: string }) => found.publication)).toEqual([
      'withdrawn',
      'published',
      'published',
      'published',
    ]);
    const first = (await server.get(`/v1/claims/${claim}/versions?limit=3`)).json;
    const rest = (await server.get(`/v1/claims/${claim}/versions?limit=3&cursor=${first.next}`)).json;
    expect([...first.data, ...rest.data]).toEqual(data);
    expect(rest.next).toBe(null);
  });

  test('a version never changes, may be cached for ever, and stays when its claim was withdrawn', async () => {
    const { status, headers, json, body } = await server.get(`/v1/claims/${claim}/versions/1`);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      version: 1,
      text: 'The bridge was finished in 2020.',
      publication: 'published',
    });
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers.link).toContain(`</v1/claims/${claim}>; rel="latest-version"`);
    const etag = headers.etag ?? '';
    const again = await server.ask('GET', `/v1/claims/${claim}/versions/1`, {
      headers: { 'if-none-match': etag },
    });
    expect(again.status).toBe(304);
    expect((await server.get(`/v1/claims/${claim}?as_of=2026-01-15`)).body).toBe(body);
    expect((await server.get(`/v1/claims/${claim}`)).status).toBe(410);
    expect((await server.get(`/v1/claims/${claim}/versions/4`)).json.publication).toBe('withdrawn');
  });

  test('two versions are compared field by field, in either direction', async () => {
    const { json, headers } = await server.get(`/v1/claims/${claim}/versions/1...2`);
    expect(json).toMatchObject({ id: claim, from: { version: 1 }, to: { version: 2 } });
    expect(headers['cache-control']).toContain('immutable');
    const change = (field: string) => json.changes.find((item: { field: string }) => item.field === field);
    expect(json.changes.map((item: { field: string }) => item.field).toSorted()).toEqual(
      ['corrections', 'text', 'topics'].map((name) => expect.stringMatching(`^${name}`)),
    );
    expect(change('text')).toEqual({
      field: 'text',
      before: 'The bridge was finished in 2020.',
      after: 'The bridge was finished in 2021.',
    });
    expect(change('topics')).toMatchObject({ before: ['bridges', 'roads'], after: ['bridges'] });
    const back = (await server.get(`/v1/claims/${claim}/versions/2...1`)).json;
    expect(back.changes.find((item: { field: string }) => item.field === 'text').after).toBe(
      'The bridge was finished in 2020.',
    );
    expect((await server.get(`/v1/claims/${claim}/versions/2...2`)).json.changes).toEqual([]);
    const rated = (await server.get(`/v1/claims/${claim}/versions/2...3`)).json.changes;
    expect(rated).toMatchObject([{ field: 'verdict', before: null, after: { rating: { key: 'true' } } }]);
  });

  test('what was never public has no versions, for nobody', async () => {
    const draft = (await server.claim({ text: 'Not yet.' })).id;
    for (const as of [null, 'reporter', 'admin'] as const) {
      for (const path of ['versions', 'versions/1', 'versions/1...1']) {
        expect((await server.get(`/v1/claims/${draft}/${path}`, as)).status).toBe(404);
      }
    }
    for (const path of ['versions/99', 'versions/1...99']) {
      expect((await server.get(`/v1/claims/${claim}/${path}`)).status).toBe(404);
    }
    for (const path of ['versions/0', 'versions/x', 'versions/1..2', 'versions/-1', 'versions/1...']) {
      expect((await server.get(`/v1/claims/${claim}/${path}`)).status).toBe(400);
    }
  });

  test('drafts have no past to ask for', async () => {
    const asked = await server.get('/v1/claims?publication=draft&as_of=2026-01-15', 'editor');
    expect(asked).toMatchObject({ status: 400, json: { errors: [{ parameter: 'as_of' }] } });
  });
});

/**
 * A random history, done through the server and in a model that knows nothing of documents or entries:
 * it keeps what a reader would have seen after each step. Set HISTORY_STEPS for longer ones.
 */
describe('time travel', () => {
  const KINDS = ['statement', 'promise'] as const;
  const WORDS = ['apple', 'bread', 'cheese'] as const;
  const RATINGS = ['true', 'half_true', 'false'] as const;
  const RESULTS = ['kept', 'not_kept'] as const;
  const START = '2026-01-08T20:00:00.000Z';
  const WINDOW = { window_start: '2026-01-10', window_end: '2026-01-14' };
  /** Kyiv's days begin two hours before those of UTC in winter. */
  const dayOf = (at: string): string => new Date(Date.parse(at) + 2 * 3_600_000).toISOString().slice(0, 10);
  const endOf = (day: string): string => new Date(Date.parse(`${day}T22:00:00.000Z`) - 1).toISOString();

  const which = fc.nat({ max: 7 });
  const step = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('create' as const),
        kind: fc.constantFrom(...KINDS),
        word: fc.constantFrom(...WORDS),
      }),
    },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('publish' as const), which }) },
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('rate' as const), which, rating: fc.constantFrom(...RATINGS) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('rule' as const), which, result: fc.constantFrom(...RESULTS) }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('correct' as const), which, word: fc.constantFrom(...WORDS) }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), which }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('rename' as const), word: fc.constantFrom(...WORDS) }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('wait' as const),
        ms: fc.constantFrom(1, 1, 999, 3_600_000, 40_000_000, -5_000),
      }),
    },
  );
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

  interface Seen {
    kind: string;
    word: string;
    speaker: string;
    published: boolean;
    withdrawn: boolean;
    verdicts: { id: string; rating: string }[];
    outcomes: number;
    result: string | null;
    done_on: string | null;
    version: number;
  }
  type World = Map<string, Seen>;

  /** What changes a claim's public face makes a version; the model counts them itself. */
  const shown = ({ version: _, ...rest }: Seen): string => JSON.stringify(rest);

  const play = async (server: Newsroom, steps: readonly Step[]) => {
    await server.scale();
    const speaker = (await server.speaker({ name: 'Someone' })).id;
    const world: World = new Map();
    const moments: { at: string; world: World }[] = [];
    let name = 'Someone';
    let now = Date.parse(START);
    let last = now;

    /** Does one thing in both worlds; `change` says what a reader sees after it. */
    const done = (change: (claim: Seen, id: string) => void) => {
      last = Math.max(last, now);
      for (const [id, claim] of world) {
        const next = { ...claim, verdicts: [...claim.verdicts] };
        change(next, id);
        if (next.published && shown(next) !== shown(claim)) next.version += 1;
        world.set(id, next);
      }
      moments.push({ at: new Date(last).toISOString(), world: new Map(world) });
    };

    for (const [n, action] of steps.entries()) {
      const ids = [...world.keys()];
      const id = 'which' in action ? (ids[ids.length - 1 - action.which] ?? '') : '';
      const claim = world.get(id);
      const isOpen = claim?.published === true && !claim.withdrawn;
      const only = (change: (claim: Seen) => void) =>
        done((seen, other) => {
          if (other === id) change(seen);
        });
      if (action.do === 'wait') {
        now += action.ms;
        server.clock.set(new Date(now).toISOString());
      } else if (action.do === 'create') {
        const promise = { action: 'It', criteria: 'Seen', deadline: { kind: 'calendar', ...WINDOW } };
        const made = (
          await server.claim({
            kind: action.kind,
            text: `About ${action.word}, number ${n}.`,
            topics: [action.word],
            claimants: [speaker],
            ...(action.kind === 'promise' ? { promise } : {}),
          })
        ).id;
        world.set(made, {
          kind: action.kind,
          word: action.word,
          speaker: name,
          published: false,
          withdrawn: false,
          verdicts: [],
          outcomes: 0,
          result: null,
          done_on: null,
          version: 0,
        });
        done(() => undefined);
      } else if (action.do === 'publish' && claim && !claim.published) {
        await server.publish(id);
        only((seen) => {
          seen.published = true;
        });
      } else if (action.do === 'correct' && isOpen && claim.word !== action.word) {
        const patch = { text: `About ${action.word}, corrected at ${n}.`, topics: [action.word] };
        await server.correct(id, patch);
        only((seen) => {
          seen.word = action.word;
        });
      } else if (action.do === 'rate' && isOpen) {
        const verdict = (
          await server.verdict(id, 'published', { rating: action.rating, reason: 'Seen anew.' })
        ).id;
        only((seen) => void seen.verdicts.push({ id: verdict, rating: action.rating }));
      } else if (action.do === 'rule' && isOpen && claim.kind === 'promise') {
        const occurred_on = dayOf(new Date(last).toISOString());
        (
          await server.outcome(id, 'published', {
            result: action.result,
            occurred_on,
            reason: `Seen anew at ${n}.`,
          })
        ).id;
        only((seen) => {
          seen.outcomes += 1;
          seen.result = action.result;
          seen.done_on = action.result === 'kept' ? occurred_on : null;
        });
      } else if (action.do === 'withdraw' && isOpen) {
        await server.withdraw(id);
        only((seen) => {
          seen.withdrawn = true;
        });
      } else if (action.do === 'rename' && !name.endsWith(action.word)) {
        name = `Someone ${action.word}`;
        await server.patch(`/v1/speakers/${speaker}`, { name }, 'editor');
        done((seen) => {
          if (!seen.withdrawn) seen.speaker = name;
        });
      }
    }
    return { moments, speaker };
  };

  /** What the model says of an instant: after all that happened up to it. */
  const worldAt = (moments: readonly { at: string; world: World }[], instant: string): World =>
    moments.findLast(({ at }) => at <= instant)?.world ?? new Map();

  const timelinessOn = ({ kind, done_on }: Seen, day: string): string | undefined => {
    if (kind !== 'promise') return undefined;
    if (done_on !== null) return done_on > WINDOW.window_end ? 'late' : 'on_time';
    return day > WINDOW.window_end ? 'overdue' : day < WINDOW.window_start ? 'not_due' : 'in_window';
  };

  const checkItems = async (server: Newsroom, as_of: string, day: string, world: World, ids: Set<string>) => {
    for (const id of ids) {
      const claim = world.get(id);
      const { status, json } = await server.get(`/v1/claims/${id}?as_of=${as_of}`);
      const expected = !claim?.published ? 404 : claim.withdrawn ? 410 : 200;
      expect(status, `${id} as of ${as_of}`).toBe(expected);
      if (!claim || expected === 404) continue;
      if (expected === 410) {
        expect(json.tombstone.version).toBe(claim.version);
        continue;
      }
      expect(json).toMatchObject({
        version: claim.version,
        kind: claim.kind,
        topics: [claim.word],
        claimants: [{ name: claim.speaker }],
      });
      expect(json.text).toContain(claim.word);
      expect(json.verdict?.rating.key).toBe(claim.verdicts.at(-1)?.rating);
      expect(json.promise?.timeliness).toBe(timelinessOn(claim, day));
      expect(json.promise?.result ?? null).toBe(claim.result);
      const line = (await server.get(`/v1/claims/${id}/verdicts?as_of=${as_of}&count=exact&limit=100`)).json;
      expect(line.count.value).toBe(claim.verdicts.length);
      expect(
        Object.fromEntries(line.data.map((found: { id: string; state: string }) => [found.id, found.state])),
      ).toEqual(
        Object.fromEntries(
          claim.verdicts.map((verdict, i) => [
            verdict.id,
            i === claim.verdicts.length - 1 ? 'published' : 'superseded',
          ]),
        ),
      );
    }
  };

  const checkLists = async (server: Newsroom, as_of: string, world: World, speaker: string) => {
    type Filter = [query: string, test: (claim: Seen) => boolean];
    const filters: Filter[] = [
      ['', () => true],
      [`speaker=${speaker}&sort=published_at`, () => true],
      ...KINDS.map((kind): Filter => [`kind=${kind}`, (claim) => claim.kind === kind]),
      ...RATINGS.map((key): Filter => [`rating=${key}`, (claim) => claim.verdicts.at(-1)?.rating === key]),
      ...RESULTS.map((result): Filter => [`result=${result}`, (claim) => claim.result === result]),
      ...WORDS.flatMap((word): Filter[] => [
        [`topic=${word}`, (claim) => claim.word === word],
        [`q=${word}`, (claim) => claim.word === word || claim.speaker.endsWith(word)],
        [`topic=${word}&kind=promise`, (claim) => claim.word === word && claim.kind === 'promise'],
      ]),
    ];
    const open = [...world].filter(([, claim]) => claim.published && !claim.withdrawn);
    for (const [query, test] of filters) {
      const expected = open.filter(([, claim]) => test(claim)).map(([id]) => id);
      const found: string[] = [];
      let next: string | null = '';
      while (next !== null) {
        const { json, status } = await server.get(
          `/v1/claims?${query}&as_of=${as_of}&count=exact&limit=5${next && `&cursor=${next}`}`,
        );
        if (status === 400) {
          // A topic that no claim ever had and a speaker who was never public are refused, and no other.
          expect(query).toMatch(/^(topic|speaker)=/);
          expect(expected, `${query} as of ${as_of}`).toEqual([]);
          break;
        }
        expect(json.count, `${query} as of ${as_of}`).toEqual({ value: expected.length, is: 'exact' });
        found.push(...json.data.map(({ id }: { id: string }) => id));
        next = json.next;
      }
      expect(found.toSorted(), `${query} as of ${as_of}`).toEqual(expected.toSorted());
    }
    const { data } = (await server.get(`/v1/topics?as_of=${as_of}`)).json;
    const count = (word: string) => open.filter(([, claim]) => claim.word === word).length;
    expect(data).toEqual(
      WORDS.filter((word) => count(word) > 0).map((topic) => ({ topic, claims: count(topic) })),
    );
  };

  const STEPS = Number(process.env.HISTORY_STEPS ?? 60);
  /** So many instants of a history are looked at. */
  const LOOKS = 12;

  test('as of every instant, items, lists, filters and counts are what a model of the history says', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: STEPS, maxLength: STEPS, size: 'max' }),
        fc.nat(),
        async (steps, seed) => {
          const server = await openNewsroom({ now: START, settings: { ONRECORD_TIMEZONE: 'Europe/Kyiv' } });
          try {
            const { moments, speaker } = await play(server, steps);
            const ids = new Set(moments.flatMap(({ world }) => [...world.keys()]));
            const ats = [...new Set(moments.map(({ at }) => at))];
            const instants = ats.flatMap((at) => [at, new Date(Date.parse(at) - 1).toISOString()]);
            const looks = instants.filter(
              (_, i) => (i + seed) % Math.max(1, Math.floor(instants.length / LOOKS)) === 0,
            );
            for (const as_of of looks) {
              const world = worldAt(moments, as_of);
              await checkItems(server, as_of, dayOf(as_of), world, ids);
              await checkLists(server, as_of, world, speaker);
            }
            for (const day of new Set(ats.slice(0, -1).map(dayOf))) {
              const world = worldAt(moments, endOf(day));
              await checkItems(server, day, day, world, ids);
              await checkLists(server, day, world, speaker);
            }
          } finally {
            await server.close();
          }
        },
      ),
      { numRuns: Number(process.env.HISTORY_RUNS ?? atLength(1, 3)), endOnFailure: true },
    );
  }, 1_200_000);
});
