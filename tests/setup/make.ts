/** Things to test with, made through the API as a client would make them. */
import { expect } from 'vitest';
import type { TestServer, Who } from './server.ts';

/** Posts what must succeed; gives the answer's JSON. */
export const made = async (server: TestServer, url: string, body: unknown, as: Who = 'reporter') => {
  const reply = await server.post(url, body, as);
  expect(reply.status, reply.body).toBeLessThan(300);
  return reply.json;
};

let made_so_far = 0;
const next = (): number => {
  made_so_far += 1;
  return made_so_far;
};

export const makeSource = (server: TestServer, members: object = {}) =>
  made(server, '/v1/sources', { kind: 'speech', title: `Speech ${next()}`, ...members });

export const makeSpeaker = (server: TestServer, members: object = {}) =>
  made(server, '/v1/speakers', { name: `Speaker ${next()}`, ...members });

/** A quote with a speaker and a source of its own, unless they are given. */
export const makeQuote = async (server: TestServer, members: Record<string, unknown> = {}) => {
  const speaker = members.speaker ?? (await makeSpeaker(server)).id;
  const source = members.source ?? (await makeSource(server)).id;
  return made(server, '/v1/quotes', { text: `Words number ${next()}`, ...members, speaker, source });
};

export const makeClaim = (server: TestServer, members: object = {}, as: Who = 'reporter') =>
  made(server, '/v1/claims', { kind: 'statement', text: `Claim number ${next()}`, ...members }, as);

export const publishedClaim = async (server: TestServer, members: object = {}) => {
  const { id } = await makeClaim(server, members);
  return made(server, `/v1/claims/${id}/publish`, {}, 'editor');
};

export const PROMISE = {
  kind: 'promise',
  promise: { action: 'The road is built', criteria: 'Cars use it', testability: 'testable' },
};

const EVIDENCE = [{ url: 'https://example.org/register', title: 'Register', stance: 'supports' }];

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

export type Findings = 'verdicts' | 'outcomes';
export type State = 'draft' | 'in_review' | 'published' | 'superseded' | 'rejected';

/** A finding on `claim` that has reached a state. */
export const makeFinding = async (
  server: TestServer,
  findings: Findings,
  claim: string,
  state: State = 'draft',
  members: object = {},
) => {
  const fields = findings === 'verdicts' ? VERDICT : RULING;
  const url = `/v1/claims/${claim}/${findings}`;
  let finding = await made(server, url, { ...fields, reason: 'It was looked into again.', ...members });
  const move = async (name: string, body: object = {}, as: Who = 'editor') => {
    finding = await made(server, `/v1/${findings}/${finding.id}/${name}`, body, as);
  };
  if (state === 'draft') return finding;
  await move('submit', {}, 'reporter');
  if (state === 'rejected') await move('reject', { reason: 'The register is from 2019.' });
  if (state === 'published' || state === 'superseded') await move('publish');
  if (state !== 'superseded') return finding;
  await makeFinding(server, findings, claim, 'published', { reason: 'New evidence came up.' });
  return (await server.get(`/v1/${findings}/${finding.id}`, 'reporter')).json;
};

/** The scale that the seed ships with, small. */
export const makeScale = (server: TestServer) =>
  made(
    server,
    '/v1/rating-scales',
    {
      key: 'truth',
      title: 'Truth',
      ratings: ['false', 'half_true', 'true'].map((key, order) => ({
        key,
        labels: { en: key },
        order,
        value: order,
        description: key,
      })),
    },
    'admin',
  );

/** How many lines, documents and rows there are: what a refused request must leave alone. */
export const footprint = async (server: TestServer): Promise<unknown> => {
  const { database } = server;
  const { sql } = await import('drizzle-orm');
  const tables = ['events', 'documents', 'entries', 'claims', 'quotes', 'speakers', 'sources', 'scales'];
  const more = ['verdicts', 'outcomes', 'promises', 'deadlines', 'corrections', 'keys', 'idempotency'];
  const counts: Record<string, number> = {};
  for (const table of [...tables, ...more]) {
    const rows = await database.read
      .select({ n: sql<number>`count(*)`.mapWith(Number) })
      .from(sql.raw(table));
    counts[table] = rows[0]?.n ?? 0;
  }
  return counts;
};
