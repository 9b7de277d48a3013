/** The columns of corrections in spreadsheets. */
import type { CorrectionRow } from '../../record/corrections.ts';
import { sheet } from '../../record/sheet.ts';

export const correctionSheet = sheet<CorrectionRow>({
  name: 'corrections',
  columns: [
    ['id', 'its id, always the same', ({ id }) => id],
    ['subject_id', 'id of what was changed', ({ subject_id }) => subject_id],
    ['claim_id', 'the claim it belongs to', ({ claim_id }) => claim_id],
    ['kind', '`typo`, `clarification`, `correction` or `retraction`', ({ kind }) => kind],
    ['note', 'what was wrong', ({ note }) => note],
    ['fields', 'the members that differ', ({ after }) => Object.keys(after)],
    ['before', 'as they were (JSON)', ({ before }) => JSON.stringify(before)],
    ['after', 'as they are since (JSON)', ({ after }) => JSON.stringify(after)],
    ['corrected_at', 'when (UTC)', ({ corrected_at }) => corrected_at],
    ['corrected_by', 'by whom', ({ corrected_by }) => corrected_by],
  ],
});
