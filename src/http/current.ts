/** How a thing stands now, for those who may see it, drafts included. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Connection } from '../db/types.ts';
import { createItems } from '../record/items.ts';
import { present, type Representation } from '../record/present.ts';
import type { Change } from '../record/record.ts';
import { draftOf } from '../record/standing.ts';
import type { Noun } from '../record/subject.ts';
import type { Publication } from '../record/tables.ts';
import { type Caller, maySeeDrafts } from './access.ts';
import { type Answer, created, matchIfAsked, ok, send } from './answers.ts';
import { Problem } from './problems.ts';
import type { Services } from './services.ts';

/** The present JSON of `id` as this connection sees it; null when there is no such thing. */
export const currentOf = async (
  services: Services,
  connection: Connection,
  id: string,
): Promise<(Representation & { publication: Publication }) | null> => {
  const found = await createItems(connection).find(id);
  if (found) return { ...present(found, services.today()), publication: found.publication };
  const rendering = await services.recorder.render(connection, id);
  return rendering && { ...present(draftOf(id, rendering), services.today()), publication: 'draft' };
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
    return send(request, reply, present(found, past.today), { shown: { subject_id: id } });
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

const draftFor = async (
  services: Services,
  caller: Caller | null,
  id: string,
): Promise<Representation | null> =>
  maySeeDrafts(caller) ? currentOf(services, services.database.read, id) : null;

/** How something stands that a request is to change. */
export interface StandingToChange<State> {
  state: State;
  publication: Publication;
  json: string;
  etag: string;
}

/** Reads what a request is to change. Throws 404 where there is no such thing. */
export const loadToChange = async <State>(
  services: Services,
  change: Change,
  noun: Noun<State>,
  id: string,
): Promise<StandingToChange<State>> => {
  const state = (await noun.load(change.tx, [id])).get(id);
  if (state === undefined) throw notFound(id);
  const standing = await change.standing(noun, id, state);
  const { publication, json } = standing;
  return { state, publication, json, etag: present(standing, services.today()).etag };
};

/** Reads what is to move from one state to another. Throws 412 where `If-Match` was sent and is stale. */
export const loadToMove = async <State>(
  services: Services,
  request: FastifyRequest,
  change: Change,
  noun: Noun<State>,
  id: string,
): Promise<State> => {
  const { state, etag } = await loadToChange(services, change, noun, id);
  matchIfAsked(request, etag);
  return state;
};

/** The answer to a change: how the thing stands after it; 201 with its address where it is new. */
export const answerWith = async (
  services: Services,
  change: Change,
  id: string,
  location?: string,
): Promise<Answer> => {
  await change.settle();
  const standing = await change.settled(id);
  if (!standing) throw notFound(id);
  const now = present(standing, services.today());
  return location === undefined ? ok(now) : created(location, now);
};
