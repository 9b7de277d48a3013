/**
 * A newsroom at work: what its people do, one verb each, through the API as a client would. Every verb expects
 * success and gives the answer’s JSON; what must be refused is asked of the server itself.
 */
import { expect } from 'vitest';
import { typeOf } from '../../src/record/ids.ts';
import { type Reply, startServer, type TestServer, type Who } from './server.ts';

type Members = Record<string, unknown>;
export type State = 'draft' | 'in_review' | 'published' | 'superseded' | 'rejected';
export type Findings = 'verdicts' | 'outcomes';

export const EVIDENCE = [{ url: 'https://example.org/register', title: 'Register', stance: 'supports' }];

export const SCALE = {
  key: 'truth',
  title: 'Truth',
  ratings: ['false', 'half_true', 'true'].map((key, order) => ({
    key,
    labels: { en: key },
    order,
    value: order,
    description: `It is ${key}.`,
  })),
};

export const VERDICT = {
  rating: 'true',
  summary: 'It is so.',
  rationale: 'The register says so.',
  evidence: EVIDENCE,
};
export const UPDATE = { progress: 'in_progress', note: 'Work began.', evidence: EVIDENCE };
export const RULING = {
  result: 'kept',
  occurred_on: '2025-09-01',
  note: 'It was built.',
  evidence: EVIDENCE,
};

/** What makes a promise testable, without a deadline. */
export const BRIDGE = {
  action: 'Build the bridge.',
  criteria: 'Kept if traffic crosses it.',
  testability: 'testable',
};

/** What makes of a claim a promise that has no deadline yet. */
export const PROMISE = { kind: 'promise', promise: BRIDGE };

/** A deadline that a person set. */
export const windowOf = (window_start: string | null, window_end: string | null, more: Members = {}) => ({
  kind: 'calendar',
  window_start,
  window_end,
  ...more,
});

const PLURALS: Record<string, string> = {
  claim: 'claims',
  quote: 'quotes',
  speaker: 'speakers',
  source: 'sources',
  verdict: 'verdicts',
  outcome: 'outcomes',
  anchor: 'anchors',
  scale: 'rating-scales',
};

/** Where a thing is read, by its id; a path stays as it is. */
export const pathOf = (id: string): string => (id.startsWith('/') ? id : `/v1/${PLURALS[typeOf(id)]}/${id}`);

/** The answer, which must be a success. */
export const done = (reply: Reply): Reply => {
  expect(reply.status, reply.body).toBeLessThan(300);
  return reply;
};

/** The verbs of a newsroom over a server. */
export const verbsOf = (server: TestServer) => {
  let count = 0;
  const next = (): number => {
    count += 1;
    return count;
  };
  const make = async (url: string, body: unknown, as: Who = 'reporter') =>
    done(await server.post(url, body, as)).json;
  const read = async (id: string, as: Who = null) => done(await server.get(pathOf(id), as)).json;
  const move = (id: string, name: string, body: object, as: Who) => make(`${pathOf(id)}/${name}`, body, as);
  const change = async (id: string, members: object, as: Who = 'reporter') =>
    done(await server.patch(pathOf(id), members, as)).json;

  const speaker = (members: Members = {}, as?: Who) =>
    make('/v1/speakers', { name: `Speaker ${next()}`, ...members }, as);
  const source = (members: Members = {}, as?: Who) =>
    make('/v1/sources?allow_duplicate=true', { kind: 'speech', title: `Speech ${next()}`, ...members }, as);
  const claim = (members: Members = {}, as?: Who) =>
    make(
      '/v1/claims?allow_duplicate=true',
      { kind: 'statement', text: 'The bridge was finished in 2020.', ...members },
      as,
    );
  const publish = (id: string, as: Who = 'editor') => move(id, 'publish', {}, as);

  const finding = async (
    findings: Findings,
    claim_id: string,
    state: State = 'draft',
    members: Members = {},
    as: Who = 'reporter',
  ) => {
    const fields = findings === 'verdicts' ? VERDICT : 'progress' in members ? UPDATE : RULING;
    const reason = 'It was looked into again.';
    const proposed = await make(`/v1/claims/${claim_id}/${findings}`, { ...fields, reason, ...members }, as);
    const { id } = proposed;
    if (state === 'draft') return proposed;
    const submitted = await move(id, 'submit', {}, 'reporter');
    if (state === 'in_review') return submitted;
    if (state === 'rejected') return move(id, 'reject', { reason: 'The register is from 2019.' }, 'editor');
    const published = await publish(id);
    if (state === 'published') return published;
    await finding(findings, claim_id, 'published', { ...members, reason: 'New evidence came up.' });
    return read(id, 'reporter');
  };

  return {
    make,
    read,
    /** Moves the clock to noon of a day. */
    on: (day: string) => server.clock.set(`${day}T12:00:00.000Z`),
    speaker,
    source,
    /** A quote with a speaker and a source of its own, unless they are given. */
    quote: async (members: Members = {}, as?: Who) => {
      const speaker_id = members.speaker ?? (await speaker()).id;
      const source_id = members.source ?? (await source()).id;
      const body = { text: `Words number ${next()}.`, ...members, speaker: speaker_id, source: source_id };
      return make('/v1/quotes', body, as);
    },
    claim,
    publicClaim: async (members: Members = {}) => publish((await claim(members)).id),
    /** A draft of a promise, with what else its claim says. */
    promise: (deadline: Members | null, members: Members = {}, as?: Who) =>
      claim({ kind: 'promise', promise: { ...BRIDGE, deadline }, ...members }, as),
    publicPromise: async (deadline: Members | null, members: Members = {}) =>
      publish((await claim({ kind: 'promise', promise: { ...BRIDGE, deadline }, ...members })).id),
    scale: (members: Members = {}) => make('/v1/rating-scales', { ...SCALE, ...members }, 'admin'),
    anchor: (members: Members = {}) =>
      make('/v1/anchors', { key: `event_${next()}`, title: 'An event', ...members }, 'editor'),
    finding,
    verdict: (claim_id: string, state?: State, members?: Members, as?: Who) =>
      finding('verdicts', claim_id, state, members, as),
    outcome: (claim_id: string, state?: State, members?: Members, as?: Who) =>
      finding('outcomes', claim_id, state, members, as),
    /** Adds a deadline beside those there are. */
    deadline: (claim_id: string, members: Members, as?: Who) =>
      make(`/v1/claims/${claim_id}/deadlines`, members, as),
    confirm: (claim_id: string, position: number, as: Who = 'editor') =>
      make(`/v1/claims/${claim_id}/deadlines/${position}/confirm`, {}, as),
    submit: (id: string, as: Who = 'reporter') => move(id, 'submit', {}, as),
    publish,
    withdraw: (id: string, reason = 'It was nobody’s claim.') => move(id, 'withdraw', { reason }, 'editor'),
    /** Changes a draft. */
    change,
    /** Changes what is public, with a correction. */
    correct: (id: string, members: object, kind = 'correction') =>
      change(id, { ...members, correction: { kind, note: 'It read otherwise before.' } }, 'editor'),
  };
};

export type Newsroom = TestServer & ReturnType<typeof verbsOf>;

/** Starts a server, and its newsroom with it. */
export const openNewsroom = async (options: Parameters<typeof startServer>[0] = {}): Promise<Newsroom> => {
  const server = await startServer(options);
  return Object.assign(server, verbsOf(server));
};
