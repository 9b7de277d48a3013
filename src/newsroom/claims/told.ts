/** What was decided of pairs of claims, as the ledger tells of it. */
import type { ToldRows } from '../../record/told.ts';
import { pairOf } from './said.ts';
import { claimMatches, MATCH_STATES } from './tables.ts';

const nameOf = ({ claim_id, other_id }: { claim_id: string; other_id: string }): string =>
  `What was decided of ${claim_id} and ${other_id}`;

export const toldDecisions: ToldRows = {
  actions: MATCH_STATES.map((state) => `match.${state}`),
  stored: async (connection) => {
    const rows = await connection.select().from(claimMatches);
    return new Map(rows.map(({ claim_id, other_id, ...said }) => [nameOf({ claim_id, other_id }), said]));
  },
  told: (lines) =>
    new Map(
      lines.map(({ subject_id, after: { claim, ...said } }) => [
        nameOf(pairOf(subject_id, String(claim))),
        said,
      ]),
    ),
};
