/** What a newsroom does, in one call each. Every call expects success. */
import { expect } from 'vitest';
import type { Reply, TestServer } from './server.ts';

const done = (reply: Reply): Reply => {
  expect(reply.status, reply.body).toBeLessThan(300);
  return reply;
};

export const SCALE = {
  key: 'truth',
  title: 'Truth',
  ratings: ['true', 'half', 'false'].map((key, order) => ({
    key,
    labels: { en: key },
    order,
    value: null,
    description: `It is ${key}.`,
  })),
};

export const EVIDENCE = [{ url: 'https://example.org/register', title: 'Register', stance: 'supports' }];

export const addScale = async (server: TestServer): Promise<string> =>
  done(await server.post('/v1/rating-scales', SCALE, 'admin')).json.id;

export const addSpeaker = async (server: TestServer, name: string): Promise<string> =>
  done(await server.post('/v1/speakers', { name }, 'reporter')).json.id;

export const addSource = async (server: TestServer, body: object = {}): Promise<string> =>
  done(await server.post('/v1/sources', { kind: 'speech', title: 'A speech', ...body }, 'reporter')).json.id;

export const addQuote = async (server: TestServer, body: object): Promise<string> =>
  done(await server.post('/v1/quotes', body, 'reporter')).json.id;

export const addClaim = async (server: TestServer, body: object = {}): Promise<string> =>
  done(
    await server.post(
      '/v1/claims',
      { kind: 'statement', text: 'The bridge was finished in 2020.', ...body },
      'reporter',
    ),
  ).json.id;

export const publish = async (server: TestServer, path: string): Promise<Reply> =>
  done(await server.post(`${path}/publish`, {}, 'editor'));

export const addPublishedClaim = async (server: TestServer, body: object = {}): Promise<string> => {
  const id = await addClaim(server, body);
  await publish(server, `/v1/claims/${id}`);
  return id;
};

/** A verdict up to `state`; gives its id. */
export const addVerdict = async (
  server: TestServer,
  claim: string,
  body: object = {},
  state: 'draft' | 'in_review' | 'published' = 'published',
): Promise<string> => {
  const verdict = {
    rating: 'true',
    summary: 'It was.',
    rationale: 'So it says.',
    evidence: EVIDENCE,
    ...body,
  };
  const { id } = done(await server.post(`/v1/claims/${claim}/verdicts`, verdict, 'reporter')).json;
  if (state !== 'draft') done(await server.post(`/v1/verdicts/${id}/submit`, {}, 'reporter'));
  if (state === 'published') await publish(server, `/v1/verdicts/${id}`);
  return id;
};

/** An outcome up to `state`; gives its id. */
export const addOutcome = async (
  server: TestServer,
  claim: string,
  body: object,
  state: 'draft' | 'in_review' | 'published' = 'published',
): Promise<string> => {
  const outcome = { note: 'It was seen.', evidence: EVIDENCE, ...body };
  const { id } = done(await server.post(`/v1/claims/${claim}/outcomes`, outcome, 'reporter')).json;
  if (state !== 'draft') done(await server.post(`/v1/outcomes/${id}/submit`, {}, 'reporter'));
  if (state === 'published') await publish(server, `/v1/outcomes/${id}`);
  return id;
};

export const correct = async (server: TestServer, path: string, patch: object, kind = 'correction') =>
  done(
    await server.patch(path, { ...patch, correction: { kind, note: 'It read otherwise before.' } }, 'editor'),
  );

export const withdraw = async (server: TestServer, path: string, reason = 'It was nobody’s claim.') =>
  done(await server.post(`${path}/withdraw`, { reason }, 'editor'));
