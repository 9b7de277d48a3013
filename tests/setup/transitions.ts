/** Promises whose days come, and the lines that the calendar wrote of them. */
import { asc, eq, like } from 'drizzle-orm';
import { expect } from 'vitest';
import { events } from '../../src/record/tables.ts';
import { bridge, publishOutcome } from './promises.ts';
import type { TestServer } from './server.ts';

export interface Deadline {
  kind: string;
  window_start: string | null;
  window_end: string | null;
  review_on: string | null;
}

export const window = (window_start: string, window_end: string | null): Deadline => ({
  kind: 'calendar',
  window_start,
  window_end,
  review_on: null,
});

export const review = (review_on: string): Deadline => ({
  kind: 'vague',
  window_start: null,
  window_end: null,
  review_on,
});

export const draft = async (server: TestServer, deadline: object | null): Promise<string> => {
  const body = { kind: 'promise', text: 'The bridge will be built.', promise: { ...bridge, deadline } };
  const created = await server.post('/v1/claims?allow_duplicate=true', body, 'reporter');
  expect(created.status, created.body).toBe(201);
  return created.json.id;
};

export const publish = async (server: TestServer, deadline: object | null): Promise<string> => {
  const id = await draft(server, deadline);
  expect((await server.post(`/v1/claims/${id}/publish`, {}, 'editor')).status).toBe(200);
  return id;
};

const correction = { kind: 'correction', note: 'Heard anew.' };

/** Corrects members of a published thing. */
export const correct = async (server: TestServer, path: string, members: object): Promise<void> => {
  const corrected = await server.patch(path, { ...members, correction }, 'editor');
  expect(corrected.status, corrected.body).toBe(200);
};

export const move = (
  server: TestServer,
  id: string,
  deadline: (Deadline & { window_passed?: true }) | null,
): Promise<void> => correct(server, `/v1/claims/${id}`, { promise: { deadline } });

export const rule = async (server: TestServer, id: string): Promise<void> => {
  expect((await publishOutcome(server, id, { result: 'not_kept' })).status).toBe(200);
};

export const withdraw = async (server: TestServer, id: string): Promise<void> => {
  const withdrawn = await server.post(`/v1/claims/${id}/withdraw`, { reason: 'Not a promise' }, 'editor');
  expect(withdrawn.status).toBe(200);
};

export interface Line {
  at: string;
  action: string;
  subject_id: string;
  day: string;
}

/** The transitions in the ledger, in its order: of all promises, or of one. */
export const lines = async (server: TestServer, id?: string): Promise<Line[]> => {
  const rows = await server.database.read
    .select()
    .from(events)
    .where(id ? eq(events.subject_id, id) : like(events.action, 'promise.%'))
    .orderBy(asc(events.seq));
  return rows
    .filter(({ action }) => action.startsWith('promise.'))
    .map(({ at, action, subject_id, after }) => ({ at, action, subject_id, day: Object(after).day }));
};

const DAY_MS = 86_400_000;
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
