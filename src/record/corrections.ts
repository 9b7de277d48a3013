import type { Change } from './record.ts';
import { type CORRECTION_KINDS, corrections } from './tables.ts';

/** What was changed in public: `before` and `after` hold the members that differ. */
export interface Correction {
  subject_id: string;
  /** The claim it belongs to, where there is one. */
  claim_id: string | null;
  kind: (typeof CORRECTION_KINDS)[number];
  note: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

/** Adds to the public list of corrections. Whoever may read the list may read all that is given here. */
export const recordCorrection = async (change: Change, correction: Correction): Promise<void> => {
  await change.tx.insert(corrections).values({
    id: change.newId('correction'),
    ...correction,
    corrected_at: change.at,
    corrected_by: change.actor.name,
  });
};

/** The retraction that a withdrawal leaves in the list; its note is the reason. */
export const recordWithdrawal = (
  change: Change,
  subject_id: string,
  claim_id: string | null,
  note: string,
): Promise<void> =>
  recordCorrection(change, {
    subject_id,
    claim_id,
    kind: 'retraction',
    note,
    before: { publication: 'published' },
    after: { publication: 'withdrawn' },
  });
