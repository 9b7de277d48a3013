/** When the date of an event becomes known or changes, the deadlines that hang on it follow. */
import { eq } from 'drizzle-orm';
import type { CorrectionNote } from '../../http/schemas.ts';
import type { Change } from '../../record/record.ts';
import { corrections } from '../../record/tables.ts';
import { claims } from '../claims/tables.ts';
import { deadlines } from '../promises/tables.ts';
import { touchOutcomes, windowOfAnchor } from '../promises/write.ts';
import type { Anchor } from './render.ts';

/**
 * Opens or moves the window of every deadline that hangs on `anchor`, as its date stands now. Each
 * public promise gets the correction that was given for the anchor, and each claim a line in the
 * ledger.
 */
export const moveDeadlines = async (
  change: Change,
  anchor: Anchor,
  correction: CorrectionNote | undefined,
): Promise<void> => {
  const { tx } = change;
  const hanging = await tx
    .select()
    .from(deadlines)
    .innerJoin(claims, eq(claims.id, deadlines.claim_id))
    .where(eq(deadlines.anchor_id, anchor.id));
  for (const { deadlines: row, claims: claim } of hanging) {
    if (!row.anchor || claim.publication === 'withdrawn') continue;
    const { position, window_start, window_end } = row;
    const before = { position, window_start, window_end };
    const window = windowOfAnchor(row.anchor, anchor.date, row.reference_date);
    const after = { position, ...window };
    if (window.window_start === window_start && window.window_end === window_end) continue;
    await tx.update(deadlines).set(window).where(eq(deadlines.id, row.id));
    await touchOutcomes(change, claim.id);
    await change.event({
      action: 'deadline.moved',
      subject_id: claim.id,
      before,
      after: { ...after, anchor: anchor.id, note: correction?.note ?? null },
    });
    if (claim.publication !== 'published' || row.confirmed_by === null || !correction) continue;
    await tx.insert(corrections).values({
      id: change.newId('correction'),
      subject_id: claim.id,
      claim_id: claim.id,
      kind: correction.kind,
      note: `${anchor.title}: ${correction.note}`,
      before: { deadline: before },
      after: { deadline: after },
      corrected_at: change.at,
      corrected_by: change.actor.name,
    });
  }
};
