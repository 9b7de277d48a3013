/** When the date of an event becomes known or changes, the deadlines that hang on it follow. */
import { setImmediate as nextTick } from 'node:timers/promises';
import { type Correction, recordCorrection } from '../../record/corrections.ts';
import type { Change } from '../../record/record.ts';
import { type ClaimState, loadClaims } from '../claims/load.ts';
import { withCorrections } from '../claims/rules.ts';
import { saveClaims } from '../claims/save.ts';
import type { DeadlineRow } from '../promises/load.ts';
import { moveDeadlines } from '../promises/rules.ts';
import { type Anchor, claimsHangingOn } from './anchor.ts';

/**
 * Opens or moves the window of every deadline that hangs on `anchor`, as its date stands now. Each
 * public promise gets the correction that was given for the anchor, and each claim a line in the
 * ledger.
 */
export const moveDeadlinesOn = async (
  change: Change,
  anchor: Anchor,
  correction: Pick<Correction, 'kind' | 'note'> | undefined,
): Promise<void> => {
  const hanging = await claimsHangingOn(change.tx, [anchor.id]);
  change.reaches(hanging.length);
  for (let from = 0; from < hanging.length; from += PER_TICK) {
    if (from > 0) await nextTick();
    await moveDeadlinesOf(change, hanging.slice(from, from + PER_TICK), anchor, correction);
  }
};

/** So many claims are moved in one tick of the event loop; other requests are answered in between. */
const PER_TICK = 16;

const moveDeadlinesOf = async (
  change: Change,
  ids: readonly string[],
  anchor: Anchor,
  correction: Pick<Correction, 'kind' | 'note'> | undefined,
): Promise<void> => {
  const moved: { before: ClaimState; after: ClaimState }[] = [];
  for (const before of (await loadClaims(change.tx, ids)).values()) {
    if (before.claim.publication === 'withdrawn') continue;
    const after = moveDeadlines(before, anchor);
    const corrections = [];
    for (const [was, is] of movedIn(before, after)) {
      const subject_id = before.claim.id;
      change.event({
        action: 'deadline.moved',
        subject_id,
        before: windowOf(was),
        after: { ...windowOf(is), anchor: anchor.id, note: correction?.note ?? null },
      });
      if (before.claim.publication !== 'published' || is.confirmed_by === null || !correction) continue;
      corrections.push(
        await recordCorrection(change, {
          subject_id,
          claim_id: subject_id,
          kind: correction.kind,
          note: `${anchor.title}: ${correction.note}`,
          before: { deadline: windowOf(was) },
          after: { deadline: windowOf(is) },
        }),
      );
    }
    moved.push({ before, after: withCorrections(after, corrections) });
  }
  await saveClaims(change, moved);
};

const windowOf = ({ position, window_start, window_end }: DeadlineRow) => ({
  position,
  window_start,
  window_end,
});

const movedIn = (before: ClaimState, after: ClaimState): [DeadlineRow, DeadlineRow][] =>
  (before.promise?.deadlines ?? []).flatMap((was, i) => {
    const is = after.promise?.deadlines[i];
    return is && is !== was ? [[was, is]] : [];
  });
