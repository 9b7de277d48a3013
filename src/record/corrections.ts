import { writing } from '../db/statement.ts';
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

/** A correction as it is kept. */
export type CorrectionRow = typeof corrections.$inferSelect;

const rows = writing(corrections, ['id']);

/**
 * Adds to the public list of corrections; gives the row. Whoever may read the list may read all that is given
 * here.
 */
export const recordCorrection = async (change: Change, correction: Correction): Promise<CorrectionRow> => {
  const row = {
    id: change.newId('correction'),
    ...correction,
    corrected_at: change.at,
    corrected_by: change.actor.name,
  };
  await rows.insert(change.tx, [row]);
  return row;
};

/** The retraction that a withdrawal leaves in the list; its note is the reason. */
export const recordWithdrawal = (
  change: Change,
  subject_id: string,
  claim_id: string | null,
  note: string,
): Promise<CorrectionRow> =>
  recordCorrection(change, {
    subject_id,
    claim_id,
    kind: 'retraction',
    note,
    before: { publication: 'published' },
    after: { publication: 'withdrawn' },
  });
