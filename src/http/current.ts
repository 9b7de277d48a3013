/** How a thing stands now, for those who may see it, drafts included. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Connection } from '../db/types.ts';
import { createItems } from '../record/items.ts';
import { type Presented, present } from '../record/present.ts';
import { type Change, documentText, type Publication, sha256 } from '../record/record.ts';
import { type Caller, maySeeDrafts } from './access.ts';
import { type Answer, created, ok, send } from './answers.ts';
import { Problem } from './problems.ts';
import type { Services } from './services.ts';

/** A draft's JSON: that of a document, without version and date. */
export const draftText = (id: string, body: object): string =>
  documentText({ id, version: null, published_at: null }, body);

/** The present JSON of `id` as this connection sees it; null when there is no such thing. */
export const currentOf = async (
  services: Services,
  connection: Connection,
  id: string,
): Promise<(Presented & { publication: Publication }) | null> => {
  const found = await createItems(connection).find(id);
  if (found) return { ...present(found, services.today()), publication: found.publication };
  const rendering = await services.recorder.render(connection, id);
  if (!rendering) return null;
  const json = draftText(id, rendering.body);
  const draft = { json, sha256: sha256(json), deadline_facts: rendering.deadline ?? null };
  return { ...present(draft, services.today()), publication: 'draft' };
};

export const notFound = (id: string): Problem => new Problem('not-found', `There is no ${id}.`);

/** Throws 410 with the tombstone for what was withdrawn. */
export const refuseWithdrawn = (publication: Publication, json: string): void => {
  if (publication !== 'withdrawn') return;
  const tombstone: unknown = JSON.parse(json);
  throw new Problem('withdrawn', 'This was public and has been withdrawn.', { tombstone });
};

/** Answers a GET of one thing: its document, or its draft for those who write, or 404, or 410. */
export const sendItem = async (
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  past: { as_of?: string; today: string },
): Promise<FastifyReply> => {
  const found = await services.items.find(id, past.as_of);
  if (found) {
    refuseWithdrawn(found.publication, found.json);
    return send(request, reply, present(found, past.today));
  }
  const draft = past.as_of === undefined && (await draftFor(services, request.caller, id));
  if (!draft) throw notFound(id);
  return send(request, reply, draft);
};

/** Throws 404 or 410 unless this caller may see that there is such a thing. */
export const requireVisible = async (
  services: Services,
  request: FastifyRequest,
  id: string,
  as_of?: string,
): Promise<void> => {
  const found = await services.items.find(id, as_of);
  if (found) refuseWithdrawn(found.publication, found.json);
  else if (as_of !== undefined || !(await draftFor(services, request.caller, id))) throw notFound(id);
};

const draftFor = async (services: Services, caller: Caller | null, id: string): Promise<Presented | null> =>
  maySeeDrafts(caller) ? currentOf(services, services.database.read, id) : null;

/** The answer to a change: how the thing stands after it; 201 with its address where it is new. */
export const answerWith = async (
  services: Services,
  change: Change,
  id: string,
  location?: string,
): Promise<Answer> => {
  await change.settle();
  const now = await currentOf(services, change.tx, id);
  if (!now) throw notFound(id);
  return location === undefined ? ok(now) : created(location, now);
};
