/** How often a claim was said: counted over the claims that an editor confirmed to be the same or to repeat it. */
import { isDeepStrictEqual } from 'node:util';
import { asc, getTableColumns, or, sql } from 'drizzle-orm';
import { literalLimit } from '../../db/queries.ts';
import { isAmong, listed, select, writing } from '../../db/statement.ts';
import type { Reader } from '../../db/types.ts';
import { LIMITS } from '../../limits.ts';
import type { Change } from '../../record/record.ts';
import { claim } from './claim.ts';
import { type ClaimState, loadClaims } from './load.ts';
import { claimMatches, claims, type Said } from './tables.ts';

const repeats = sql`${claimMatches.state} = 'confirmed' and ${claimMatches.relation} in ('same', 'repeats')`;

/** The claims that are one with a claim over any number of confirmed matches, itself among them. */
const linked = select(
  { id: claims.id, first_said_on: claims.first_said_on, publication: claims.publication },
  (query) =>
    query
      .from(claims)
      .where(
        sql`${claims.id} in (with recursive linked(id) as (select own.id from ${claims} as own where own.id = ${sql.placeholder('id')} union select case when ${claimMatches.claim_id} = linked.id then ${claimMatches.other_id} else ${claimMatches.claim_id} end from linked inner join ${claimMatches} on (${claimMatches.claim_id} = linked.id or ${claimMatches.other_id} = linked.id) and ${repeats}) select id from linked)`,
      )

      // A day that is not known stands first on either engine.
      .orderBy(sql`coalesce(${claims.first_said_on}, '')`, literalLimit(asc(claims.id), LIMITS.claims_said)),
);

type Linked = Pick<ClaimState['claim'], 'id' | 'first_said_on' | 'publication'>;

/** What one of several claims that are one says of the others; null where it stands alone. */
const saidOf = (id: string, all: readonly Linked[]): Said | null => {
  if (all.length < 2) return null;
  const own = all.find((one) => one.id === id);
  const shown = all.filter(({ publication }) => publication === 'published');
  const others = shown.filter((one) => one.id !== id).map((one) => one.id);
  const days = (own ? [own, ...shown.filter((one) => one.id !== id)] : shown)
    .flatMap(({ first_said_on }) => first_said_on ?? [])
    .sort();
  return {
    times: others.length + 1,
    first_on: days[0] ?? null,
    last_on: days.at(-1) ?? null,
    claims: others.slice(0, LIMITS.claims_said_shown),
  };
};

const rows = writing(claims, ['id']);

/** Brings these claims, and those that are one with them, to how often they were said. */
export const settleSaid = async (change: Change, ids: readonly string[]): Promise<void> => {
  for (const id of ids) {
    const all = await linked(change.tx, { id });
    const states = await loadClaims(change.tx, [id, ...all.map((one) => one.id)]);
    for (const before of states.values()) {
      const said = saidOf(before.claim.id, all.some((one) => one.id === before.claim.id) ? all : []);
      if (isDeepStrictEqual(before.claim.said, said)) continue;
      const after = { ...before, claim: { ...before.claim, said } };
      await rows.update(change.tx, [after.claim]);
      change.put(claim, after.claim.id, before, after);
    }
  }
};

/** The pair of two claims, in the order in which it is kept. */
export const pairOf = (one: string, other: string): { claim_id: string; other_id: string } =>
  one < other ? { claim_id: one, other_id: other } : { claim_id: other, other_id: one };

export type Decision = typeof claimMatches.$inferSelect;

const ofClaims = select(getTableColumns(claimMatches), (query) =>
  query
    .from(claimMatches)
    .where(or(isAmong(claimMatches.claim_id, 'ids'), isAmong(claimMatches.other_id, 'ids')))
    .orderBy(asc(claimMatches.decided_at), asc(claimMatches.claim_id), asc(claimMatches.other_id)),
);

/** What was decided of pairs that one of these claims is in, the oldest decision first. */
export const decisionsOn = async (on: Reader, ids: readonly string[]): Promise<Decision[]> =>
  ids.length === 0 ? [] : ofClaims(on, { ids: listed(ids) });

const decisions = writing(claimMatches, ['claim_id', 'other_id']);

/** Remembers what a person decided of two claims, in place of what was decided before; gives that. */
export const decide = async (
  change: Change,
  written: Omit<Decision, 'decided_by' | 'decided_at'>,
): Promise<{ before: Decision | null; after: Decision }> => {
  const after = { ...written, decided_by: change.actor.name, decided_at: change.at };
  const known = await decisionsOn(change.tx, [written.claim_id]);
  const before =
    known.find(({ other_id, claim_id }) => claim_id === written.claim_id && other_id === written.other_id) ??
    null;
  await (before ? decisions.update(change.tx, [after]) : decisions.insert(change.tx, [after]));
  await settleSaid(change, [written.claim_id, written.other_id]);
  return { before, after };
};
