/** Adding a watch: by the API, and by what a first start brings. */
import type * as z from 'zod';
import type { ClaimState } from '../../newsroom/claims/load.ts';
import type { Change } from '../../record/record.ts';
import { unprocessable } from '../../record/refusal.ts';
import type { newWatch } from './shape.ts';
import { watches } from './tables.ts';
import { scheduleWatch, type Watch } from './watch.ts';

type NewWatch = z.output<typeof newWatch>;

/** What it looks for; a list without anything sought, for whom the promise is about. */
const looksOf = ({ kind, looks_for }: NewWatch, { promise }: ClaimState): Record<string, unknown> => {
  if (kind !== 'list' || looks_for.sought.length > 0 || looks_for.programmes.length > 0) return looks_for;
  const about = promise?.promise.about ?? [];
  if (about.length === 0) {
    throw unprocessable(
      '/looks_for',
      'must say what is sought, or of which programmes: the promise is about nobody',
    );
  }
  const sought = about.map(({ name, external_ids }) => ({
    name,
    names: [],
    identifiers: external_ids.map(({ id }) => id),
  }));
  return { ...looks_for, sought };
};

export const addWatch = async (change: Change, claim: ClaimState, written: NewWatch): Promise<Watch> => {
  const { kind, note, every, until } = written;
  if (until !== null && until < change.today) throw unprocessable('/until', 'is over: it would never look');
  const watch: Watch = {
    id: change.newId('watch'),
    claim_id: claim.claim.id,
    kind,
    note,
    looks_for: looksOf(written, claim),
    every,
    until,
    state: 'active',
    author: change.actor.name,
    created_at: change.at,
    last_look_at: null,
    last_good_at: null,
    next_look_at: change.at,
    last_error: null,
    failures: 0,
    memory: null,
    etag: null,
    last_modified: null,
    searched: null,
    standing: [],
  };
  await change.tx.insert(watches).values(watch);
  await scheduleWatch(change, watch);
  change.note({
    action: 'watch.created',
    subject_id: watch.id,
    after: { claim_id: watch.claim_id, kind, note, looks_for: watch.looks_for, every, until },
  });
  return watch;
};
