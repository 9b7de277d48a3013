/** Reading the promises of claims, with every deadline that was given. */
import { asc, eq, getTableColumns } from 'drizzle-orm';
import { isAmong, listed, select } from '../../db/statement.ts';
import type { Reader } from '../../db/types.ts';
import { anchors } from '../anchors/tables.ts';
import { clarifications, deadlines, promises } from './tables.ts';

type Anchor = typeof anchors.$inferSelect;
/** A deadline as its row has it; its place among those of its promise is its name. */
export type DeadlineRow = Omit<typeof deadlines.$inferSelect, 'id'>;
export type Clarification = Omit<typeof clarifications.$inferSelect, 'id'>;

/** A promise with all that its part of a claim's document is made of. */
export interface PromiseState {
  promise: typeof promises.$inferSelect;
  /** In the order given; those that nobody has confirmed too. */
  deadlines: readonly DeadlineRow[];
  /** The events that deadlines hang on, by their ids. */
  anchors: ReadonlyMap<string, Anchor>;
  clarifications: readonly Clarification[];
}

const { id: _, ...deadlineColumns } = getTableColumns(deadlines);

const ofClaims = {
  promises: select(getTableColumns(promises), (query) =>
    query.from(promises).where(isAmong(promises.claim_id, 'ids')),
  ),
  deadlines: select({ deadline: deadlineColumns, anchor: getTableColumns(anchors) }, (query) =>
    query
      .from(deadlines)
      .leftJoin(anchors, eq(anchors.id, deadlines.anchor_id))
      .where(isAmong(deadlines.claim_id, 'ids'))
      .orderBy(asc(deadlines.position)),
  ),
  clarifications: select(
    {
      claim_id: clarifications.claim_id,
      clarified_on: clarifications.clarified_on,
      text: clarifications.text,
      author: clarifications.author,
    },
    (query) =>
      query
        .from(clarifications)
        .where(isAmong(clarifications.claim_id, 'ids'))
        .orderBy(asc(clarifications.id)),
  ),
};

/** The promises of these claims, by the claims' ids. */
export const loadPromises = async (
  tx: Reader,
  claim_ids: readonly string[],
): Promise<Map<string, PromiseState>> => {
  const found = await ofClaims.promises(tx, { ids: listed(claim_ids) });
  if (found.length === 0) return new Map();
  const ids = { ids: listed(found.map(({ claim_id }) => claim_id)) };
  const [given, clarified] = await Promise.all([
    ofClaims.deadlines(tx, ids),
    ofClaims.clarifications(tx, ids),
  ]);
  const known = new Map(
    given.flatMap(({ deadline: { anchor_id }, anchor }) =>
      anchor && anchor_id ? [[anchor_id, anchor]] : [],
    ),
  );
  const deadlinesOf = Map.groupBy(
    given.map(({ deadline }) => deadline),
    ({ claim_id }) => claim_id,
  );
  const clarificationsOf = Map.groupBy(clarified, ({ claim_id }) => claim_id);
  return new Map(
    found.map((promise) => [
      promise.claim_id,
      {
        promise,
        deadlines: deadlinesOf.get(promise.claim_id) ?? [],
        anchors: known,
        clarifications: clarificationsOf.get(promise.claim_id) ?? [],
      },
    ]),
  );
};
