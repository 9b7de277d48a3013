/** Watches and what they saw, as the ledger tells of them. */
import type { Members, ToldRows } from '../../record/told.ts';
import { watches, watchHits } from './tables.ts';

export const toldWatches: ToldRows = {
  actions: ['watch.created', 'watch.changed', 'watch.ended'],
  stored: async (connection) => {
    const { id, claim_id, kind, note, looks_for, every, until, state } = watches;
    const rows = await connection
      .select({ id, claim_id, kind, note, looks_for, every, until, state })
      .from(watches);
    return new Map(rows.map(({ id, ...said }) => [id, said]));
  },
  told: (lines) => {
    const told = new Map<string, Members>();
    for (const { action, subject_id: id, after } of lines) {
      if (action === 'watch.created') told.set(id, { ...after, state: 'active' });
      else if (action === 'watch.changed') told.set(id, { ...told.get(id), ...after });
      else told.set(id, { ...told.get(id), state: 'ended' });
    }
    return told;
  },
};

export const toldHits: ToldRows = {
  actions: ['watch.hit'],
  stored: async (connection) => {
    const { id, watch_id, outcome_id, title } = watchHits;
    const rows = await connection.select({ id, watch_id, outcome_id, title }).from(watchHits);
    return new Map(rows.map(({ id, ...said }) => [id, said]));
  },
  told: (lines) =>
    new Map(
      lines.map(({ subject_id: watch_id, after: { hit_id, outcome_id, note: title } }) => [
        String(hit_id),
        { watch_id, outcome_id, title },
      ]),
    ),
};
