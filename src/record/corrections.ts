import { writing } from '../db/statement.ts';
import type { Change, Line } from './record.ts';
import { sha256 } from './sha256.ts';
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

/** What the ledger keeps of a correction, so that `verify` finds one that was changed, added or removed. */
export const correctionHash = (row: CorrectionRow): string => {
  const { id, subject_id, claim_id, kind, note, before, after, corrected_at, corrected_by } = row;
  return sha256(
    JSON.stringify([id, subject_id, claim_id, kind, note, before, after, corrected_at, corrected_by]),
  );
};

/** The line of the ledger that tells of a correction. */
export const correctionLine = (row: CorrectionRow): Line => ({
  action: 'correction.recorded',
  subject_id: row.id,
  after: { subject_id: row.subject_id, sha256: correctionHash(row) },
});

/**
 * Adds to the public list of corrections, and a line to the ledger; gives the row. Whoever may read the list may
 * read all that is given here.
 */
export const recordCorrection = async (change: Change, correction: Correction): Promise<CorrectionRow> => {
  const row = {
    id: change.newId('correction'),
    ...correction,
    corrected_at: change.at,
    corrected_by: change.actor.name,
  };
  await rows.insert(change.tx, [row]);
  change.note(correctionLine(row));
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
