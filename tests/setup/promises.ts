/** Promises to test with, made through the server. */
import { expect } from 'vitest';
import type { TestServer } from './server.ts';

export interface Said {
  text?: string;
  quote?: string;
  said_on?: string | null;
  language?: string | null;
  speaker?: string;
  topics?: string[];
  promise?: Record<string, unknown> | null;
}

const speakers = new WeakMap<TestServer, Map<string, string>>();

/** The id of a speaker and of a speech of theirs; the same ones for the same name. */
export const speakerAndSource = async (server: TestServer, name = 'Élise Müller') => {
  const known = speakers.get(server) ?? new Map<string, string>();
  speakers.set(server, known);
  for (const [key, url, body] of [
    [name, '/v1/speakers', { name }],
    ['source', '/v1/sources', { kind: 'speech', title: 'A speech' }],
  ] as const) {
    if (!known.has(key)) known.set(key, (await server.post(url, body, 'reporter')).json.id);
  }
  return { speaker: known.get(name) ?? '', source: known.get('source') ?? '' };
};

export const bridge = {
  action: 'Build the bridge.',
  criteria: 'Kept if traffic crosses it.',
  testability: 'testable',
};

/** A draft of a promise, with one quote; gives the answer to its creation. */
export const draftPromise = async (server: TestServer, said: Said = {}) => {
  const { speaker, source } = await speakerAndSource(server, said.speaker);
  const { said_on = '2025-08-15', language = null } = said;
  const reply = await server.post(
    '/v1/claims?allow_duplicate=true',
    {
      kind: 'promise',
      text: said.text ?? 'The bridge will be built.',
      topics: said.topics ?? [],
      quotes: [{ speaker, source, text: said.quote ?? 'We will build it in two weeks.', said_on, language }],
      promise:
        said.promise === undefined ? { ...bridge, deadline: { phrase: 'in two weeks' } } : said.promise,
    },
    'reporter',
  );
  expect(reply.status, reply.body).toBe(201);
  return reply.json;
};

/** The same, published by an editor; gives the claim. */
export const publicPromise = async (server: TestServer, said: Said = {}) => {
  const { id } = await draftPromise(server, said);
  const reply = await server.post(`/v1/claims/${id}/publish`, {}, 'editor');
  expect(reply.status, reply.body).toBe(200);
  return reply.json;
};

/** An outcome proposed, submitted and published by two keys; gives the answer to the last step. */
export const publishOutcome = async (server: TestServer, claim: string, outcome: Record<string, unknown>) => {
  const body = { note: 'So it was.', evidence: [{ title: 'A visit' }], ...outcome };
  const proposed = await server.post(`/v1/claims/${claim}/outcomes`, body, 'reporter');
  expect(proposed.status, proposed.body).toBe(201);
  const { id } = proposed.json;
  expect((await server.post(`/v1/outcomes/${id}/submit`, {}, 'reporter')).status).toBe(200);
  return server.post(`/v1/outcomes/${id}/publish`, {}, 'editor');
};
